import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { history, type Message, replies, webClient, wordsOf } from '../support/conversation.ts';
import { FAILED_DEPLOY_FLOW, rawEvent, short, uuidOf } from '../support/recorded-events.ts';
import { type SandboxUnderTest, startSandbox } from '../support/sandbox.ts';

/** The same recording, told as three executions. */
const RECORDED_ORDER = uuidOf('recorded order');
const REVERSED = uuidOf('reversed');
const ALL_AT_ONCE = uuidOf('all at once');

let sandbox: SandboxUnderTest;
let client: WebClient;

beforeAll(async () => {
  sandbox = await startSandbox();
  client = webClient(sandbox.slack);
  const feed = (name: string | undefined, id: string) => sandbox.control.event(rawEvent(name ?? '', id));

  for (let index = 0; index < FAILED_DEPLOY_FLOW.length; index++) {
    await feed(FAILED_DEPLOY_FLOW[index], RECORDED_ORDER);
    await feed(FAILED_DEPLOY_FLOW.at(-1 - index), REVERSED);
    await sandbox.control.settle(60_000);
    await sandbox.control.advance(2_000); // Slack takes one message a second in a channel
  }
  await Promise.all(FAILED_DEPLOY_FLOW.map((name) => feed(name, ALL_AT_ONCE)));
  await sandbox.control.settle(60_000);
  await sandbox.control.advance(2 * 60_000); // by then what had to wait for Slack has been drawn
  await sandbox.control.settle(60_000);
}, 120_000);

afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.complaints()).toBe('');
});

async function threadOf(executionId: string): Promise<{ cards: Message[]; thread: Message[] }> {
  const id = short(executionId);
  const cards = (await history(client)).filter(({ ts, thread_ts = ts, text }) => thread_ts === ts && text.includes(id));
  return { cards, thread: await replies(client, cards[0]?.ts ?? '') };
}

/** What people read, with the id that tells the three apart taken out. */
async function toldOf(executionId: string) {
  const { cards, thread } = await threadOf(executionId);
  const plain = (words: string) => words.replaceAll(executionId, 'ID').replaceAll(short(executionId), 'ID');
  const read = ({ text, blocks }: Message) => ({ text: plain(text), words: plain(wordsOf({ blocks })) });
  return { cards: cards.map(read), thread: thread.map(read) };
}

describe('the 17 events of a deployment that failed', () => {
  it.each([
    ['in the order in which they arrived', RECORDED_ORDER],
    ['reversed', REVERSED],
    ['all at once', ALL_AT_ONCE],
  ])('%s make one card with every stage, and one failure in its thread', async (_order, executionId) => {
    const { cards, thread } = await threadOf(executionId);

    expect(cards).toHaveLength(1);
    const card = wordsOf({ blocks: cards[0]?.blocks ?? [] });
    expect(card).toMatch(/✓\sSource.*✓\sBuild.*✗\sDeployToExternalAccount failed/);
    expect(card).toContain('Break aws code deploy to capture failed events.');

    expect(thread).toHaveLength(1);
    const failure = wordsOf({ blocks: thread[0]?.blocks ?? [] });
    for (const group of ['RED', 'GREEN', 'BLUE']) expect(failure).toContain(`|Deploy-GROUP_${group}> · CodeDeploy`);
  });

  it('are told in the same words whatever their order', async () => {
    const told = await toldOf(RECORDED_ORDER);

    expect(await toldOf(REVERSED)).toEqual(told);
    expect(await toldOf(ALL_AT_ONCE)).toEqual(told);
  });

  it('lose nothing on the way', async () => {
    const { deadLetters, pending } = await sandbox.control.state();

    expect({ deadLetters, pending }).toEqual({ deadLetters: [], pending: 0 });
  });
});
