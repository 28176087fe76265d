import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserGroupId, UserId } from '../../../src/domain/ids.ts';
import { createSlackClient } from '../../../src/slack/client.ts';
import { createPeople } from '../../../src/slack/people.ts';
import { type Call, type Reply, startFakeSlack } from './fake-slack.ts';

const BEN = UserId('U0BEN');
const RELEASE = UserGroupId('S0RELEASE');

let slack: Awaited<ReturnType<typeof startFakeSlack>>;
let reply: (call: Call) => Reply;
let time = 0;
let slept: number[] = [];
let warned: unknown[] = [];
beforeEach(async () => {
  slept = [];
  warned = [];
  reply = () => ({ status: 500 });
  slack = await startFakeSlack((call) => reply(call));
});
afterEach(() => slack.close());

function somePeople({ timeoutMs = 1_500 } = {}) {
  const client = createSlackClient({
    slackApiUrl: slack.apiUrl,
    botToken: async () => 'xoxb-old',
    rereadToken: async () => 'xoxb-new',
    now: () => time,
    timeoutMs,
  });
  const log = { info: () => {}, warn: (...line: unknown[]) => void warned.push(line), error: () => {} };
  return createPeople({ slack: client, log, now: () => time, sleep: async (ms) => void slept.push(ms) });
}

const refusing = (error: string) => () => ({ body: { ok: false, error } });
const limited = (seconds: number) => ({ status: 429, headers: { 'retry-after': String(seconds) } });
const user = { id: 'U0BEN', team_id: 'T0HOME', name: 'ben', real_name: 'Ben Okafor', deleted: false, is_bot: false };
const answering = (fields: object) => () => ({ body: { ok: true, user: { ...user, ...fields } } });

/** What Slack, or the way to it, may answer instead of what was asked for. */
const NO_ANSWER: readonly (readonly [string, Reply])[] = [
  ['an outage', { status: 500 }],
  ['a limit of a minute', limited(60)],
  ['a scope that is missing', { body: { ok: false, error: 'missing_scope' } }],
  ['a token that is no longer taken', { body: { ok: false, error: 'token_revoked' } }],
  ['silence', { hang: true }],
  ['words that nobody can read', { body: { ok: true } }],
];

describe('asking Slack who somebody is', () => {
  const find = () => somePeople().find(BEN);

  it('tells a member by name', async () => {
    reply = answering({});
    expect(await find()).toEqual({
      name: 'Ben Okafor',
      teamId: 'T0HOME',
      isBot: false,
      isGuest: false,
      isStranger: false,
      isDeactivated: false,
    });
  });

  it.each([
    [{ tz: 'Europe/Zurich' }, { timeZone: 'Europe/Zurich' }],
    [{ is_restricted: true }, { isGuest: true }],
    [{ is_ultra_restricted: true }, { isGuest: true }],
    [{ is_bot: true }, { isBot: true }],
    [{ is_workflow_bot: true }, { isBot: true }],
    [{ is_connector_bot: true }, { isBot: true }],
    [{ profile: { bot_id: 'B0OTHER' } }, { isBot: true }],
    [{ deleted: true }, { isDeactivated: true }],
    [{ is_stranger: true }, { isStranger: true }],
    [
      { is_stranger: false, team_id: 'T0PARTNERS' },
      { isStranger: false, teamId: 'T0PARTNERS' },
    ],
    [{ enterprise_user: { enterprise_id: 'E0GRID' } }, { enterpriseId: 'E0GRID' }],
    [{ enterprise_user: { enterprise_id: 'E0GRID', teams: ['T0HOME', 'T0SALES'] } }, { teams: ['T0HOME', 'T0SALES'] }],
    [{ enterprise_user: { enterprise_id: 'E0GRID', teams: [] } }, { teams: [] }],
    [{ real_name: '', profile: { display_name: 'Benny' } }, { name: 'Benny' }],
  ])('tells %j as %j', async (fields, person) => {
    reply = answering(fields);
    expect(await find()).toMatchObject(person);
  });

  it('knows Slackbot for a bot, though Slack does not call it one', async () => {
    reply = answering({ id: 'USLACKBOT', is_bot: false });
    expect(await somePeople().find(UserId('USLACKBOT'))).toMatchObject({ isBot: true });
  });

  it('asks each time', async () => {
    reply = answering({});
    const people = somePeople();
    await people.find(BEN);
    reply = answering({ deleted: true });
    expect(await people.find(BEN)).toMatchObject({ isDeactivated: true });
  });

  it('waits once when Slack asks for a moment, and not when it asks for a minute', async () => {
    let refusals = 1;
    reply = () => (refusals-- > 0 ? limited(2) : answering({})());
    expect(await find()).toMatchObject({ name: 'Ben Okafor' });
    expect(slept).toEqual([2_000]);

    reply = () => limited(60);
    await expect(find()).rejects.toThrow();
  });

  it.each(['user_not_found', 'user_not_visible'])('knows nobody of whom Slack says %s', async (error) => {
    reply = refusing(error);
    expect(await find()).toBeUndefined();
  });

  it('takes no answer about somebody else, but another id of the same person', async () => {
    reply = answering({ id: 'U0INES' });
    await expect(find()).rejects.toThrow('somebody else');
    reply = answering({ id: 'W0BEN', enterprise_user: { id: 'U0BEN', enterprise_id: 'E0GRID' } });
    expect(await find()).toMatchObject({ name: 'Ben Okafor' });
  });

  it.each([...NO_ANSWER, ['half a person', { body: { ok: true, user: { id: 'U0BEN' } } }] as const])(
    'fails at %s',
    async (_what, answer) => {
      reply = () => answer;
      await expect(somePeople({ timeoutMs: 300 }).find(BEN)).rejects.toThrow();
    },
  );
});

