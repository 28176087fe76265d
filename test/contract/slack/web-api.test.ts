import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChannelId, MessageTs, OperationId, UserId } from '../../../src/domain/ids.ts';
import { createAnswers } from '../../../src/slack/answers.ts';
import { createSlackClient } from '../../../src/slack/client.ts';
import { createMessenger } from '../../../src/slack/messenger.ts';
import { type Call, type Reply, startFakeSlack } from './fake-slack.ts';

const CHANNEL = ChannelId('C0DEPLOYS');
const TS = MessageTs('1763800000.000100');
const KEY = 'a3f1c0de-0000-5000-8000-000000000001';
const DRAWING = { text: 'shop-web is running.', blocks: [{ type: 'divider' }] };

let slack: Awaited<ReturnType<typeof startFakeSlack>>;
let reply: (call: Call) => Reply;
let time = 0;
beforeEach(async () => {
  reply = () => ({ body: { ok: true, ts: TS, channel: CHANNEL } });
  slack = await startFakeSlack((call) => reply(call));
});
afterEach(() => slack.close());

function aClient(rest: Partial<Parameters<typeof createSlackClient>[0]> = {}) {
  return createSlackClient({
    slackApiUrl: slack.apiUrl,
    botToken: async () => 'xoxb-old',
    rereadToken: async () => 'xoxb-new',
    now: () => time,
    timeoutMs: 1_500,
    ...rest,
  });
}
const refusing = (error: string) => () => ({ body: { ok: false, error } });
const post = () => createMessenger(aClient(), 'B0APP').post({ channel: CHANNEL, key: KEY, drawing: DRAWING });

describe('posting a message', () => {
  it('carries the key by which it is found again, and opens no links', async () => {
    expect(await post()).toEqual({ kind: 'sent', ts: TS });
    expect(slack.calls).toEqual([
      {
        path: '/api/chat.postMessage',
        authorization: 'Bearer xoxb-old',
        body: {
          channel: CHANNEL,
          text: 'shop-web is running.',
          blocks: '[{"type":"divider"}]',
          metadata: `{"event_type":"signalbox_message","event_payload":{"key":"${KEY}"}}`,
          client_msg_id: KEY,
          unfurl_links: 'false',
          unfurl_media: 'false',
        },
      },
    ]);
  });

  it('in a thread can be shown in the channel too', async () => {
    const messenger = createMessenger(aClient(), 'B0APP');
    await messenger.post({ channel: CHANNEL, key: KEY, drawing: DRAWING, threadTs: TS, broadcast: true });
    expect(slack.calls[0]?.body).toMatchObject({ thread_ts: TS, reply_broadcast: 'true' });
  });

  it.each(['invalid_blocks', 'msg_blocks_too_long'])(
    'is not given up for one drawing that is refused: %s',
    async (error) => {
      reply = refusing(error);
      expect(await post()).toEqual({ kind: 'refused', error });
      expect(slack.calls).toHaveLength(1);
    },
  );

  it.each([
    'channel_not_found',
    'is_archived',
    'not_in_channel',
    'restricted_action',
    'account_inactive',
    'missing_scope',
  ])('is given up for good after %s', async (error) => {
    reply = refusing(error);
    expect(await post()).toEqual({ kind: 'permanent', error });
    expect(slack.calls).toHaveLength(1);
  });

  it('waits as long as Slack asks, and does not wait by itself', async () => {
    reply = () => ({ status: 429, headers: { 'retry-after': '7' }, body: { ok: false, error: 'ratelimited' } });
    expect(await post()).toEqual({ kind: 'not_now', retryAfterMs: 7_000 });
    expect(slack.calls).toHaveLength(1);
  });

  it.each<[string, Reply]>([
    ['a server that breaks', { status: 503, body: {} }],
    ['fatal_error, of which part may have happened', { body: { ok: false, error: 'fatal_error' } }],
    ['internal_error', { body: { ok: false, error: 'internal_error' } }],
    ['no answer in time', { hang: true }],
    ['an answer that tells nothing', { body: { ok: true } }],
  ])('may have happened after %s, and is not tried twice', async (_, answer) => {
    reply = () => answer;
    expect(await post()).toEqual({ kind: 'unknown' });
    expect(slack.calls).toHaveLength(1);
  });

  it('is unknown when nobody listens', async () => {
    await slack.close();
    expect(await post()).toEqual({ kind: 'unknown' });
  });
});

