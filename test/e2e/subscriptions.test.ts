import { TagResourceCommand } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { ExecutionId, shortId } from '../../src/domain/ids.ts';
import { look } from '../support/look.ts';
import { inProject } from '../support/packaged.ts';
import { type Seen, toSeen, wordsOfAll } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';

const story = inStory({ policy: inProject('test/fixtures/policies/subscriptions.yml') });
const QUARTER_MS = 16 * 60_000;

/** What a person sees in one conversation, oldest first. */
async function seenIn(channel: string, user = 'U0DANA'): Promise<Seen[]> {
  return ((await look(story.sandbox().slack, user)).messages[channel] ?? []).map(toSeen);
}
const inGeneral = async () => (await seenIn('C0GENERAL')).filter(({ ephemeral }) => !ephemeral);
const about = (messages: readonly Seen[], { executionId }: Train) =>
  messages.filter(({ text }) => text.includes(shortId(ExecutionId(executionId))));
const directTo = (user: string) => seenIn(`D${user.slice(1)}`, user);

/** What somebody is told in private for words typed in #general. */
async function typeInGeneral(user: string, text: string): Promise<string> {
  const before = (await seenIn('C0GENERAL', user)).map(({ ts }) => ts);
  await story.quiet();
  await story.sandbox().control.command({ user, channel: 'general', text });
  await story.sandbox().control.settle(30_000);
  const after = (await seenIn('C0GENERAL', user)).filter(({ ephemeral, ts }) => ephemeral && !before.includes(ts));
  return wordsOfAll(after);
}

const inGeneralAbout = async (train: Train) => about(await inGeneral(), train);
const directAbout = async (user: string, train: Train) => about(await directTo(user), train);

/** One more execution, to its end. */
async function runs(pipeline: string, push: { fail?: string } = {}): Promise<Train> {
  await story.quiet();
  const { executionId } = await story.sandbox().control.commit({ pipeline, ...push });
  const train = { pipeline, executionId };
  await story.cardSays(train, push.fail === undefined ? /succeeded/ : /failed in Build/);
  await story.quiet();
  return train;
}

async function existing(name: string): Promise<Train> {
  const train = await story.create(name, 'plain');
  await story.cardSays(train, /succeeded/);
  return train;
}

