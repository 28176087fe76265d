import { describe, expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';

const { workspace } = inBrowser();

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
    await see(messages('nightly-etl failed in', 'Build terminated with state: FAILED'));

    await failure.getByRole('button', { name: 'replied to a thread' }).click();
    const inThread = await see(replies('failed in nightly-etl', 'CodeBuild'));
    await inThread.getByRole('button', { name: /^Retry / }).click();

    await see(messages('nightly-etl succeeded'));
    await see(replies('Dana Reyes retried the failed actions of'));
    await see(replies('failed in nightly-etl', 'succeeded'));
    expect(await page.getByRole('button', { name: /^Retry .* of nightly-etl/ }).count()).toBe(0);

    await page.getByRole('button', { name: 'Close thread' }).click();
    await expect.poll(() => yardState('nightly-etl').textContent()).toMatch(/succeeded/);
  });
});
