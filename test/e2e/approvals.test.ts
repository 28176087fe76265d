import { describe, expect, it } from 'vitest';
import { canDecide, typed } from '../support/seen.ts';
import { inStory } from '../support/story.ts';

const story = inStory();

const APPROVE = 'approval:approve';
const REJECT = 'approval:reject';

describe('an approval that waits', () => {
  it('is approved by one click: the pipeline goes on, and card, approval and thread say so', async () => {
    const train = await story.waiting('approve-by-click');

    await story.press('U0BEN', train.approval, APPROVE);

    const card = await story.cardSays(train, /succeeded/);
    const approval = await story.approvalSays(train, /Approved by Ben Okafor/);
    expect(canDecide(approval)).toBe(false);
    expect(card.buttons.map(({ action_id }) => action_id)).toEqual(['card:menu']);
    expect(await story.executionStatus(train)).toBe('Succeeded');
    expect((await story.messages(train)).map(({ words }) => words)).toContainEqual(
      expect.stringMatching(/Ben Okafor approved Gate\/Go/),
    );
    const { latestExecution } = (await story.stage('approve-by-click', 'Gate')).actionStates?.[0] ?? {};
    expect(latestExecution?.summary).toMatch(/^Ben Okafor \(U0BEN\) via Slack, op [0-9a-f]{8}$/);
  });

  it('is rejected in a modal that asks why, and everybody reads the reason', async () => {
    const train = await story.waiting('reject-with-reason');

    const { view } = await story.press('U0INES', train.approval, REJECT);
    await expect(story.submit('U0INES', view, typed('comment', ''))).rejects.toThrow(/“Why\?” .* is required/);
    await story.submit('U0INES', view, typed('comment', 'Search is broken'));

    const card = await story.cardSays(train, /failed in Gate/);
    const approval = await story.approvalSays(train, /Rejected by Ines Duarte.*“Search is broken”/);
    expect(canDecide(approval)).toBe(false);
    expect(card.words).toContain('Go was rejected by Ines Duarte');
    expect(await story.executionStatus(train)).toBe('Failed');
  });

  it('is approved with a comment from the menu', async () => {
    const train = await story.waiting('approve-with-comment');

    const { view } = await story.press('U0BEN', train.approval, 'approval:menu', 'comment');
    await story.submit('U0BEN', view, typed('comment', 'Checked on staging'));

    await story.approvalSays(train, /Approved by Ben Okafor.*“Checked on staging”/);
    await story.cardSays(train, /succeeded/);
    const { latestExecution } = (await story.stage('approve-with-comment', 'Gate')).actionStates?.[0] ?? {};
    expect(latestExecution?.summary).toMatch(/: Checked on staging$/);
  });
});
