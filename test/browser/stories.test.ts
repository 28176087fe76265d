import { describe, expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';

const { workspace } = inBrowser();

/** Reads the outcome in the form that was sent off, and closes it.
 * @returns the short id of the execution that it began */
async function newExecution(words: RegExp): Promise<string> {
  const told = workspace().modal('Signalbox');
  await told.getByText(words).waitFor();
  const id = /It is execution ([0-9a-f]{8})/.exec((await told.textContent()) ?? '')?.[1];
  // Pressed again where the form was drawn anew under the finger.
  await expect
    .poll(async () => {
      const close = told.getByRole('button', { name: 'Close' }).last();
      if (await close.isVisible()) await close.click();
      return told.isVisible();
    })
    .toBe(false);
  if (id === undefined) throw new Error('The form names no execution');
  return id;
}

describe('by mouse, on the page', () => {
  it('a commit is pushed, waits, is approved by Ben and goes live, and the card says so', async () => {
    const { push, see, messages, switchTo, yardState } = workspace();
    const approval = (...words: string[]) => messages('Approve/Go-ahead', 'is waiting for approval', ...words);
    const approve = async (...words: string[]) =>
      (await see(approval(...words))).getByRole('button', { name: /^Approve shop-web/ }).click();

    const commit = await push('shop-web', 'good');
    await switchTo('Ben Okafor');
    // What the demo itself pushed at the start is in front, so it goes first.
    await approve('Fix the cart total');
    await approve(commit);

    await see(messages('succeeded · live in Prod', commit));
    const approved = await see(messages('Approve/Go-ahead', 'Approved by Ben Okafor', commit));
    expect(await approved.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    await expect.poll(() => yardState('shop-web').textContent()).toMatch(/succeeded/);
  });

  it('a commit breaks a stage, the failure is told in the thread and the channel, Retry makes it green', async () => {
    const { page, push, see, messages, replies, yardState } = workspace();

    await push('nightly-etl', 'breaking');
    const failure = await see(messages('failed in nightly-etl', 'replied to a thread'));
    await see(messages('nightly-etl failed in'));

    await failure.getByRole('button', { name: 'replied to a thread' }).click();
    const inThread = await see(replies('failed in nightly-etl'));
    await inThread.getByRole('button', { name: /^Retry / }).click();

    await see(messages('nightly-etl succeeded'));
    await see(replies('Dana Reyes retried the failed actions of'));
    await see(replies('failed in nightly-etl', 'succeeded'));
    expect(await page.getByRole('button', { name: /^Retry .* of nightly-etl/ }).count()).toBe(0);

    await page.getByRole('button', { name: 'Close thread' }).click();
    await expect.poll(() => yardState('nightly-etl').textContent()).toMatch(/succeeded/);
  });

  it('a pipeline is started with other values than its own, from its card', async () => {
    const { page, see, messages, modal } = workspace();

    const card = await see(messages('nightly-etl succeeded'));
    await card.getByRole('button', { name: /^More actions/ }).click();
    await page.getByRole('menuitem', { name: 'Start the pipeline…' }).click();
    const form = modal('Start a pipeline');
    await expect.poll(() => form.getByLabel('MODE').inputValue()).toBe('delta');
    await form.getByLabel('DAY').fill('2026-11-21');
    await form.getByRole('button', { name: 'Start', exact: true }).click();

    const execution = await newExecution(/You started nightly-etl/);
    await see(messages('nightly-etl', 'started by', execution));
  });

  it('a stage that broke goes back to what was good there, from its failure', async () => {
    const { push, see, messages, switchTo, modal } = workspace();

    const commit = await push('nightly-etl', 'breaking');
    const failure = await see(messages('failed in nightly-etl', commit));
    await switchTo('Ben Okafor');
    await failure.getByRole('button', { name: /^Roll back / }).click();
    const form = modal('Roll back a stage');
    await form.getByRole('radio').first().check();
    await form.getByRole('button', { name: 'Roll back', exact: true }).click();

    const execution = await newExecution(/You rolled back Extract of nightly-etl/);
    await see(messages('nightly-etl succeeded', execution));
  });
});
