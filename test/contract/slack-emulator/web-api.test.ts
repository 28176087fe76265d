import { LogLevel, type WebAPICallError, WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOT_TOKEN } from '../../../src/sandbox/people.ts';
import { type Served, serve } from './served.ts';

let served: Served;
let client: WebClient;

beforeAll(async () => {
  served = await serve();
  client = connect(BOT_TOKEN);
});
afterAll(() => served.stop());

function connect(token: string, options: Partial<ConstructorParameters<typeof WebClient>[1]> = {}): WebClient {
  const retryConfig = { retries: 0 };
  return new WebClient(token, {
    slackApiUrl: served.apiUrl,
    retryConfig,
    logLevel: LogLevel.ERROR,
    logger: silent,
    ...options,
  });
}

const nothing = (): undefined => undefined;
const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

const blocks = [
  { type: 'section', block_id: 'b', text: { type: 'mrkdwn', text: '*shop-web* & co. “waits” ✓' } },
  {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'go', value: '1', text: { type: 'plain_text', text: 'Go' } }],
  },
];

describe('the unmodified @slack/web-api', () => {
  it('learns who it is', async () => {
    expect(await client.auth.test()).toMatchObject({ ok: true, user_id: 'U0SIGNALBX', team: 'Railway Goods' });
  });

  it('posts, updates, finds by metadata and deletes a message', async () => {
    const metadata = { event_type: 'signalbox_message', event_payload: { id: 'key-1' } };
    const { ts = '' } = await client.chat.postMessage({
      channel: 'C0DEPLOYS',
      text: 'waits',
      blocks,
      metadata,
      unfurl_links: false,
    });
    await client.chat.update({ channel: 'C0DEPLOYS', ts, text: 'approved', blocks: blocks.slice(0, 1) });

    const history = await client.conversations.history({
      channel: 'C0DEPLOYS',
      oldest: ts,
      inclusive: true,
      include_all_metadata: true,
    });
    expect(history.messages).toMatchObject([{ ts, text: 'approved', metadata, blocks: [{ block_id: 'b' }] }]);
    expect(history.messages?.[0]?.blocks).toHaveLength(1);

    const reply = await client.chat.postMessage({
      channel: 'C0DEPLOYS',
      text: 'reply',
      thread_ts: ts,
      reply_broadcast: true,
    });
    const { messages } = await client.conversations.replies({ channel: 'C0DEPLOYS', ts });
    expect(messages).toMatchObject([
      { ts, reply_count: 1 },
      { ts: reply.ts, thread_ts: ts },
    ]);

    await client.chat.delete({ channel: 'C0DEPLOYS', ts: reply.ts ?? '' });
    await client.chat.delete({ channel: 'C0DEPLOYS', ts });
    expect((await client.conversations.history({ channel: 'C0DEPLOYS' })).messages).toEqual([]);
  });

  it('gets platform errors with their details', async () => {
    const bad = [{ type: 'section', text: { type: 'mrkdwn', text: '' } }];
    const refused = client.chat.postMessage({ channel: 'C0DEPLOYS', text: 'x', blocks: bad });
    const error = await refused.catch((reason: WebAPICallError) => reason);
    expect(error).toMatchObject({
      code: 'slack_webapi_platform_error',
      data: {
        error: 'invalid_blocks',
        response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'] },
      },
    });
    await expect(connect('xoxb-wrong').auth.test()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
    await expect(client.apiCall('no.such.method')).rejects.toMatchObject({ data: { error: 'unknown_method' } });
  });

  it('walks every page', async () => {
    const names: unknown[] = [];
    for await (const page of client.paginate('users.list', { limit: 3 })) {
      const members: unknown = Reflect.get(page, 'members');
      if (Array.isArray(members)) names.push(...members.map((member) => member.name));
    }
    expect(names).toEqual(['dana', 'ben', 'ines', 'lee', 'gil', 'oda', 'signalbox', 'slackbot']);
    const { channels } = await client.conversations.list({
      types: 'public_channel',
      exclude_archived: true,
      limit: 200,
    });
    expect(channels?.map((channel) => channel.name)).toEqual(['deployments', 'general']);
  });

  it('reaches people: direct message, ephemeral message, user group, e-mail', async () => {
    const { channel } = await client.conversations.open({ users: 'U0DANA' });
    await client.chat.postMessage({ channel: channel?.id ?? '', text: 'direct' });
    await client.chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0DANA', text: 'psst' });
    expect(served.slack.snapshot('dana').messages[channel?.id ?? '']).toMatchObject([{ text: 'direct' }]);
    expect(served.slack.snapshot('dana').messages.C0GENERAL).toMatchObject([{ text: 'psst', ephemeral: true }]);
    expect((await client.usergroups.users.list({ usergroup: 'S0RELEASE' })).users).toEqual(['U0BEN', 'U0INES']);
    expect((await client.users.lookupByEmail({ email: 'ben@railway.example' })).user?.id).toBe('U0BEN');
    expect((await client.users.info({ user: 'U0GIL' })).user?.is_restricted).toBe(true);
  });

  it('reacts, links and publishes a Home', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0GENERAL', text: 'x' });
    await client.reactions.add({ channel: 'C0GENERAL', timestamp: ts, name: 'eyes' });
    const { permalink } = await client.chat.getPermalink({ channel: 'C0GENERAL', message_ts: ts });
    expect(permalink).toContain(`/archives/C0GENERAL/p${ts.replace('.', '')}`);
    await client.views.publish({ user_id: 'U0BEN', view: { type: 'home', blocks: [{ type: 'divider' }] } });
    expect(served.slack.snapshot('ben').home?.blocks).toMatchObject([{ type: 'divider' }]);
    await expect(client.apiCall('blocks.validate', { blocks })).resolves.toMatchObject({ ok: true });
  });

  it('sees a refusal as a rate limit, with the time to wait', async () => {
    const refusal = { status: 429, headers: { 'retry-after': '7' }, body: '{"ok":false,"error":"ratelimited"}' };
    const limited = await serve({ fateOf: () => ({ kind: 'refused', response: refusal }) });
    const impatient = new WebClient(BOT_TOKEN, {
      slackApiUrl: limited.apiUrl,
      rejectRateLimitedCalls: true,
      logger: silent,
    });
    await expect(impatient.auth.test()).rejects.toMatchObject({
      code: 'slack_webapi_rate_limited_error',
      retryAfter: 7,
    });
    await limited.stop();
  });
});

describe("the wire of Python's slack_sdk", () => {
  const ask = async (method: string, init: RequestInit) => {
    const headers = { authorization: `Bearer ${BOT_TOKEN}`, ...init.headers };
    return (await fetch(`${served.apiUrl}${method}`, { ...init, headers })).json();
  };

  it('works: JSON bodies for messages and views, the query for lists, 0 and 1 for booleans', async () => {
    const json = { 'content-type': 'application/json;charset=utf-8' };
    const body = JSON.stringify({ channel: 'C0GENERAL', text: 'from Python', blocks });
    expect(await ask('chat.postMessage', { method: 'POST', headers: json, body })).toMatchObject({ ok: true });
    const list = await ask('conversations.list?limit=1&exclude_archived=1', { method: 'GET' });
    expect(list).toMatchObject({ ok: true, channels: [{ name: 'deployments' }] });
    const history = await ask('conversations.history?channel=C0GENERAL&limit=1&inclusive=0', { method: 'GET' });
    expect(history).toMatchObject({ messages: [{ text: 'from Python' }] });
  });
});