describe('a token that Slack no longer takes', () => {
  it('is read again, and the call made once more', async () => {
    reply = ({ authorization }) =>
      authorization.endsWith('old') ? refusing('invalid_auth')() : { body: { ok: true, ts: TS } };
    expect(await post()).toEqual({ kind: 'sent', ts: TS });
    expect(slack.calls.map(({ authorization }) => authorization)).toEqual(['Bearer xoxb-old', 'Bearer xoxb-new']);
  });

  it('is read again at most once a minute, and meanwhile nothing is given up', async () => {
    reply = refusing('token_revoked');
    const messenger = createMessenger(aClient(), 'B0APP');
    const send = () => messenger.post({ channel: CHANNEL, key: KEY, drawing: DRAWING });
    expect(await send()).toEqual({ kind: 'not_now', retryAfterMs: 60_000 });
    await send();
    expect(slack.calls).toHaveLength(3);
    time += 61_000;
    await send();
    expect(slack.calls).toHaveLength(5);
  });
});

describe('redrawing and deleting a message', () => {
  it('replaces it whole', async () => {
    const messenger = createMessenger(aClient(), 'B0APP');
    expect(await messenger.update({ channel: CHANNEL, ts: TS, key: KEY, drawing: DRAWING })).toEqual({
      kind: 'sent',
      ts: TS,
    });
    expect(slack.calls[0]).toMatchObject({
      path: '/api/chat.update',
      body: { ts: TS, metadata: expect.stringContaining(KEY) },
    });
  });

  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])('is given up after %s', async (error) => {
    reply = refusing(error);
    const messenger = createMessenger(aClient(), 'B0APP');
    expect(await messenger.update({ channel: CHANNEL, ts: TS, key: KEY, drawing: DRAWING })).toEqual({
      kind: 'permanent',
      error,
    });
  });

  it('takes it for deleted when it is gone, and not when Slack cannot be asked', async () => {
    const messenger = createMessenger(aClient(), 'B0APP');
    reply = refusing('message_not_found');
    await messenger.remove(CHANNEL, TS);
    reply = () => ({ status: 503 });
    await expect(messenger.remove(CHANNEL, TS)).rejects.toThrow();
  });
});

describe('finding messages of ours', () => {
  const ours = (ts: string, rest = {}) => ({
    ts,
    bot_id: 'B0APP',
    metadata: { event_type: 'signalbox_message', event_payload: { key: KEY } },
    ...rest,
  });
  const search = { channel: CHANNEL, key: KEY, since: '2026-11-22T14:00:00Z' };

  it('asks for metadata from a little before they were intended, and tells the oldest first', async () => {
    reply = () => ({
      body: {
        ok: true,
        messages: [ours('1763800009.000200'), { ts: '1', text: 'somebody else' }, ours('1763800001.000100')],
      },
    });
    expect(await createMessenger(aClient(), 'B0APP').find(search)).toEqual(['1763800001.000100', '1763800009.000200']);
    expect(slack.calls[0]).toMatchObject({
      path: '/api/conversations.history',
      body: { include_all_metadata: 'true', oldest: '1795355995.000000' },
    });
  });

  it('looks into the thread of a reply', async () => {
    reply = () => ({ body: { ok: true, messages: [] } });
    expect(await createMessenger(aClient(), 'B0APP').find({ ...search, threadTs: TS })).toEqual([]);
    expect(slack.calls[0]).toMatchObject({ path: '/api/conversations.replies', body: { ts: TS } });
  });

  it('takes no message for ours that has another key, another kind or another author', async () => {
    const messages = [
      ours('1', { metadata: { event_type: 'signalbox_message', event_payload: { key: 'other' } } }),
      ours('2', { metadata: { event_type: 'other', event_payload: { key: KEY } } }),
      ours('3', { bot_id: 'B0OTHER' }),
      ours('4', { metadata: null }),
      'nonsense',
    ];
    reply = () => ({ body: { ok: true, messages } });
    expect(await createMessenger(aClient(), 'B0APP').find(search)).toEqual([]);
  });

  it('turns pages', async () => {
    reply = ({ body }) =>
      body.cursor === 'next'
        ? { body: { ok: true, messages: [ours('1763800001.000100')], response_metadata: { next_cursor: '' } } }
        : { body: { ok: true, messages: [], response_metadata: { next_cursor: 'next' } } };
    expect(await createMessenger(aClient(), 'B0APP').find(search)).toEqual(['1763800001.000100']);
  });

  it('says when Slack does not let us look, and fails when it cannot be asked', async () => {
    reply = refusing('missing_scope');
    expect(await createMessenger(aClient(), 'B0APP').find(search)).toBeUndefined();
    reply = () => ({ status: 500 });
    await expect(createMessenger(aClient(), 'B0APP').find(search)).rejects.toThrow();
  });
});

