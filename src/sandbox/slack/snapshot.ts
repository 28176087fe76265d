import type { MessageView, Person, WorkspaceSnapshot } from '../ports.ts';
import { type Channel, directMessagesOf, isVisibleTo } from './channels.ts';
import { pathOf } from './files.ts';
import type { Message } from './messages.ts';
import { viewSnapshot } from './view-content.ts';
import type { Workspace } from './workspace.ts';

/** Older messages are not shown. */
const NEWEST = 200;

/** What this person sees. */
export function takeSnapshot(workspace: Workspace, person: Person): WorkspaceSnapshot {
  const { deps, views } = workspace;
  const channels = channelsOf(workspace, person);
  const stack = views.stack(person.id);
  const modal = stack.at(-1);
  const home = views.home(person.id);
  return {
    now: deps.clock.now(),
    me: person.id,
    team: { id: deps.team.id, name: deps.team.name, domain: deps.team.domain },
    app: appView(workspace),
    people: [...workspace.people.all],
    userGroups: [...workspace.userGroups.all],
    channels: channels.map((channel) => channelView(workspace, channel)),
    messages: Object.fromEntries(channels.map((channel) => [channel.id, messagesIn(workspace, channel, person)])),
    modal: modal ? viewSnapshot(modal, stack.length - 1) : null,
    home: home ? viewSnapshot(home) : null,
  };
}

/** Everybody of the workspace can write to the app, whether or not anything was said yet. */
function channelsOf(workspace: Workspace, person: Person): Channel[] {
  const channels = [...workspace.channels.values()].filter((channel) => isVisibleTo(channel, person));
  const isOutside = person.teamId !== workspace.deps.team.id;
  if (isOutside || channels.some(({ kind }) => kind === 'im')) return channels;
  return [...channels, directMessagesOf(workspace, person)];
}

/** What the app offers to people, and what can follow its first command. */
function appView({ deps }: Workspace): WorkspaceSnapshot['app'] {
  const { commands, shortcuts, homeTab } = deps.manifest;
  const words = (deps.commandWords ?? []).map(({ name, usage, summary }) => ({ name, usage, summary }));
  const withWords = commands.map((command, index) => ({
    ...command,
    words: index === 0 ? words : [],
  }));
  return { commands: withWords, shortcuts, homeTab };
}

function channelView({ people, deps }: Workspace, channel: Channel): WorkspaceSnapshot['channels'][number] {
  const { id, kind, topic } = channel;
  if (kind === 'channel') return { id, name: channel.name, kind, topic };
  const { botUserId } = deps.app;
  return { id, name: people.byId(botUserId)?.realName ?? botUserId, kind, topic, with: botUserId };
}

function messagesIn(workspace: Workspace, channel: Channel, person: Person): MessageView[] {
  const onlyTheirs = channel.ephemerals.filter((message) => message.ephemeralFor === person.id);
  const newest = [...channel.messages.slice(-NEWEST), ...onlyTheirs.slice(-NEWEST)];
  newest.sort((one, other) => (one.ts < other.ts ? -1 : 1));
  const threads = countReplies(channel);
  return newest.slice(-NEWEST).map((message) => messageView(workspace, message, threads.get(message.ts)));
}

interface Thread {
  replies: number;
  latestReply: string;
}

function countReplies(channel: Channel): Map<string, Thread> {
  const threads = new Map<string, Thread>();
  for (const { threadTs, ts } of channel.messages) {
    if (threadTs === null) continue;
    threads.set(threadTs, { replies: (threads.get(threadTs)?.replies ?? 0) + 1, latestReply: ts });
  }
  return threads;
}

function messageView({ deps }: Workspace, message: Message, thread: Thread | undefined): MessageView {
  const files = message.files.map((file) => {
    const { id, name, title, size } = file;
    return { id, name, title, size, path: pathOf(deps.team.id, file) };
  });
  return {
    ts: message.ts,
    user: message.user,
    text: message.text,
    blocks: message.blocks,
    ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
    ...(message.threadTs === null ? {} : { threadTs: message.threadTs }),
    ...(message.broadcast ? { broadcast: true } : {}),
    ...(message.ephemeralFor === null ? {} : { ephemeral: true }),
    ...(message.edited === null ? {} : { edited: true }),
    ...(files.length === 0 ? {} : { files }),
    replies: thread?.replies ?? 0,
    ...(thread ? { latestReply: thread.latestReply } : {}),
  };
}
