import * as z from 'zod/mini';
import type { Conversation, Conversations } from '../app/ports.ts';
import { ChannelId } from '../domain/ids.ts';
import type { SlackClient } from './client.ts';
import { keepRecent } from './recent-answers.ts';
import { toFailure } from './slack-failure.ts';

const flag = z.optional(z.nullable(z.boolean()));
const Info = z.object({
  channel: z.object({
    is_archived: flag,
    is_member: flag,
    is_shared: flag,
    is_ext_shared: flag,
    is_org_shared: flag,
    is_pending_ext_shared: flag,
    pending_shared: z.optional(z.nullable(z.array(z.unknown()))),
  }),
});
const Opened = z.object({ channel: z.object({ id: z.string() }) });

/** Whoever shares a channel is seen to have done so within a minute. */
const MAX_AGE_MS = 60_000;
const KEPT = 200;
const NOWHERE: readonly string[] = ['channel_not_found'];
const NOBODY: readonly string[] = ['user_not_found', 'user_disabled', 'cannot_dm_bot', 'user_not_visible'];

/** What Slack says of channels, and the direct messages with people.
 * @throws when Slack cannot be asked, or answers what nobody can read */
export function createConversations(slack: SlackClient, now: () => number): Conversations {
  const find = keepRecent<ChannelId, Conversation | undefined>({ now, maxAgeMs: MAX_AGE_MS, atMost: KEPT }, (channel) =>
    unless(NOWHERE, async () => toConversation(await slack.call((client) => client.conversations.info({ channel })))),
  );
  return {
    find,
    direct: (user) =>
      unless(NOBODY, async () => {
        const { channel } = Opened.parse(await slack.call((client) => client.conversations.open({ users: user })));
        return ChannelId(channel.id);
      }),
  };
}

/** With another workspace, of the same organisation too, now or soon. What Slack does not say is not taken for a no. */
function toConversation(answer: unknown): Conversation {
  const { channel } = Info.parse(answer);
  const isOurs = [channel.is_shared, channel.is_ext_shared, channel.is_org_shared].every((shared) => shared === false);
  const isPending = channel.is_pending_ext_shared === true || (channel.pending_shared ?? []).length > 0;
  return { shared: !isOurs || isPending, archived: channel.is_archived === true, joined: channel.is_member === true };
}

async function unless<T>(expected: readonly string[], ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const failure = toFailure(error);
    if (failure.kind === 'permanent' && expected.includes(failure.error)) return undefined;
    throw error;
  }
}
