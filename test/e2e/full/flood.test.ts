import { describe, expect, it } from 'vitest';
import { messagesSeenBy } from '../../support/look.ts';
import { type Seen, toSeen, wordsOfAll } from '../../support/seen.ts';
import { inStory } from '../../support/story.ts';

const story = inStory();
const SHOW = 'flood:show';
const MINUTE = 60_000;

const rooted = async (): Promise<Seen[]> =>
  (await messagesSeenBy(story.sandbox().slack, 'U0DANA'))
    .map(toSeen)
    .filter(({ threadTs, ephemeral }) => !threadTs && !ephemeral);
const CARD = /Execution ([0-9a-f]{8})/;
const cardsOf = (messages: readonly Seen[]) => messages.filter(({ text }) => CARD.test(text));
const digestsOf = (messages: readonly Seen[]) =>
  messages.filter(({ words }) => words.includes('more executions began'));

/** Of which no channel has room for all: thirty may wait. */
const COUNT = 40;

/** Executions of pipelines that the simulated CodePipeline does not know, all in the same moment. */
async function flood(): Promise<void> {
  const ids = Array.from(
    { length: COUNT },
    (_, index) => `${String(index).padStart(8, '0')}-1111-4222-8333-444444444444`,
  );
  await Promise.all(
    ids.map((id, index) =>
      story.sandbox().control.event({
        source: 'aws.codepipeline',
        'detail-type': 'CodePipeline Pipeline Execution State Change',
        detail: { pipeline: `service-${index % 4}`, 'execution-id': id, state: 'STARTED', version: 1 },
      }),
    ),
  );
}

/** Lets the minutes pass, each with its sweep, until it is so. */
async function until<T>(look: () => Promise<T>): Promise<NonNullable<T>> {
  const { control } = story.sandbox();
  for (let minute = 0; minute < 20; minute++) {
    await control.settle(60_000);
    const found = await look();
    if (found) return found;
    await control.advance(MINUTE);
  }
  throw new Error('It did not come to this within twenty minutes');
}

describe('forty executions while Slack takes no message', () => {
  it('get one digest for those there is no room for, and their cards when a member asks', async () => {
    const { slack, control } = story.sandbox();
    await control.faults({ slack: [{ method: 'chat.postMessage', status: 429, retryAfter: 60, every: 1 }] });
    await flood();
    await control.settle(60_000);
    await control.faults({});
    const digest = await until(async () => digestsOf(await rooted())[0]);

    const refused = await story.toldPrivately('U0GIL', () => story.press('U0GIL', digest, SHOW));
    expect(wordsOfAll(refused)).toMatch(/guest/i);
    const told = await story.toldPrivately('U0BEN', () => story.press('U0BEN', digest, SHOW));
    expect(wordsOfAll(told)).toMatch(/cards? comes? now/);
    await control.settle(60_000);

    const all = (await messagesSeenBy(slack, 'U0DANA')).map(toSeen);
    expect(digestsOf(all).map(({ buttons }) => buttons.length)).toEqual([0]);
    const named = cardsOf(all).map(({ text }) => CARD.exec(text)?.[1]);
    expect(named.length).toBeGreaterThan(0);
    expect(new Set(named).size).toBe(named.length);
  }, 120_000);
});
