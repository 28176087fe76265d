import type { Person } from '../ports.ts';
import type { JsonObject } from './json.ts';
import type { SlackWorkspaceDeps } from './workspace-deps.ts';

export const SLACKBOT = 'USLACKBOT';

const RANK: Record<Person['kind'], number> = { member: 0, guest: 1, outsider: 2, bot: 3 };

/** Everybody the workspace knows: full members first, then guests, outsiders, the app's bot and Slackbot. */
export interface Directory {
  readonly all: readonly Person[];
  byId(id: string): Person | undefined;
  /** by id, handle or `@handle` */
  named(reference: string): Person | undefined;
  /** Takes the place of the person with this id. */
  replace(person: Person): void;
}

export function createDirectory({ people, team, app }: SlackWorkspaceDeps): Directory {
  const bot = (id: string, name: string, realName: string): Person => {
    return { id, teamId: team.id, name, realName, title: 'App', email: '', login: '', kind: 'bot' };
  };
  const appName = app.name ?? 'signalbox';
  const appTitle = appName.charAt(0).toUpperCase() + appName.slice(1);
  const cast = people.filter((person) => person.id !== app.botUserId && person.id !== SLACKBOT);
  const everybody = [...cast, bot(app.botUserId, appName, appTitle), bot(SLACKBOT, 'slackbot', 'Slackbot')];
  const known = new Map(everybody.map((person) => [person.id, person]));
  const inOrder = () => [...known.values()].sort((one, other) => RANK[one.kind] - RANK[other.kind]);
  let all = inOrder();
  return {
    get all() {
      return all;
    },
    byId: (id) => known.get(id),
    named(reference) {
      const handle = reference.replace(/^@/, '').toLowerCase();
      return known.get(reference) ?? all.find((person) => person.name.toLowerCase() === handle);
    },
    replace(person) {
      known.set(person.id, person);
      all = inOrder();
    },
  };
}

/** The user object of users.info and users.list, as a bot of the home workspace sees it. */
export function userJson(person: Person, deps: SlackWorkspaceDeps): JsonObject {
  const isBot = person.kind === 'bot' && person.id !== SLACKBOT; // Slack says false of Slackbot
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    deleted: person.deactivated === true,
    is_bot: isBot,
    is_app_user: false,
    ...(person.deactivated ? {} : activeFields(person)), // Slack leaves them out of a closed account
    ...(person.teamId === deps.team.id ? {} : { is_stranger: false }), // they share a channel with us
    profile: profileOf(person, deps),
  };
}

function activeFields(person: Person): JsonObject {
  return {
    real_name: person.realName,
    tz: 'Etc/UTC',
    tz_label: 'Coordinated Universal Time',
    tz_offset: 0,
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.kind === 'guest',
    is_ultra_restricted: false,
    is_email_confirmed: person.kind !== 'bot',
  };
}

function profileOf(person: Person, { app }: SlackWorkspaceDeps): JsonObject {
  const [firstName = '', ...rest] = person.realName.split(' ');
  return {
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: person.name,
    display_name_normalized: person.name,
    title: person.title,
    first_name: firstName,
    last_name: rest.join(' '),
    ...(person.email === '' ? {} : { email: person.email }),
    ...(person.id === app.botUserId ? { bot_id: app.botId, api_app_id: app.appId } : {}),
    team: person.teamId,
  };
}
