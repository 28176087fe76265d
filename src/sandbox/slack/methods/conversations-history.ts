import { flag, memberChannel, optionalString, parseTs, requiredString } from '../arguments.ts';
import type { Channel } from '../channels.ts';
import type { JsonObject } from '../json.ts';
import { type Message, messageJson, repliesTo } from '../messages.ts';
import { page } from '../pages.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

const LIMITS = { usual: 100, most: 1000 };
const tsOf = (message: Message) => message.ts;

/** Newest first; replies only where they were also sent to the channel. */
export function conversationsHistory(workspace: Workspace, args: JsonObject): JsonObject {
  const channel = memberChannel(workspace, args);
  const inRange = rangeOf(args);
  const shown = channel.messages.filter(
    (message) => (message.threadTs === null || message.broadcast) && inRange(message),
  );
  const newestFirst = shown.toReversed();
  const part = page(newestFirst, args, tsOf, (message, ts) => message.ts <= ts, LIMITS);
  return {
    ...answer(workspace, channel, args, part),
    pin_count: 0,
    channel_actions_ts: null,
    channel_actions_count: 0,
  };
}

/** The parent, then its replies, oldest first. `ts` may be that of any message of the thread. */
export function conversationsReplies(workspace: Workspace, args: JsonObject): JsonObject {
  const channel = memberChannel(workspace, args);
  const named = channel.byTs.get(requiredString(args, 'ts'));
  const parent = named?.threadTs ? channel.byTs.get(named.threadTs) : named;
  if (!parent) throw new SlackError('thread_not_found');
  const replies = repliesTo(channel, parent.ts).filter(rangeOf(args));
  const part = page([parent, ...replies], args, tsOf, (message, ts) => message.ts >= ts, LIMITS);
  return answer(workspace, channel, args, part);
}

/** `oldest` and `latest` are left out of the range themselves, unless `inclusive`.
 * @throws SlackError `invalid_ts_oldest`, `invalid_ts_latest` */
function rangeOf(args: JsonObject): (message: Message) => boolean {
  const oldest = instant(args, 'oldest');
  const latest = instant(args, 'latest');
  const inclusive = flag(args, 'inclusive');
  return ({ ts }) => {
    const at = parseTs(ts) ?? 0;
    if (inclusive && (at === oldest || at === latest)) return true;
    return (oldest === null || at > oldest) && (latest === null || at < latest);
  };
}

function instant(args: JsonObject, name: 'oldest' | 'latest'): number | null {
  const given = optionalString(args, name);
  if (given === undefined) return null;
  const value = parseTs(given.slice(0, 17)); // clients that send a float send more digits
  if (value === null) throw new SlackError(`invalid_ts_${name}`);
  return value;
}

function answer(
  workspace: Workspace,
  channel: Channel,
  args: JsonObject,
  { items, nextCursor }: { items: Message[]; nextCursor: string },
): JsonObject {
  const withMetadata = flag(args, 'include_all_metadata');
  return {
    messages: items.map((message) => messageJson(workspace, channel, message, withMetadata)),
    has_more: nextCursor !== '',
    ...(nextCursor === '' ? {} : { response_metadata: { next_cursor: nextCursor } }),
  };
}
