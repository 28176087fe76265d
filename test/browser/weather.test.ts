import { afterEach, describe, expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';

const { workspace, sandbox } = inBrowser();

const MINUTE = 60_000;

afterEach(() => sandbox().control.faults({}));

const weather = (name: string) =>
  workspace().page.getByRole('button', { name: `Weather: ${name}. Change the weather` });
const words = () => workspace().page.getByRole('region', { name: 'Weather' }).getByRole('status').textContent();
const inForce = async () => (await sandbox().control.state()).faults;

describe('the weather', () => {
  it('is calm at first, and each choice says what it does', async () => {
    const { page } = workspace();

    await weather('Calm').click();

    const choices = await page.getByRole('menuitemradio').allTextContents();
    expect(choices.map((choice) => choice.slice(0, 7))).toEqual([
      ...['CalmEve', 'Doubled', 'Shuffle', 'Lost ev', 'Storms ', 'Crashes'],
    ]);
    expect(await page.getByRole('menuitemradio', { checked: true }).textContent()).toMatch(/^Calm/);
    expect(await page.getByRole('menuitemradio', { name: 'Lost events' }).textContent()).toContain(
      'Every third event is lost. Watch the card become true within two minutes.',
    );
  });

  it.each([
    ['Doubled events', { duplicateEvents: true }],
    ['Shuffled events', { shuffleEvents: { seed: 1, windowMs: 10_000 } }],
    ['Lost events', { dropEvents: { every: 3 } }],
    [
      'Storms of 429',
      { slack: [{ method: 'chat.postMessage', status: 429, retryAfter: 10, every: 2 }, expect.anything()] },
    ],
    ['Crashes', { crash: [{ function: 'pipeline-events', afterCall: 6 }] }],
  ])('becomes "%s" by a click, is told, and ends by another', async (name, faults) => {
    const { page } = workspace();

    await weather('Calm').click();
    await page.getByRole('menuitemradio', { name }).click();
    await weather(name).waitFor();
    expect(await inForce()).toEqual(faults);

    await weather(name).click();
    await page.getByRole('menuitemradio', { name: 'Calm' }).click();
    await weather('Calm').waitFor();
    expect(await inForce()).toEqual({});
  });

  it('is chosen by keyboard alone, and the focus stays where it was', async () => {
    const { page } = workspace();

    await weather('Calm').press('Enter');
    // The menu takes the focus once it stands in its place.
    await page.locator('[role=menuitemradio]:focus').waitFor();
    await page.keyboard.press('l');
    await page.keyboard.press('Enter');

    await weather('Lost events').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
      /^Weather: Lost events/,
    );
    expect(await words()).toMatch(/^Every third event is lost/);
  });

  it('is shown whoever made it, even when it is none of the choices', async () => {
    await sandbox().control.faults({ dropEvents: { every: 3 } });
    await weather('Lost events').waitFor();

    await sandbox().control.faults({
      delayEvents: { ms: 5 },
      aws: [{ operation: 'GetPipelineState', error: 'ThrottlingException' }],
    });
    await weather('Set from outside').waitFor();
    expect(await words()).toBe('In force: delayEvents, aws.');
  });

  it('loses events, and the card becomes true within two minutes all the same', async () => {
    const { page, push, see, messages } = workspace();
    await sandbox().control.settle(20_000);
    await weather('Calm').click();
    await page.getByRole('menuitemradio', { name: 'Lost events' }).click();
    await weather('Lost events').waitFor();

    const commit = await push('nightly-etl', 'good');
    await expect
      .poll(() => workspace().yardState('nightly-etl').textContent(), { timeout: 20_000 })
      .toMatch(/succeeded/);
    await sandbox().control.settle(20_000);
    await sandbox().control.advance(3 * MINUTE);

    await see(messages('nightly-etl succeeded', commit));
    expect(await page.getByRole('region', { name: 'Weather' }).textContent()).toMatch(/\d+ times so far/);
  });
});
