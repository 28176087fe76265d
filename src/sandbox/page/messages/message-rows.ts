import type { MessageView } from '../../ports.ts';
import { dayKey } from '../text/calendar.ts';
import { formatDayDivider, type Reader } from '../text/slack-date.ts';

export type Row =
  | { kind: 'day'; key: string; label: string }
  | { kind: 'message'; key: string; message: MessageView; continued: boolean };

const GROUP_MS = 5 * 60_000;

/** Epoch milliseconds of a message id. */
export function tsToMs(ts: string): number {
  return Number(ts) * 1000;
}

/** What stands in the channel itself: no replies, except those that were also sent to the channel. */
export function channelMessages(messages: readonly MessageView[]): MessageView[] {
  return messages.filter((message) => !isReply(message) || message.broadcast === true);
}

/** The replies of one thread, without its first message. */
export function threadReplies(messages: readonly MessageView[], rootTs: string): MessageView[] {
  return messages.filter((message) => isReply(message) && message.threadTs === rootTs);
}

function isReply(message: MessageView): boolean {
  return message.threadTs !== undefined && message.threadTs !== message.ts;
}

/** Days and messages in order; a message that continues its predecessor is drawn without its author. */
export function toRows(messages: readonly MessageView[], reader: Reader): Row[] {
  const rows: Row[] = [];
  let previous: MessageView | null = null;
  for (const message of messages) {
    const at = tsToMs(message.ts);
    const newDay = !previous || dayKey(tsToMs(previous.ts), reader.timeZone) !== dayKey(at, reader.timeZone);
    if (newDay) rows.push({ kind: 'day', key: `day ${message.ts}`, label: formatDayDivider(at, reader) });
    const continued = !newDay && previous !== null && continues(previous, message);
    rows.push({ kind: 'message', key: message.ts, message, continued });
    previous = message;
  }
  return rows;
}

function continues(previous: MessageView, message: MessageView): boolean {
  return (
    previous.user === message.user &&
    (previous.ephemeral === true) === (message.ephemeral === true) &&
    message.broadcast !== true &&
    previous.broadcast !== true &&
    tsToMs(message.ts) - tsToMs(previous.ts) < GROUP_MS
  );
}
