import { channelArgument, flag, optionalString, parseTs } from '../arguments.ts';
import { type Channel, openDirectMessages } from '../channels.ts';
import { type JsonObject, stringOr } from '../json.ts';
import { readContent } from '../message-content.ts';
import { messageJson, postAsApp } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

/** `client_msg_id` is kept and does not deduplicate: neither does Slack's promise to. */
export function chatPostMessage(workspace: Workspace, args: JsonObject): JsonObject {
  const channel = postableChannel(workspace, args);
  const threadTs = readThread(channel, args);
  const content = readContent(args, workspace.ids.blockId);
  const message = postAsApp(workspace, channel, content, {
    threadTs,
    broadcast: threadTs !== null && flag(args, 'reply_broadcast'),
    clientMsgId: stringOr(args.client_msg_id, null),
  });
  return { channel: channel.id, ts: message.ts, message: messageJson(workspace, channel, message, true) };
}

/** A channel that takes messages; the id of a person opens the direct messages with them.
 * @throws SlackError `channel_not_found`, `not_in_channel`, `is_archived`, `user_disabled`, `cannot_dm_bot` */
export function postableChannel(workspace: Workspace, args: JsonObject): Channel {
  const isPerson = workspace.people.byId(stringOr(args.channel, '')) !== undefined;
  const channel = isPerson
    ? openDirectMessages(workspace, stringOr(args.channel, '')).channel
    : channelArgument(workspace, args);
  if (channel.archived) throw new SlackError('is_archived');
  if (!channel.members.has(workspace.deps.app.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

/** @returns the parent's ts
 * @throws SlackError `invalid_thread_ts`, `thread_not_found`, `cannot_reply_to_message` */
export function readThread(channel: Channel, args: JsonObject): string | null {
  const threadTs = optionalString(args, 'thread_ts');
  if (threadTs === undefined) return null;
  if (parseTs(threadTs) === null) throw new SlackError('invalid_thread_ts');
  const parent = channel.byTs.get(threadTs);
  if (!parent) throw new SlackError('thread_not_found');
  if (parent.threadTs !== null) throw new SlackError('cannot_reply_to_message');
  return threadTs;
}