describe('a channel that subscribes', () => {
  it('hears of what it asked for, reads who asked, and hears no more once it unsubscribed', async () => {
    const before = await existing('open-web');
    expect(await inGeneral()).toEqual([]);

    expect(await typeInGeneral('U0BEN', 'subscribe open-* progress failures')).toMatch(
      /You subscribed <#C0GENERAL> to failures and progress of `open-\*`/,
    );
    expect(wordsOfAll(await inGeneral())).toMatch(/Ben Okafor subscribed <#C0GENERAL> to failures and progress of/);
    expect(await typeInGeneral('U0DANA', 'subscriptions')).toMatch(/failures and progress of `open-\*` · Ben Okafor/);
    const train = await runs('open-web');

    expect(await inGeneralAbout(before)).toEqual([]);
    const [card, ...others] = await inGeneralAbout(train);
    expect(others).toEqual([]);
    expect(card?.words).toMatch(/open-web.* succeeded/);

    await typeInGeneral('U0INES', 'unsubscribe open-*');
    expect(wordsOfAll(await inGeneral())).toMatch(/Ines Duarte unsubscribed <#C0GENERAL> from `open-\*`/);
    expect(await inGeneralAbout(await runs('open-web'))).toEqual([]);
  });

  it('goes on seeing what it was shown, though it hears no more', async () => {
    await existing('open-first');
    await typeInGeneral('U0BEN', 'subscribe open-*');
    const train = await story.waiting('open-gate');
    expect(await inGeneralAbout(train)).toHaveLength(2);

    await typeInGeneral('U0BEN', 'unsubscribe open-*');
    await story.press('U0INES', train.approval, 'approval:approve');
    await story.cardSays(train, /succeeded/);
    await story.quiet();

    const shown = await inGeneralAbout(train);
    expect(wordsOfAll(shown)).toMatch(/open-gate.* succeeded/);
    expect(wordsOfAll(shown)).toMatch(/Approved by Ines Duarte/);
    expect(shown.flatMap(({ buttons }) => buttons).map(({ action_id }) => action_id)).not.toContain('approval:approve');
  });

  it('gets one message at the end where it wants results alone, and only of the branch that it named', async () => {
    await existing('open-results');
    await existing('open-branch');
    await typeInGeneral('U0BEN', 'subscribe open-results results branch=ma*');
    await typeInGeneral('U0BEN', 'subscribe open-branch results failures branch=release/*');

    const [result, ...others] = await inGeneralAbout(await runs('open-results'));
    expect(others).toEqual([]);
    expect(result?.words).toMatch(/open-results.* succeeded/);
    expect(result).not.toHaveProperty('edited');
    expect(await inGeneralAbout(await runs('open-branch', { fail: 'Build/Compile' }))).toEqual([]);
  });

  it('has one card of an execution, whatever adds up: the policy, a subscription and a tag', async () => {
    await existing('sum-web');
    const resourceArn = 'arn:aws:codepipeline:eu-west-1:123456789012:sum-web';
    await story
      .aws()
      .send(new TagResourceCommand({ resourceArn, tags: [{ key: 'signalbox:channel', value: 'C0GENERAL' }] }));
    await story.sandbox().control.advance(QUARTER_MS);
    await typeInGeneral('U0BEN', 'subscribe sum-* results');
    expect(await typeInGeneral('U0BEN', 'subscribe sum-* progress')).toMatch(/You subscribed/);
    expect(await typeInGeneral('U0DANA', 'subscriptions')).toMatch(
      /failures of `sum-\*` · by the policy[\s\S]*progress and results of `sum-\*`[\s\S]*\*sum-web\* · by the tag/,
    );

    const here = await inGeneralAbout(await runs('sum-web', { fail: 'Build/Compile' }));

    const roots = here.filter(({ threadTs }) => threadTs === undefined);
    expect(roots.map(({ words }) => words)).toEqual([expect.stringMatching(/sum-web.*failed in Build/)]);
  });

  it('is refused where the policy shows nothing, where others listen, and where there is no channel', async () => {
    await existing('closed-web');
    await existing('open-shared');
    await existing('secret-web');

    expect(await typeInGeneral('U0BEN', 'subscribe closed-web')).toMatch(
      /The policy shows none of these pipelines in this channel/,
    );
    expect(wordsOfAll(await story.type('U0BEN', 'subscribe open-shared'))).toMatch(/shared with another workspace/);
    expect(await typeInGeneral('U0BEN', 'unsubscribe closed-web')).toMatch(/There is no such subscription or watch/);
    expect(await typeInGeneral('U0DANA', 'subscribe secret-web')).toMatch(/No pipeline is called \*secret-web\*/);
    expect(await typeInGeneral('U0GIL', 'subscribe open-shared')).toMatch(/Guests cannot do that/);
    expect(await typeInGeneral('U0BEN', 'subscribe open-shared everything')).toMatch(
      /does not know what to do with “everything”/,
    );
  });

  it('shows no pipeline that whoever subscribed could not see', async () => {
    await typeInGeneral('U0DANA', 'subscribe * results');
    expect(await inGeneralAbout(await runs('secret-web'))).toEqual([]);
    await typeInGeneral('U0DANA', 'unsubscribe *');

    await typeInGeneral('U0BEN', 'subscribe secret-* results');
    expect(await inGeneralAbout(await runs('secret-web'))).toHaveLength(1);
  });
});

describe('somebody who watches a pipeline', () => {
  it('is told by direct message when it waits, fails and ends, in a line each', async () => {
    await existing('watched');
    expect(await typeInGeneral('U0DANA', 'watch watched')).toMatch(/You watch \*watched\*/);
    const good = await runs('watched');
    const bad = await runs('watched', { fail: 'Build/Compile' });

    expect((await directAbout('U0DANA', good)).map(({ words }) => words)).toEqual([
      expect.stringMatching(/^✓ .*watched.* succeeded/),
    ]);
    expect((await directAbout('U0DANA', bad)).map(({ words }) => words)).toEqual([
      expect.stringMatching(/^✗ .*watched.* failed in Build/),
    ]);
    expect(await inGeneralAbout(good)).toEqual([]);

    await typeInGeneral('U0DANA', 'unwatch watched');
    expect(await directAbout('U0DANA', await runs('watched'))).toEqual([]);
  });

  it('reads that an approval waits, and in the same line that it does no more', async () => {
    const first = await story.waiting('watched-gate');
    await typeInGeneral('U0INES', 'watch watched-gate');
    await story.press('U0BEN', first.approval, 'approval:approve');
    await story.cardSays(first, /succeeded/);
    await story.quiet();
    const { executionId } = await story.sandbox().control.commit({ pipeline: 'watched-gate' });
    const train = { pipeline: 'watched-gate', executionId };
    const [line] = await story.until(async () => {
      const lines = await directAbout('U0INES', train);
      return lines.length === 1 ? lines : undefined;
    }, 'a line about the approval');
    expect(line?.words).toMatch(/⏸ .*watched-gate.* · Gate\/Go waits for approval until/);
    expect(line?.buttons).toEqual([]);
    await story.press('U0BEN', await story.approval(train), 'approval:approve');
    await story.cardSays(train, /succeeded/);
    await story.quiet();
    expect((await directAbout('U0INES', train)).map(({ words }) => words)).toEqual([
      expect.stringMatching(/✓ .* · Gate\/Go was approved/),
      expect.stringMatching(/✓ .*watched-gate.* succeeded/),
    ]);
  });

  it('is nobody who became a guest', async () => {
    await existing('watched-once');
    await typeInGeneral('U0LEE', 'watch watched-once');
    await story.sandbox().control.person({ user: 'U0LEE', kind: 'guest' });

    const train = await runs('watched-once');
    expect(await directAbout('U0LEE', train)).toEqual([]);
    await story.sandbox().control.advance(QUARTER_MS);
    await story.sandbox().control.person({ user: 'U0LEE', kind: 'member' });
    expect(await typeInGeneral('U0LEE', 'subscriptions')).toMatch(/You watch no pipeline/);
  });
});
