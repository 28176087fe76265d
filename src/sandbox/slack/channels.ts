import type { Person } from '../ports.ts';
import type { JsonObject } from './json.ts';
import type { Message } from './messages.ts';
import { SlackError } from './slack-error.ts';
import type { Workspace } from './workspace.ts';
import type { SlackWorkspaceDeps } from './workspace-deps.ts';

/** A conversation: a public channel, or the direct messages between the app's bot and one person. */
export interface Channel {
  id: string;
  name: string;
  topic: string;
  kind: 'channel' | 'im';
  archived: boolean;
  /** with another workspace */
  shared: boolean;
  /** epoch seconds */
  created: number;
  /** user ids */
  members: Set<string>;
  /** whose direct messages these are */
  with: string | null;
  /** oldest first, thread replies included */
  messages: Message[];
  byTs: Map<string, Message>;
  /** oldest first; each is seen by one person only */
  ephemerals: Message[];
}

export function createChannels(deps: SlackWorkspaceDeps): Map<string, Channel> {
  const channels = deps.channels.map((seed, index): Channel => {
    const shared = seed.shared ?? (index === 0 && deps.people.some((person) => person.kind === 'outsider'));
    const members = deps.people.filter((person) => isLetInto({ shared }, person)).map((person) => person.id);
    if (!seed.withoutBot) members.push(deps.app.botUserId);
    return {
      ...emptyChannel(deps, seed.id, members),
      name: seed.name,
      topic: seed.topic,
      archived: seed.archived ?? false,
      shared,
    };
  });
  return new Map(channels.map((channel) => [channel.id, channel]));
}

/** Everybody is in every channel, but people of the other workspace in shared ones only. */
function isLetInto({ shared }: Pick<Channel, 'shared'>, person: Person): boolean {
  return shared || person.kind !== 'outsider';
}

/** Puts somebody into the channels of people of their kind, and out of all others. */
export function moveThroughChannels({ channels }: Workspace, person: Person): void {
  for (const channel of channels.values()) {
    if (channel.kind === 'im') continue;
    if (isLetInto(channel, person)) channel.members.add(person.id);
    else channel.members.delete(person.id);
  }
}

function emptyChannel(deps: SlackWorkspaceDeps, id: string, members: Iterable<string>): Channel {
  return {
    id,
    name: '',
    topic: '',
    kind: 'channel',
    archived: false,
    shared: false,
    created: Math.floor(deps.clock.now() / 1000),
    members: new Set(members),
    with: null,
    messages: [],
    byTs: new Map(),
    ephemerals: [],
  };
}

/** The direct messages between the bot and one person, opened when there are none yet.
 * @throws SlackError `user_not_found`, `user_disabled`, `cannot_dm_bot` */
export function openDirectMessages(workspace: Workspace, userId: string): { channel: Channel; opened: boolean } {
  const person = workspace.people.byId(userId);
  if (!person) throw new SlackError('user_not_found');
  if (person.deactivated) throw new SlackError('user_disabled');
  if (person.kind === 'bot') throw new SlackError('cannot_dm_bot');
  const id = directId(person);
  const known = workspace.channels.get(id);
  if (known) return { channel: known, opened: false };

  const channel = newDirectMessages(workspace.deps, person);
  workspace.channels.set(id, channel);
  workspace.changed();
  return { channel, opened: true };
}

/** The direct messages of this person with the bot, empty where nobody has opened them yet. */
export function directMessagesOf(workspace: Workspace, person: Person): Channel {
  return workspace.channels.get(directId(person)) ?? newDirectMessages(workspace.deps, person);
}

const directId = (person: Person) => `D${person.id.slice(1)}`;

function newDirectMessages(deps: SlackWorkspaceDeps, person: Person): Channel {
  return {
    ...emptyChannel(deps, directId(person), [person.id, deps.app.botUserId]),
    kind: 'im',
    shared: person.teamId !== deps.team.id,
    with: person.id,
  };
}

/** By id, name or `#name`. */
export function findChannel(workspace: Workspace, reference: string): Channel | undefined {
  const byId = workspace.channels.get(reference);
  if (byId) return byId;
  const name = reference.replace(/^#/, '');
  return [...workspace.channels.values()].find((channel) => channel.kind === 'channel' && channel.name === name);
}

export function isVisibleTo(channel: Channel, person: Person): boolean {
  return channel.members.has(person.id);
}

/** The channel object of the conversations methods. */
export function channelJson(
  channel: Channel,
  { deps, people }: Workspace,
  { withMemberCount = false } = {},
): JsonObject {
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    is_org_shared: false,
    context_team_id: deps.team.id,
    updated: channel.created * 1000,
    ...(withMemberCount ? { num_members: channel.members.size } : {}),
  };
  if (channel.kind === 'im') {
    const isGone = people.byId(channel.with ?? '')?.deactivated === true;
    return { ...common, is_im: true, user: channel.with, is_user_deleted: isGone, is_open: true, priority: 0 };
  }
  const note = (value: string) => ({ value, creator: '', last_set: 0 });
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_general: channel.name === 'general',
    is_shared: channel.shared,
    is_ext_shared: channel.shared,
    is_pending_ext_shared: false,
    is_member: channel.members.has(deps.app.botUserId),
    unlinked: 0,
    shared_team_ids: channel.shared ? [deps.team.id, deps.otherTeamId] : [deps.team.id],
    connected_team_ids: channel.shared ? [deps.otherTeamId] : [],
    topic: note(channel.topic),
    purpose: note(''),
    previous_names: [],
  };
}
