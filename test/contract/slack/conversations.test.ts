import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChannelId, UserId } from '../../../src/domain/ids.ts';
import { createSlackClient } from '../../../src/slack/client.ts';
import { createConversations } from '../../../src/slack/conversations.ts';
import { type Reply, startFakeSlack } from './fake-slack.ts';

const TEAM = ChannelId('C0TEAM');
const OURS = { is_shared: false, is_ext_shared: false, is_org_shared: false, is_archived: false, is_member: true };

let slack: Awaited<ReturnType<typeof startFakeSlack>>;
let reply: Reply = { status: 500 };
let asked = 0;
let time = 0;
beforeEach(async () => {
  asked = 0;
  slack = await startFakeSlack(() => {
    asked += 1;
    return reply;
  });
});
afterEach(() => slack.close());

function conversations() {
  const token = async () => 'xoxb-test';
  const client = createSlackClient({ slackApiUrl: slack.apiUrl, botToken: token, rereadToken: token, now: () => time });
  return createConversations(client, () => time);
}
const channel = (more: object) => ({ body: { ok: true, channel: { ...OURS, ...more } } });

describe('asking Slack about a channel', () => {
  it.each([
    ['ours alone', {}, false],
    ['shared with another workspace', { is_shared: true, is_ext_shared: true }, true],
    ['shared within the organisation', { is_shared: true, is_org_shared: true }, true],
    ['about to be shared', { is_pending_ext_shared: true }, true],
    ['of which Slack does not say it', { is_ext_shared: undefined }, true],
  ])('knows one that is %s', async (_what, more, shared) => {
    reply = channel(more);
    expect(await conversations().find(TEAM)).toEqual({ shared, archived: false, joined: true });
  });

  it('asks once a minute', async () => {
    reply = channel({});
    const { find } = conversations();
    await Promise.all([find(TEAM), find(TEAM)]);
    expect(asked).toBe(1);
    time += 60_000;
    await find(TEAM);
    expect(asked).toBe(2);
  });

  it('tells one that is not there from an answer that is not there', async () => {
    reply = { body: { ok: false, error: 'channel_not_found' } };
    expect(await conversations().find(TEAM)).toBeUndefined();
    reply = { body: { ok: false, error: 'missing_scope' } };
    await expect(conversations().find(TEAM)).rejects.toThrow('missing_scope');
  });

  it('opens direct messages with who can have any', async () => {
    reply = { body: { ok: true, channel: { id: 'D0DANA' } } };
    expect(await conversations().direct(UserId('U0DANA'))).toBe('D0DANA');
    reply = { body: { ok: false, error: 'user_disabled' } };
    expect(await conversations().direct(UserId('U0DANA'))).toBeUndefined();
  });
});
