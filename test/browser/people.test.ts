import { describe, expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';

const { workspace } = inBrowser();

/** Pushes to the infrastructure pipeline and waits for its approval.
 * @returns the commit, and the approval's message as long as somebody may decide */
async function pushed() {
  const { push, see, messages } = workspace();
  const commit = await push('network-infra', 'good');
  const approval = await see(messages('Apply/Review', 'is waiting for approval', commit));
  return { commit, approval };
}

describe('an approval that waits', () => {
  it('a guest who presses Approve is refused where nobody else sees it, and the approval still waits', async () => {
    const { page, see, messages, switchTo } = workspace();
    const { commit, approval } = await pushed();

    await switchTo('Gil Marsh');
    await approval.getByRole('button', { name: /^Approve / }).click();
    await see(messages('Only visible to you', 'Guests cannot do that'));

    await switchTo('Ines Duarte');
    expect(await messages('Guests cannot do that').count()).toBe(0);
    await approval.getByRole('button', { name: /^Approve / }).click();
    await see(messages('Apply/Review', 'Approved by Ines Duarte', commit));
    expect(await page.getByRole('button', { name: /^Approve network-infra/ }).count()).toBe(0);
  });

  it('Reject asks for the reason, does not go without one, and tells it to everybody', async () => {
    const { see, messages, modal } = workspace();
    const { commit, approval } = await pushed();

    await approval.getByRole('button', { name: /^Reject / }).click();
    const form = modal('Reject');
    await form.getByRole('button', { name: 'Reject', exact: true }).click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('Why?').fill('The route tables are swapped');
    await form.getByRole('button', { name: 'Reject', exact: true }).click();
    await form.waitFor({ state: 'detached' });

    await see(messages('Apply/Review', 'Rejected by Dana Reyes', 'The route tables are swapped', commit));
    await see(messages('network-infra failed in Apply', commit));
  });

  it('by keyboard alone: Tab reaches Approve, Enter presses it', async () => {
    const { page, see, messages } = workspace();
    const { commit } = await pushed();

    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    await page.getByRole('button', { name: 'Skip to the command box' }).press('Enter');
    expect(await focused()).toMatch(/^Command in #deployments/);
    // The command box comes after the messages, so the newest buttons are the next ones backwards.
    for (let presses = 0; presses < 20 && !(await focused()).startsWith('Approve network-infra'); presses++) {
      await page.keyboard.press('Shift+Tab');
    }
    expect(await focused()).toMatch(/^Approve network-infra/);
    await page.keyboard.press('Enter');

    await see(messages('Apply/Review', 'Approved by Dana Reyes', commit));
  });
});
