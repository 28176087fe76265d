import type { Channel } from './channels.ts';
import type { StateValues } from './elements/state-values.ts';
import { fileJson, type SlackFile } from './files.ts';
import type { JsonObject } from './json.ts';
import { stringOr } from './json.ts';
import type { Content } from './message-content.ts';
import type { Workspace } from './workspace.ts';

/** Ephemeral messages are not kept for ever, in Slack neither. */
const EPHEMERALS_KEPT = 500;

export interface Message {
  ts: string;
  user: string;
  /** null: not posted by the app */
  botId: string | null;
  subtype: string | null;
  text: string;
  blocks: JsonObject[];
  attachments: JsonObject[];
  metadata: JsonObject | null;
  files: SlackFile[];
  threadTs: string | null;
  /** a reply that is shown in the channel too */
  broadcast: boolean;
  edited: { user: string; ts: string } | null;
  reactions: { name: string; users: string[] }[];
  clientMsgId: string | null;
  ephemeralFor: string | null;
  /** links to domains of the app, of which it was told; null: there are none, or it does not hear of them */
  links: SharedLinks | null;
  /** what people chose in its menus and inputs so far, by user id: Slack's client keeps that until a button sends it */
  chosen: Map<string, StateValues>;
}

export interface SharedLinks {
  unfurlId: string;
  links: readonly { domain: string; url: string }[];
  /** the app has answered the event: before that, Slack takes no unfurl */
  answered: boolean;
}

interface Draft extends Partial<Omit<Message, 'ts' | 'user' | 'chosen'>> {
  user: string;
  text: string;
}

/** Adds a message; one with `ephemeralFor` is kept apart, seen by that person only. */
export function post(workspace: Workspace, channel: Channel, draft: Draft): Message {
  const message: Message = {
    botId: null,
    subtype: null,
    blocks: [],
    attachments: [],
    metadata: null,
    files: [],
    threadTs: null,
    broadcast: false,
    edited: null,
    reactions: [],
    clientMsgId: null,
    ephemeralFor: null,
    links: null,
    ...draft,
    ts: workspace.ids.ts(),
    chosen: new Map(),
  };
  if (message.ephemeralFor !== null) {
    channel.ephemerals.push(message);
    if (channel.ephemerals.length > EPHEMERALS_KEPT) channel.ephemerals.shift();
  } else {
    channel.messages.push(message);
    channel.byTs.set(message.ts, message);
  }
  workspace.changed();
  return message;
}

/** As `post`, by the app's bot. */
export function postAsApp(
  workspace: Workspace,
  channel: Channel,
  content: Content,
  more: Partial<Omit<Draft, 'user' | 'text'>> = {},
): Message {
  const { botUserId, botId } = workspace.deps.app;
  return post(workspace, channel, { ...content, ...more, user: botUserId, botId });
}

/** Replaces what a message says; its metadata stays unless new is given. Only text without blocks gets Slack's
 * "(edited)" mark. */
export function replaceContent(workspace: Workspace, message: Message, content: Content): void {
  const { text, blocks, attachments } = content;
  Object.assign(message, { text, blocks, attachments, metadata: content.metadata ?? message.metadata });
  message.edited = blocks.length > 0 ? null : { user: message.user, ts: workspace.ids.ts() };
  workspace.changed();
}

/** Removes a message. A parent with replies stays as a tombstone, so that its thread can still be read. */
export function remove(workspace: Workspace, channel: Channel, message: Message): void {
  if (message.ephemeralFor !== null) {
    channel.ephemerals = channel.ephemerals.filter((other) => other !== message);
  } else if (repliesTo(channel, message.ts).length > 0) {
    const nothing = { blocks: [], attachments: [], metadata: null, files: [], reactions: [], edited: null };
    Object.assign(message, nothing, { subtype: 'tombstone', text: 'This message was deleted.' });
  } else {
    channel.messages = channel.messages.filter((other) => other !== message);
    channel.byTs.delete(message.ts);
  }
  workspace.changed();
}

/** Oldest first. */
export function repliesTo(channel: Channel, ts: string): Message[] {
  return channel.messages.filter((message) => message.threadTs === ts);
}

/** The message object of conversations.history, of answers and of interaction payloads. */
export function messageJson(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  withMetadata = false,
): JsonObject {
  const { team, app } = workspace.deps;
  const replies = message.threadTs === null ? repliesTo(channel, message.ts) : [];
  const person = workspace.people.byId(message.user);
  return {
    type: 'message',
    ...(message.subtype === null ? {} : { subtype: message.subtype }),
    user: message.user,
    ts: message.ts,
    ...(message.botId === null ? {} : { bot_id: message.botId, app_id: app.appId, bot_profile: botProfile(workspace) }),
    ...(message.clientMsgId === null ? {} : { client_msg_id: message.clientMsgId }),
    text: message.text,
    team: person?.teamId ?? team.id,
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
    ...(message.files.length === 0 ? {} : filesFields(workspace, message)),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(message.edited === null ? {} : { edited: message.edited }),
    ...(message.reactions.length === 0
      ? {}
      : { reactions: message.reactions.map((r) => ({ ...r, count: r.users.length })) }),
    ...(message.threadTs === null ? {} : replyFields(channel, message, message.threadTs)),
    ...(replies.length === 0 ? {} : parentFields(message, replies)),
  };
}

function filesFields({ deps }: Workspace, { files }: Message): JsonObject {
  return { files: files.map((file) => fileJson(deps, file)), upload: false };
}

function botProfile({ deps }: Workspace): JsonObject {
  const name = deps.app.name ?? 'signalbox';
  return {
    id: deps.app.botId,
    app_id: deps.app.appId,
    name,
    team_id: deps.team.id,
    deleted: false,
    updated: 0,
    icons: {},
  };
}

function replyFields(channel: Channel, message: Message, threadTs: string): JsonObject {
  const parent = channel.byTs.get(threadTs);
  const parentUser = stringOr(parent?.user, null);
  return {
    thread_ts: threadTs,
    ...(parentUser === null ? {} : { parent_user_id: parentUser }),
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
  };
}

function parentFields(message: Message, replies: readonly Message[]): JsonObject {
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    reply_users: users.slice(0, 5),
    latest_reply: replies.at(-1)?.ts,
    is_locked: false,
    subscribed: false,
  };
}
