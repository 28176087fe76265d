import { GetPipelineStateCommand, PutApprovalResultCommand } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { inProject } from '../support/packaged.ts';
import type { Seen } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';

const story = inStory({ policy: inProject('test/fixtures/policies/two-release-managers.yml') });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const advance = (ms: number) => story.sandbox().control.advance(ms);

/** What stands in the thread of the approval, oldest first. */
async function thread(train: Train & { approval: Seen }): Promise<string[]> {
  const all = await story.messages(train);
  return all.filter(({ threadTs }) => threadTs === train.approval.ts).map(({ words }) => words);
}

const untilThread = (train: Train & { approval: Seen }, length: number) =>
  story.until(async () => {
    const told = await thread(train);
    return told.length >= length ? told : undefined;
  }, `${length} replies in the thread of the approval of ${train.pipeline}`);

describe('an approval that nobody completes', () => {
  it('says until when, reminds those who are missing, calls last, and says that nobody answered', async () => {
    const train = await story.waiting('nobody-answers');
    expect(train.approval.words).toMatch(
      /2 of <!subteam\^S0RELEASE> · until <!date\^\d+\^\{date_short_pretty\} at \{time\}, \{ago\}\|/,
    );
    await advance(50 * MINUTE);
    expect(await thread(train)).toEqual([]);

    await advance(15 * MINUTE);
    const [first] = await untilThread(train, 1);
    expect(first).toMatch(/Gate\/Go still waits for approval, until .* · <@U0BEN> <@U0INES>$/);

    await story.quiet();
    await story.press('U0BEN', train.approval, 'approval:approve');
    await story.approvalSays(train, /1 approved \(Ben Okafor\)/);
    await advance(DAY);
    const [, second] = await untilThread(train, 2);
    expect(second).toMatch(/still waits for approval, .* · <@U0INES>$/);

    await advance(6 * DAY - 2 * HOUR);
    const [, , last] = await untilThread(train, 3);
    expect(last).toMatch(/Last call: .* waits for approval until .*; then CodePipeline fails it · <@U0INES>$/);

    await advance(HOUR);
    const over = await story.approvalSays(train, /Nobody answered in time/);
    expect(over.buttons).toEqual([]);
    await story.cardSays(train, /failed in Gate: Nobody answered Go in time/);
    expect(await thread(train)).toHaveLength(3);
  }, 120_000);
});

describe('an approval that is answered in the console', () => {
  it('says who did it, and that it was outside the rule, and reminds nobody', async () => {
    const train = await story.waiting('in-the-console');
    const place = { pipelineName: train.pipeline, stageName: 'Gate', actionName: 'Go' };
    const { stageStates = [] } = await story.aws().send(new GetPipelineStateCommand({ name: train.pipeline }));
    const gate = stageStates.find(({ stageName }) => stageName === 'Gate');
    const token = gate?.actionStates?.[0]?.latestExecution?.token;
    const result = { status: 'Approved' as const, summary: 'looks good' };
    await story.aws().send(new PutApprovalResultCommand({ ...place, token, result }));

    await story.approvalSays(train, /Approved in the console or by a tool/);
    await advance(2 * MINUTE);
    await story.approvalSays(train, /by test · outside the rule “2 of @release-managers”/);

    await advance(2 * HOUR);
    expect(await thread(train)).toEqual([]);
  });
});

describe('“I’m looking”', () => {
  it('is said by anybody on an approval, without a further message, and taken back by pressing again', async () => {
    const train = await story.waiting('somebody-looks');
    const before = (await story.messages(train)).length;

    await story.press('U0LEE', train.approval, 'approval:look');
    const looking = await story.approvalSays(train, /Lee Chen is looking, since <!date/);
    expect(looking.buttons.map(({ action_id }) => action_id)).toEqual([
      'approval:menu',
      'approval:approve',
      'approval:reject',
      'approval:look',
    ]);
    expect(await story.messages(train)).toHaveLength(before);

    await advance(MINUTE);
    await story.press('U0LEE', train.approval, 'approval:look');
    await story.until(async () => {
      const { words } = await story.approval(train);
      return words.includes('is looking') ? undefined : true;
    }, 'nobody looks any more');
  });

  it('is said on a failure, until it is retried', async () => {
    const train = await story.broken('somebody-looks-at-it');

    await story.press('U0DANA', train.failure, 'failure:look');
    const failure = () =>
      story.until(async () => {
        const all = await story.messages(train);
        return all.find(({ ts }) => ts === train.failure.ts);
      }, 'the failure is there');
    await story.until(
      async () => ((await failure()).words.includes('Dana Reyes is looking') ? true : undefined),
      'looks',
    );

    await story.press('U0DANA', train.failure, 'failure:retry');
    await story.cardSays(train, /succeeded/);
    expect((await failure()).words).not.toContain('is looking');
  });

  it('is refused to guests', async () => {
    const train = await story.waiting('a-guest-looks');

    const told = await story.toldPrivately('U0GIL', () => story.press('U0GIL', train.approval, 'approval:look'));

    expect(told.map(({ words }) => words).join()).toMatch(/Guests cannot do that/);
    expect((await story.approval(train)).words).not.toContain('is looking');
  });
});
