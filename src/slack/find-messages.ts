import * as z from 'zod/mini';
import type { Messenger } from '../app/ports.ts';
import { MessageTs } from '../domain/ids.ts';
import type { SlackClient } from './client.ts';
import { toFailure } from './slack-failure.ts';
import type { SlackMethods } from './web-api.ts';

/** Our clock and Slack's may differ a little. */
const CLOCKS_DIFFER_MS = 5_000;
const PAGE = 100;
/** More than this since a message was intended is not read: somebody would have to write very much in two minutes. */
const MAX_PAGES = 5;

type Search = Parameters<Messenger['find']>[0];

/** Of a message only what tells whose it is; anything else in it is none of our business. */
const Message = z.object({
  ts: z.string(),
  bot_id: z.optional(z.string()),
  metadata: z.optional(z.object({ event_type: z.string(), event_payload: z.optional(z.looseObject({})) })),
});
const Page = z.object({
  messages: z.optional(z.array(z.unknown())),
  response_metadata: z.optional(z.object({ next_cursor: z.optional(z.string()) })),
});

/** Messages of ours that carry this key, oldest first.
 * @returns undefined when Slack does not let us look: no scope, or not a member
 * @throws when Slack cannot be asked now */
export async function findMessages(
  slack: SlackClient,
  botId: string,
  search: Search,
): Promise<MessageTs[] | undefined> {
  try {
    const found: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const at = cursor;
      const { messages, response_metadata } = Page.parse(await slack.call((client) => readPage(client, search, at)));
      found.push(...(messages ?? []).flatMap((message) => keyed(message, search.key, botId)));
      cursor = response_metadata?.next_cursor || undefined;
      if (cursor === undefined) break;
    }
    return found.sort().map((ts) => MessageTs(ts));
  } catch (error) {
    if (toFailure(error).kind === 'permanent') return undefined;
    throw error;
  }
}

/** Without `include_all_metadata` Slack leaves the key out. */
function readPage(client: SlackMethods, { channel, threadTs, since }: Search, cursor: string | undefined) {
  const oldest = ((Date.parse(since) - CLOCKS_DIFFER_MS) / 1_000).toFixed(6);
  const page = {
    channel,
    oldest,
    limit: PAGE,
    include_all_metadata: true,
    ...(cursor === undefined ? {} : { cursor }),
  };
  return threadTs === undefined
    ? client.conversations.history(page)
    : client.conversations.replies({ ...page, ts: threadTs });
}

function keyed(message: unknown, key: string, botId: string): string[] {
  const parsed = Message.safeParse(message);
  if (!parsed.success) return [];
  const { ts, bot_id, metadata } = parsed.data;
  const ours = metadata?.event_type === 'signalbox_message' && metadata.event_payload?.key === key;
  return ours && (bot_id === undefined || bot_id === botId) ? [ts] : [];
}