describe('asking Slack who is in a user group', () => {
  const holding = (...users: string[]) => {
    return () => ({ body: { ok: true, users } });
  };

  it('tells the members, and asks for those of an enabled group only', async () => {
    reply = holding('U0BEN', 'U0INES');
    expect(await somePeople().members(RELEASE)).toEqual(new Set(['U0BEN', 'U0INES']));
    expect(slack.calls).toMatchObject([{ path: '/api/usergroups.users.list', body: { usergroup: 'S0RELEASE' } }]);
    expect(slack.calls[0]?.body.include_disabled).toBeUndefined();
  });

  it('knows an emptied group from one that cannot be read', async () => {
    reply = holding();
    expect(await somePeople().members(RELEASE)).toEqual(new Set());
  });

  it('asks once a minute, and each group for itself', async () => {
    reply = holding('U0BEN');
    const people = somePeople();
    await people.members(RELEASE);
    await people.members(UserGroupId('S0OTHER'));
    reply = holding('U0INES');

    time += 59_999;
    expect(await people.members(RELEASE)).toEqual(new Set(['U0BEN']));
    expect(slack.calls).toHaveLength(2);

    time += 1;
    expect(await people.members(RELEASE)).toEqual(new Set(['U0INES']));
  });

  it('believes no old answer when there is no new one', async () => {
    reply = holding('U0BEN');
    const people = somePeople();
    await people.members(RELEASE);
    time += 60_000;
    reply = () => ({ status: 500 });
    expect(await people.members(RELEASE)).toBe('unreadable');

    reply = holding('U0BEN');
    expect(await people.members(RELEASE)).toEqual(new Set(['U0BEN']));
  });

  it.each([
    ...NO_ANSWER,
    ['a group that is not there, or disabled', { body: { ok: false, error: 'no_such_subteam' } }] as const,
    ['a plan without user groups', { body: { ok: false, error: 'plan_upgrade_required' } }] as const,
    ['members that are no list', { body: { ok: true, users: 'U0BEN' } }] as const,
    ['members that are no ids', { body: { ok: true, users: ['U0BEN', null] } }] as const,
  ])('says that it is unreadable, at %s', async (_what, answer) => {
    reply = () => answer;
    expect(await somePeople({ timeoutMs: 300 }).members(RELEASE)).toBe('unreadable');
    expect(warned).toHaveLength(1);
  });

  it('says in the log which group and why, and nothing else', async () => {
    reply = refusing('no_such_subteam');
    await somePeople().members(RELEASE);
    expect(warned).toEqual([
      [
        'A user group could not be read, so nobody counts as its member',
        { userGroup: 'S0RELEASE', failure: 'permanent', error: 'no_such_subteam' },
      ],
    ]);
  });
});

describe('asking Slack whose address it is', () => {
  it('tells the person, for any spelling of the address, and asks once in five minutes', async () => {
    reply = answering({});
    const people = somePeople();
    expect(await people.byEmail('ben@railway.example')).toBe('U0BEN');
    time += 299_999;
    expect(await people.byEmail(' Ben@Railway.example')).toBe('U0BEN');
    expect(slack.calls).toMatchObject([{ path: '/api/users.lookupByEmail', body: { email: 'ben@railway.example' } }]);

    time += 1;
    await people.byEmail('ben@railway.example');
    expect(slack.calls).toHaveLength(2);
  });

  it('knows nobody whom Slack does not know, and remembers that too', async () => {
    reply = refusing('users_not_found');
    const people = somePeople();
    expect(await people.byEmail('nobody@railway.example')).toBeUndefined();
    expect(await people.byEmail('nobody@railway.example')).toBeUndefined();
    expect(slack.calls).toHaveLength(1);
  });

  it.each([{ deleted: true }, { is_bot: true }, { is_stranger: true }])('takes %j for nobody', async (fields) => {
    reply = answering(fields);
    expect(await somePeople().byEmail('ben@railway.example')).toBeUndefined();
  });

  it.each(['', 'ben', `${'b'.repeat(250)}@railway.example`])('does not ask for %j', async (email) => {
    expect(await somePeople().byEmail(email)).toBeUndefined();
    expect(slack.calls).toEqual([]);
  });

  it.each(NO_ANSWER)('fails at %s, and asks again', async (_what, answer) => {
    reply = () => answer;
    const people = somePeople({ timeoutMs: 300 });
    await expect(people.byEmail('ben@railway.example')).rejects.toThrow();
    reply = answering({});
    time += 60_000;
    expect(await people.byEmail('ben@railway.example')).toBe('U0BEN');
  });
});
