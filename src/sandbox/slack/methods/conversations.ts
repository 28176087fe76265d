import { channelArgument, flag, optionalString, requiredString } from '../arguments.ts';
import { type Channel, channelJson, openDirectMessages } from '../channels.ts';
import { type JsonObject, stringsIn } from '../json.ts';
import { page } from '../pages.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

const TYPES = new Set(['public_channel', 'private_channel', 'mpim', 'im']);

export function conversationsList(workspace: Workspace, args: JsonObject): JsonObject {
  const types = (optionalString(args, 'types') ?? 'public_channel').split(',').map((type) => type.trim());
  if (!types.every((type) => TYPES.has(type))) throw new SlackError('invalid_types');
  const isWanted = (channel: Channel) =>
    types.includes(channel.kind === 'im' ? 'im' : 'public_channel') &&
    !(channel.archived && flag(args, 'exclude_archived'));
  const wanted = [...workspace.channels.values()].filter(isWanted);
  const idOf = (channel: Channel) => channel.id;
  const { items, nextCursor } = page(wanted, args, idOf, (channel, id) => channel.id === id, {
    usual: 100,
    most: 1000,
  });
  const channels = items.map((channel) => channelJson(channel, workspace, { withMemberCount: true }));
  return { channels, response_metadata: { next_cursor: nextCursor } };
}

export function conversationsInfo(workspace: Workspace, args: JsonObject): JsonObject {
  const withMemberCount = flag(args, 'include_num_members');
  return { channel: channelJson(channelArgument(workspace, args), workspace, { withMemberCount }) };
}

export function conversationsMembers(workspace: Workspace, args: JsonObject): JsonObject {
  const isGone = (id: string) => workspace.people.byId(id)?.deactivated === true;
  const members = [...channelArgument(workspace, args).members].filter((id) => !isGone(id));
  const self = (id: string) => id;
  const { items, nextCursor } = page(members, args, self, (id, key) => id === key, { usual: 100, most: 1000 });
  return { members: items, response_metadata: { next_cursor: nextCursor } };
}

/** One person only: groups of several are not simulated. */
export function conversationsOpen(workspace: Workspace, args: JsonObject): JsonObject {
  if (optionalString(args, 'channel') !== undefined) {
    const known = channelArgument(workspace, args);
    if (known.kind !== 'im') throw new SlackError('method_not_supported_for_channel_type');
    return { no_op: true, already_open: true, channel: { id: known.id } };
  }
  const given = optionalString(args, 'users') ?? stringsIn(args.users).join(',');
  const users = given
    .split(',')
    .map((user) => user.trim())
    .filter((user) => user !== '');
  if (users.length > 8) throw new SlackError('too_many_users');
  if (users.length > 1) throw new SlackError('method_not_supported_for_channel_type');
  const user = users[0];
  if (user === undefined) throw new SlackError('users_list_not_supplied');
  const { channel, opened } = openDirectMessages(workspace, user);
  const json = flag(args, 'return_im') ? channelJson(channel, workspace) : { id: channel.id };
  return { ...(opened ? {} : { no_op: true, already_open: true }), channel: json };
}

export function conversationsJoin(workspace: Workspace, args: JsonObject): JsonObject {
  const channel = publicChannel(workspace, args);
  if (channel.archived) throw new SlackError('is_archived');
  const { botUserId } = workspace.deps.app;
  const isThere = channel.members.has(botUserId);
  channel.members.add(botUserId);
  if (!isThere) workspace.changed();
  const warning = { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } };
  return { channel: channelJson(channel, workspace), ...(isThere ? warning : {}) };
}

export function conversationsArchive(workspace: Workspace, args: JsonObject): JsonObject {
  const channel = publicChannel(workspace, args);
  if (channel.archived) throw new SlackError('already_archived');
  channel.archived = true;
  workspace.changed();
  return {};
}

export function conversationsUnarchive(workspace: Workspace, args: JsonObject): JsonObject {
  const channel = publicChannel(workspace, args);
  if (!channel.archived) throw new SlackError('not_archived');
  channel.archived = false;
  workspace.changed();
  return {};
}

function publicChannel(workspace: Workspace, args: JsonObject): Channel {
  requiredString(args, 'channel');
  const channel = channelArgument(workspace, args);
  if (channel.kind === 'im') throw new SlackError('method_not_supported_for_channel_type');
  return channel;
}
