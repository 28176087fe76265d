import type { MessageMetadata } from '@slack/types';
import * as z from 'zod/mini';
import type { Messenger, SendResult } from '../app/ports.ts';
import { type ExecutionRef, MessageTs } from '../domain/ids.ts';
import type { SlackClient } from './client.ts';
import { findMessages } from './find-messages.ts';
import { toValue } from './reference.ts';
import { toFailure } from './slack-failure.ts';
import { toBlocks } from './views/drawing.ts';

/** The mark in the metadata by which a message of ours is found again. */
export const EVENT_TYPE = 'signalbox_message';
/** With a token that Slack does not take nothing works; meanwhile somebody may mend it. */
const BAD_TOKEN_PAUSE_MS = 60_000;

/** Posts, updates and finds messages. Every answer of Slack's is a value, so that a story can decide what it means. */
export function createPoster(slack: SlackClient, botId: string): Omit<Messenger, 'draw'> {
  return {
    post({ channel, key, drawing, threadTs, broadcast, about }) {
      return sent(() =>
        slack.call((client) =>
          client.chat.postMessage({
            channel,
            text: drawing.text,
            blocks: toBlocks(drawing),
            metadata: metadataOf(key, about),
            ...hintOf(key),
            unfurl_links: false,
            unfurl_media: false,
            ...threadOf(threadTs, broadcast),
          }),
        ),
      );
    },

    update({ channel, ts, key, drawing, about }) {
      return sent(() =>
        slack.call((client) =>
          client.chat.update({
            channel,
            ts,
            text: drawing.text,
            blocks: toBlocks(drawing),
            metadata: metadataOf(key, about),
          }),
        ),
      );
    },

    find: (search) => findMessages(slack, botId, search),

    async remove(channel, ts) {
      try {
        await slack.call((client) => client.chat.delete({ channel, ts }));
      } catch (error) {
        // gone already, or not ours to delete: either way there is nothing more to do
        if (toFailure(error).kind !== 'permanent') throw error;
      }
    },
  };
}

/** The types allow a thread and its broadcast only together. */
function threadOf(threadTs: MessageTs | undefined, broadcast = false) {
  if (threadTs === undefined) return {};
  return broadcast ? { thread_ts: threadTs, reply_broadcast: true as const } : { thread_ts: threadTs };
}

/** The types do not know it. */
function hintOf(key: string): object {
  return { client_msg_id: key };
}

/** Everybody can read it: it names what the message shows anyway. */
function metadataOf(key: string, ref: ExecutionRef | undefined): MessageMetadata {
  const about = ref && toValue(ref);
  return { event_type: EVENT_TYPE, event_payload: about === undefined ? { key } : { key, about } };
}

/** What Slack says of a message that it does not take, though it would take another. */
const CONTENT: readonly string[] = [
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_too_long',
  'msg_blocks_too_long',
  'no_text',
  'metadata_too_large',
  'invalid_attachments',
];

const Sent = z.object({ ts: z.string() });

/** An answer without a `ts` is as good as none: it may have been sent. */
async function sent(call: () => Promise<unknown>): Promise<SendResult> {
  try {
    const answer = Sent.safeParse(await call());
    return answer.success ? { kind: 'sent', ts: MessageTs(answer.data.ts) } : { kind: 'unknown' };
  } catch (error) {
    const failure = toFailure(error);
    if (failure.kind === 'bad_token') return { kind: 'not_now', retryAfterMs: BAD_TOKEN_PAUSE_MS };
    if (failure.kind === 'permanent' && CONTENT.includes(failure.error))
      return { kind: 'refused', error: failure.error };
    return failure;
  }
}
