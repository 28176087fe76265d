import type { Channel } from './channels.ts';
import { findChannel } from './channels.ts';
import { type JsonObject, stringOr } from './json.ts';
import type { Message } from './messages.ts';
import { invalidArguments, SlackError } from './slack-error.ts';
import type { Workspace } from './workspace.ts';

/** Reading the arguments of a Web API call: from a form everything is a string, from JSON it need not be. */

export function optionalString(args: JsonObject, name: string): string | undefined {
  const value = args[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @throws SlackError `invalid_arguments` */
export function requiredString(args: JsonObject, name: string): string {
  const value = optionalString(args, name);
  if (value === undefined) throw invalidArguments([`missing required field: ${name}`]);
  return value;
}

export function flag(args: JsonObject, name: string): boolean {
  const value = args[name];
  return value === true || value === 1 || value === 'true' || value === '1';
}

/** A conversation that is there and that the bot may see.
 * @throws SlackError `channel_not_found` */
export function channelArgument(workspace: Workspace, args: JsonObject): Channel {
  const channel = findChannel(workspace, stringOr(args.channel, ''));
  if (!channel) throw new SlackError('channel_not_found');
  return channel;
}

/** A conversation that the bot may post to or read from.
 * @throws SlackError `channel_not_found`, `not_in_channel` */
export function memberChannel(workspace: Workspace, args: JsonObject): Channel {
  const channel = channelArgument(workspace, args);
  if (!channel.members.has(workspace.deps.app.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

/** @throws SlackError `message_not_found`, for ephemeral messages too */
export function messageArgument(channel: Channel, args: JsonObject, name: string): Message {
  const message = channel.byTs.get(optionalString(args, name) ?? '');
  if (!message || message.subtype === 'tombstone') throw new SlackError('message_not_found');
  return message;
}

/** Microseconds of a ts, or of plain epoch seconds; null when it is neither. */
export function parseTs(ts: string): number | null {
  const match = /^(\d{1,10})(?:\.(\d{1,6}))?$/.exec(ts);
  if (!match) return null;
  return Number(match[1]) * 1_000_000 + Number((match[2] ?? '').padEnd(6, '0'));
}
