import { describe, expect, it } from 'vitest';
import { canDecide } from '../../support/seen.ts';
import { APPROVE, inStorm, MINUTE } from '../../support/under-faults.ts';

const story = inStorm();

describe('Slack', () => {
  it('that refuses every second message and every second update has all of them in the end', async () => {
    const often = { status: 429, retryAfter: 3, every: 2 };
    const storm = [
      { method: 'chat.postMessage', ...often },
      { method: 'chat.update', ...often },
    ];
    const train = await story.under({ slack: storm }, 'storm', 'gated');
    await story.pass(3 * MINUTE);

    await story.approve(train);

    await story.expectOneTrueStory(train);
    expect((await story.struck()).slack).toBeGreaterThan(2);
  });

  it.each([
    ['answers-to-posts-lost', { method: 'chat.postMessage', timeoutAfter: true }],
    ['every-second-post-lost', { method: 'chat.postMessage', timeoutBefore: true, every: 2 }],
  ])('that swallows (%s) shows one card and one approval within three minutes', async (name, fault) => {
    const train = await story.under({ slack: [fault] }, name, 'gated');

    await story.pass(3 * MINUTE);

    await story.expectToWaitOnce(train);
    expect((await story.struck()).slack).toBeGreaterThan(0);
  });
});

describe('CodePipeline', () => {
  it('that has no time for an approval: the person is told, presses again, and then it goes through', async () => {
    const train = await story.waiting('throttled');
    const faults = { aws: [{ operation: 'codepipeline:PutApprovalResult', error: 'ThrottlingException' }] };
    await story.faults(faults);

    const told = await story.toldPrivately('U0BEN', () => story.press('U0BEN', train.approval, APPROVE));
    expect(told.map(({ words }) => words)).toEqual([expect.stringMatching(/nothing was changed/i)]);
    expect(canDecide(await story.approval(train))).toBe(true);

    await story.faults({});
    await story.quiet();
    await story.approve(train);
    expect((await story.card(train)).words).toMatch(/succeeded/);
    expect(await story.executionStatus(train)).toBe('Succeeded');
  });

  it('whose answer to an approval is lost: it happened once, and the card says so', async () => {
    const train = await story.waiting('answer-lost');
    await story.faults({ aws: [{ operation: 'codepipeline:PutApprovalResult', timeoutAfter: true }] });

    expect(await story.callsDuring('PutApprovalResult', () => story.approve(train))).toBe(1);

    await story.expectOneTrueStory(train);
  });
});
