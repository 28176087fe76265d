import { DisableStageTransitionCommand, EnableStageTransitionCommand } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';

import { messagesSeenBy } from '../support/look.ts';
import { inProject } from '../support/packaged.ts';
import { canDecide, type Seen, toSeen, wordsOfAll } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';

const story = inStory({ policy: inProject('test/fixtures/policies/freezes.yml') });
const MINUTE = 60_000;

/** So many minutes, each with its sweep and all that follows from it. */
async function minutes(count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    await story.sandbox().control.advance(MINUTE);
    await story.sandbox().control.settle(20_000);
  }
}

const wayIn = async (pipeline: string) => (await story.stage(pipeline, 'Prod')).inboundTransitionState;
const isOpen = async (pipeline: string) => (await wayIn(pipeline))?.enabled;
const whenClosed = (pipeline: string) =>
  story.until(
    async () => ((await isOpen(pipeline)) === false ? true : undefined),
    `the way into ${pipeline} is closed`,
  );

/** What the channel is told of freezes, by the pipeline that it names. */
async function notices(pipeline: string): Promise<Seen[]> {
  const all = (await messagesSeenBy(story.sandbox().slack, 'U0DANA')).map(toSeen);
  const about = all.filter(({ words, threadTs, ephemeral }) => {
    return !ephemeral && threadTs === undefined && words.includes(`*${pipeline}*`) && /fr(?:eeze|ozen)/.test(words);
  });
  return about.filter(({ words }) => !words.includes('Gate/Go'));
}

const wentOut = (train: Train) =>
  story.until(
    async () => ((await story.executionStatus(train)) === 'Succeeded' ? true : undefined),
    `${train.pipeline} went out`,
  );

const transition = (pipelineName: string) => ({
  pipelineName,
  stageName: 'Prod',
  transitionType: 'Inbound' as const,
});

