import type { Person, UserGroup } from './ports.ts';

export const TEAM = { id: 'T0SIGNALBX', name: 'Railway Goods', domain: 'railway-goods' } as const;
export const OTHER_TEAM_ID = 'T0PARTNERS';
export const APP = { appId: 'A0SIGNALBX', botId: 'B0SIGNALBX', botUserId: 'U0SIGNALBX' } as const;
export const BOT_TOKEN = 'xoxb-sandbox';
export const SIGNING_SECRET = 'sandbox-secret';

function person(id: string, name: string, realName: string, title: string, kind: Person['kind']): Person {
  const teamId = kind === 'outsider' ? OTHER_TEAM_ID : TEAM.id;
  const host = kind === 'outsider' ? 'partner.example' : 'railway.example';
  return { id, teamId, name, realName, title, email: `${name}@${host}`, login: `${name}-rg`, kind };
}

/** The cast of the demo: full members first, as `users.list` gives them. */
export const PEOPLE: readonly Person[] = [
  person('U0DANA', 'dana', 'Dana Reyes', 'Developer', 'member'),
  person('U0BEN', 'ben', 'Ben Okafor', 'Release manager', 'member'),
  person('U0INES', 'ines', 'Ines Duarte', 'Release manager', 'member'),
  person('U0LEE', 'lee', 'Lee Chen', 'Developer', 'member'),
  person('U0GIL', 'gil', 'Gil Marsh', 'Contractor (guest)', 'guest'),
  person('U0ODA', 'oda', 'Oda Lind', 'Partner company', 'outsider'),
];

export const USER_GROUPS: readonly UserGroup[] = [
  { id: 'S0RELEASE', handle: 'release-managers', name: 'Release managers', users: ['U0BEN', 'U0INES'] },
];

export const CHANNELS = [
  { id: 'C0DEPLOYS', name: 'deployments', topic: 'What ships, and what waits' },
  { id: 'C0GENERAL', name: 'general', topic: 'Everything else' },
] as const;
