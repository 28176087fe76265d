import * as z from 'zod/mini';
import type { ChannelId, ExecutionRef, MessageTs } from '../domain/ids.ts';
import type { SlackClient } from './client.ts';
import { parseReference, toExecutionRef } from './reference.ts';
import { toFailure } from './slack-failure.ts';

/** Of a message only what tells whose it is and what it is about. */
const Message = z.object({
  ts: z.string(),
  bot_id: z.string(),
  metadata: z.object({ event_type: z.literal('signalbox_message'), event_payload: z.object({ about: z.string() }) }),
});
const Page = z.object({ messages: z.optional(z.array(z.unknown())) });

/** What a message is about, as we wrote it into its metadata: what it says is not read. Messages in threads are found as well.
 * @returns undefined for any other message, and for one that an earlier version wrote */
export async function findSubject(
  slack: SlackClient,
  botId: string,
  channel: ChannelId,
  ts: MessageTs,
): Promise<ExecutionRef | 'unreadable' | undefined> {
  try {
    const answer = await slack.call((client) =>
      client.conversations.replies({
        channel,
        ts,
        oldest: ts,
        latest: ts,
        inclusive: true,
        limit: 2,
        include_all_metadata: true,
      }),
    );
    const { messages = [] } = Page.parse(answer);
    const about = messages.flatMap((message) => aboutOf(message, botId, ts))[0];
    return about;
  } catch (error) {
    if (toFailure(error).kind === 'permanent') return 'unreadable';
    throw error;
  }
}

function aboutOf(message: unknown, botId: string, ts: MessageTs): ExecutionRef[] {
  const parsed = Message.safeParse(message);
  if (!parsed.success || parsed.data.ts !== ts || parsed.data.bot_id !== botId) return [];
  const about = parseReference(parsed.data.metadata.event_payload.about);
  const ref = about.ok ? toExecutionRef(about.reference) : undefined;
  return ref ? [ref] : [];
}
