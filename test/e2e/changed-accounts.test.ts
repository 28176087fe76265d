import { expect, it } from 'vitest';
import { canDecide, wordsOfAll } from '../support/seen.ts';
import { inStory } from '../support/story.ts';

const story = inStory();

const APPROVE = 'approval:approve';

it.each([
  ['made a guest', { kind: 'guest' }, /Guests cannot do that/],
  ['moved to a partner company', { kind: 'outsider' }, /Only members of this workspace/],
  ['closed', { deactivated: true }, /account is deactivated/],
] as const)('somebody whose account was %s after the approval was drawn is refused', async (how, change, words) => {
  const train = await story.waiting(`account-${how.replaceAll(' ', '-')}`);
  const { control } = story.sandbox();
  await control.person({ user: 'U0LEE', ...change });

  const decisions = await story.callsDuring('PutApprovalResult', async () => {
    const told = await story.toldPrivately('U0LEE', () => story.press('U0LEE', train.approval, APPROVE));
    expect(wordsOfAll(told)).toMatch(words);
  });

  expect(decisions).toBe(0);
  expect(canDecide(await story.approval(train))).toBe(true);

  await control.person({ user: 'U0LEE', kind: 'member', deactivated: false });
  await story.press('U0LEE', train.approval, APPROVE);
  await story.approvalSays(train, /Approved by Lee Chen/);
});
