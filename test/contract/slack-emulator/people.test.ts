import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeIdentity } from '../../../src/domain/identity.ts';
import { TeamId, UserGroupId, UserId } from '../../../src/domain/ids.ts';
import { BOT_TOKEN, OTHER_TEAM_ID, TEAM } from '../../../src/sandbox/people.ts';
import { createSlackClient } from '../../../src/slack/client.ts';
import { createPeople } from '../../../src/slack/people.ts';
import { silentLog } from '../../support/memory-slack.ts';
import { type Served, serve } from './served.ts';

const HOME = TeamId(TEAM.id);
const RELEASE = UserGroupId('S0RELEASE');

let served: Served;
let client: WebClient;
let time = 0;

beforeEach(async () => {
  served = await serve();
  client = new WebClient(BOT_TOKEN, { slackApiUrl: served.apiUrl, retryConfig: { retries: 0 } });
});
afterEach(() => served.stop());

const signalboxPeople = () =>
  createPeople({
    slack: createSlackClient({
      slackApiUrl: served.apiUrl,
      botToken: async () => BOT_TOKEN,
      rereadToken: async () => BOT_TOKEN,
      now: () => time,
    }),
    log: silentLog,
    now: () => time,
    sleep: async () => {},
  });

describe('the unmodified @slack/web-api', () => {
  it('finds the user groups of the workspace and who is in them', async () => {
    const { usergroups } = await client.usergroups.list({ include_users: true });
    expect(usergroups).toMatchObject([
      { id: 'S0RELEASE', handle: 'release-managers', date_delete: 0, users: ['U0BEN', 'U0INES'] },
    ]);
    expect((await client.usergroups.users.list({ usergroup: 'S0RELEASE' })).users).toEqual(['U0BEN', 'U0INES']);
  });

  it('is refused for a group that is not there or disabled', async () => {
    const refusal = (error: string) => ({ data: { ok: false, error } });
    const ask = (usergroup: string) => client.usergroups.users.list({ usergroup });
    await expect(ask('S0NONE')).rejects.toMatchObject(refusal('no_such_subteam'));

    served.slack.changeUserGroup({ usergroup: 'S0RELEASE', disabled: true });
    await expect(ask('S0RELEASE')).rejects.toMatchObject(refusal('no_such_subteam'));
    expect((await client.usergroups.list()).usergroups).toEqual([]);
    const all = await client.usergroups.users.list({ usergroup: 'S0RELEASE', include_disabled: true });
    expect(all.users).toEqual(['U0BEN', 'U0INES']);
  });

  it('finds people of the workspace by their address, in any spelling', async () => {
    const find = (email: string) => client.users.lookupByEmail({ email });
    expect((await find('Ben@Railway.Example')).user).toMatchObject({ id: 'U0BEN', team_id: TEAM.id });

    const nobody = { data: { ok: false, error: 'users_not_found' } };
    await expect(find('nobody@railway.example')).rejects.toMatchObject(nobody);
    await expect(find('oda@partner.example')).rejects.toMatchObject(nobody);
    served.slack.changePerson({ user: 'ben', deactivated: true });
    await expect(find('ben@railway.example')).rejects.toMatchObject(nobody);
  });
});

describe('Signalbox among these people', () => {
  const judged = async (user: string, teamId?: string) => {
    const userId = UserId(user);
    const actor = { userId, ...(teamId === undefined ? {} : { teamId: TeamId(teamId) }) };
    return judgeIdentity(actor, await signalboxPeople().find(userId), HOME)?.reason ?? 'member';
  };

  it.each([
    ['U0BEN', 'member'],
    ['U0GIL', 'guest'],
    ['U0ODA', 'outsider'],
    ['U0SIGNALBX', 'not_a_person'],
    ['USLACKBOT', 'not_a_person'],
    ['U0NOBODY', 'identity_unknown'],
  ])('takes %s for: %s', async (user, verdict) => {
    expect(await judged(user)).toBe(verdict);
  });

  it('believes neither the request nor the directory alone', async () => {
    expect(await judged('U0BEN', OTHER_TEAM_ID)).toBe('outsider');
    expect(await judged('U0ODA', TEAM.id)).toBe('outsider');
  });

  it('sees at once that an account was changed', async () => {
    served.slack.changePerson({ user: 'ben', kind: 'guest' });
    expect(await judged('U0BEN')).toBe('guest');
    served.slack.changePerson({ user: 'ben', kind: 'outsider' });
    expect(await judged('U0BEN')).toBe('outsider');
    served.slack.changePerson({ user: 'ben', kind: 'member', deactivated: true });
    expect(await judged('U0BEN')).toBe('deactivated');
    served.slack.changePerson({ user: 'ben', deactivated: false });
    expect(await judged('U0BEN')).toBe('member');
  });

  it('sees within a minute who was taken out of a group, and that it was disabled', async () => {
    const people = signalboxPeople();
    expect(await people.members(RELEASE)).toEqual(new Set(['U0BEN', 'U0INES']));

    served.slack.changeUserGroup({ usergroup: 'S0RELEASE', users: ['ines'] });
    time += 60_000;
    expect(await people.members(RELEASE)).toEqual(new Set(['U0INES']));

    served.slack.changeUserGroup({ usergroup: 'S0RELEASE', disabled: true });
    time += 60_000;
    expect(await people.members(RELEASE)).toBe('unreadable');
    expect(await people.members(UserGroupId('S0NONE'))).toBe('unreadable');
  });

  it('knows whose address it is', async () => {
    expect(await signalboxPeople().byEmail('ines@railway.example')).toBe('U0INES');
    expect(await signalboxPeople().byEmail('oda@partner.example')).toBeUndefined();
  });
});