describe('a freeze', () => {
  it('stops approvals and closes the way at once, shows on the card, and opens the way at its end', async () => {
    const train = await story.waiting('freeze-me');

    const told = await story.type('U0BEN', 'freeze freeze-me Prod for 40m database move');
    expect(wordsOfAll(told)).toMatch(/You froze Prod of \*freeze-me\* until /);
    await whenClosed('freeze-me');
    const refused = await story.toldPrivately('U0INES', () =>
      story.press('U0INES', train.approval, 'approval:approve'),
    );

    expect(wordsOfAll(refused)).toMatch(/It is frozen until .*by Ben Okafor: “database move”/);
    expect((await wayIn('freeze-me'))?.disabledReason).toMatch(
      /^freeze [0-9a-f]{8} until \d{4}-\d\d-\d\d \d\d\.\d\d UTC by Ben Okafor - database move$/,
    );
    await story.cardSays(train, /⊘ Prod is closed: “database move” until .*, by Ben Okafor/);

    await minutes(42);
    expect(await isOpen('freeze-me')).toBe(true);
    await story.press('U0INES', await story.approval(train), 'approval:approve');
    await story.cardSays(train, /succeeded/);
    expect((await notices('freeze-me')).map(({ words }) => words)).toEqual([
      expect.stringMatching(/⊘ Prod of \*freeze-me\* is frozen until .*, by Ben Okafor: “database move”/),
      expect.stringMatching(/⊘ The freeze of Prod of \*freeze-me\* ends .*\nNothing waits to go out/),
      expect.stringMatching(/○ The freeze of Prod of \*freeze-me\* has ended: “database move”/),
    ]);
  });

  it('tells what will go out a quarter of an hour before it ends', async () => {
    await story.create('goes-out', 'plain');
    await story.quiet();
    await story.type('U0BEN', 'freeze goes-out Prod for 40m');
    await whenClosed('goes-out');
    const { executionId } = await story.sandbox().control.commit({ pipeline: 'goes-out' });
    await minutes(27);

    expect((await notices('goes-out')).at(-1)?.words).toContain(
      `Then goes out: goes-out ${executionId.slice(0, 8)} to Prod`,
    );

    await minutes(15);
    await wentOut({ pipeline: 'goes-out', executionId });
  });

  it('tells all of it in the right order though the clock moves on by hours', async () => {
    await story.create('by-hours', 'plain');
    await story.type('U0BEN', 'freeze by-hours Prod for 3h');
    await whenClosed('by-hours');

    await story.sandbox().control.advance(4 * 60 * MINUTE);
    await story.quiet();

    expect(await isOpen('by-hours')).toBe(true);
    expect((await notices('by-hours')).map(({ words }) => words)).toEqual([
      expect.stringContaining('is frozen until'),
      expect.stringContaining('ends'),
      expect.stringContaining('has ended'),
    ]);
  });

  it('over many pipelines is confirmed by a button that names them, and holds those that are made later', async () => {
    await story.create('many-a', 'plain');
    await story.create('many-b', 'plain');

    const [asked] = await story.type('U0BEN', 'freeze many-* Prod for 2h end of quarter');
    expect(asked?.words).toMatch(/Freeze Prod of `many-\*`, 2 pipelines now until .*: many-a, many-b\?/);
    expect(await isOpen('many-a')).toBe(true);

    await story.press('U0BEN', asked ?? { ts: '' }, 'words:run');
    await whenClosed('many-a');
    await whenClosed('many-b');
    await story.create('many-c', 'plain');
    await minutes(1);
    expect(await isOpen('many-c')).toBe(false);

    const [list] = await story.type('U0DANA', 'freezes');
    expect(list?.words).toMatch(/⊘ Prod of `many-\*`: “end of quarter” · Ben Okafor · until/);
    const [lift] = await story.type('U0BEN', 'unfreeze many-*');
    await story.press('U0BEN', lift ?? { ts: '' }, 'words:run');
    await minutes(1);
    expect(await Promise.all(['many-a', 'many-b', 'many-c'].map(isOpen))).toEqual([true, true, true]);
  });

  it('leaves alone what somebody changes by hand, and says so once', async () => {
    await story.create('by-hand', 'plain');
    await story.quiet();
    await story.type('U0BEN', 'freeze by-hand Prod for 20m');
    await whenClosed('by-hand');
    await minutes(1);

    await story.aws().send(new EnableStageTransitionCommand(transition('by-hand')));
    await minutes(4);
    expect(await isOpen('by-hand')).toBe(true);
    expect((await notices('by-hand')).filter(({ words }) => words.includes('was opened by hand'))).toHaveLength(1);

    await story.aws().send(new DisableStageTransitionCommand({ ...transition('by-hand'), reason: 'mine' }));
    await minutes(18);
    expect(await wayIn('by-hand')).toMatchObject({ enabled: false, disabledReason: 'mine' });
  });

  it('stays until the last of two has ended', async () => {
    await story.create('twice', 'plain');
    await story.type('U0BEN', 'freeze twice Prod for 10m first');
    await story.type('U0INES', 'freeze twice Prod for 20m second');
    await whenClosed('twice');

    await minutes(13);
    expect(await wayIn('twice')).toMatchObject({ enabled: false, disabledReason: expect.stringMatching(/ - second$/) });
    await minutes(10);
    expect(await isOpen('twice')).toBe(true);
  });

  it('lets the one execution in that somebody lets through, and stays closed for the next', async () => {
    const train = await story.waiting('once');
    await story.type('U0BEN', 'freeze once Prod for 2h');
    await whenClosed('once');

    const told = await story.type('U0INES', 'unfreeze once Prod --once hotfix');
    expect(wordsOfAll(told)).toMatch(
      new RegExp(`You let ${train.executionId.slice(0, 8)} through the freeze of Prod of \\*once\\*`),
    );
    await story.press('U0INES', train.approval, 'approval:approve');
    await minutes(2);
    await wentOut(train);
    expect(await isOpen('once')).toBe(false);

    const { executionId } = await story.sandbox().control.commit({ pipeline: 'once' });
    const next = { pipeline: 'once', executionId };
    await story.until(
      async () => (canDecide(await story.approval(next)) ? true : undefined),
      'the next approval can be decided',
    );
    const refused = await story.type('U0INES', 'approve once');
    expect(wordsOfAll(refused)).toMatch(/It is frozen until/);
  });

  it('lets approvals through where the rule does', async () => {
    const train = await story.waiting('urgent-fix');
    await story.type('U0BEN', 'freeze urgent-fix Prod for 2h');
    await whenClosed('urgent-fix');

    await story.press('U0INES', train.approval, 'approval:approve');

    await story.approvalSays(train, /Approved by Ines Duarte/);
    expect(await isOpen('urgent-fix')).toBe(false);
  });

  it('needs an end that can mean one time only', async () => {
    await story.create('no-end', 'plain');

    expect(wordsOfAll(await story.type('U0BEN', 'freeze no-end Prod'))).toMatch(/needs an end/);
    expect(wordsOfAll(await story.type('U0BEN', 'freeze no-end Prod until 18:00 CET'))).toMatch(
      /can mean several time zones: write a name such as `Europe\/Zurich`, or `UTC`/,
    );
    expect(await isOpen('no-end')).toBe(true);
  });
});