describe('a private answer', () => {
  const lines: string[] = [];
  const log = {
    info: () => {},
    warn: (line: string) => void lines.push(line),
    error: (line: string) => void lines.push(line),
  };
  const answer = (origin: { channel?: typeof CHANNEL; responseUrl?: string }) =>
    createAnswers({ slack: aClient(), slackApiUrl: slack.apiUrl, log, sleep: async () => undefined }).answer(
      { user: UserId('U0BEN'), origin: { surface: 'command', ...origin }, operationId: OperationId('op') },
      { kind: 'refused', deed: undefined, refusal: { reason: 'guest' } },
    );
  const paths = () => slack.calls.map(({ path }) => path);

  it('goes to the response_url, for one pair of eyes', async () => {
    await answer({ channel: CHANNEL, responseUrl: `${slack.origin}/response/1` });
    expect(paths()).toEqual(['/response/1']);
    expect(JSON.parse(slack.calls[0]?.body.json ?? '')).toMatchObject({
      response_type: 'ephemeral',
      replace_original: false,
      text: expect.stringContaining('Guests cannot do that'),
    });
  });

  it('is an ephemeral message when the response_url is used up', async () => {
    reply = ({ path }) => (path === '/response/1' ? { status: 404, body: 'used_url' } : { body: { ok: true } });
    await answer({ channel: CHANNEL, responseUrl: `${slack.origin}/response/1` });
    expect(paths()).toEqual(['/response/1', '/api/chat.postEphemeral']);
    expect(slack.calls[1]?.body).toMatchObject({ channel: CHANNEL, user: 'U0BEN' });
  });

  it('is a direct message when there is no other way', async () => {
    reply = ({ path }) =>
      path === '/api/chat.postEphemeral'
        ? refusing('user_not_in_channel')()
        : { body: { ok: true, channel: { id: 'D0BEN' } } };
    await answer({ channel: CHANNEL });
    expect(paths()).toEqual(['/api/chat.postEphemeral', '/api/conversations.open', '/api/chat.postMessage']);
    expect(slack.calls[2]?.body).toMatchObject({ channel: 'D0BEN' });
  });

  it('never goes to an address that is not Slack’s', async () => {
    reply = () => ({ body: { ok: true, channel: { id: 'D0BEN' } } });
    await answer({ responseUrl: 'http://169.254.169.254/latest' });
    expect(paths()).toEqual(['/api/conversations.open', '/api/chat.postMessage']);
  });

  it('fails nobody’s operation when no way leads to the person, but is logged', async () => {
    reply = () => ({ status: 500 });
    await answer({ channel: CHANNEL, responseUrl: `${slack.origin}/response/1` });
    expect(lines.at(-1)).toBe('No way led to the person who asked');
  });
});
