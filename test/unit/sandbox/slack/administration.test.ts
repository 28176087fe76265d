import { describe, expect, it } from 'vitest';
import { ControlError } from '../../../../src/sandbox/ports.ts';
import { actions, aWorkspace, button, DEPLOYS, dig, post, START } from './a-workspace.ts';

describe('an account that is changed', () => {
  it('is what users.info says from then on', async () => {
    const { slack, call } = aWorkspace();

    expect(slack.changePerson({ user: 'ben', kind: 'guest' })).toMatchObject({ id: 'U0BEN', kind: 'guest' });
    expect(await call('users.info', { user: 'U0BEN' })).toMatchObject({
      user: { deleted: false, is_restricted: true, team_id: 'T0SIGNALBX' },
    });

    slack.changePerson({ user: 'ben', kind: 'member' });
    expect(await call('users.info', { user: 'U0BEN' })).toMatchObject({ user: { is_restricted: false } });
  });

  it('stands in users.list with its kind: full members first', async () => {
    const { slack, call } = aWorkspace();
    slack.changePerson({ user: 'dana', kind: 'guest' });

    const { members } = await call('users.list');

    const names = Array.isArray(members) ? members.map((member) => dig(member, 'name')) : [];
    expect(names).toEqual(['ben', 'ines', 'lee', 'dana', 'gil', 'oda', 'signalbox', 'slackbot']);
  });

  it('of an outsider belongs to the other workspace and sees shared channels only', async () => {
    const { slack, call } = aWorkspace();
    slack.changePerson({ user: 'ben', kind: 'outsider' });

    expect(await call('users.info', { user: 'U0BEN' })).toMatchObject({
      user: { team_id: 'T0PARTNERS', is_stranger: false, is_restricted: false },
    });
    expect(slack.snapshot('ben').channels.map(({ name }) => name)).toEqual(['deployments']);
    expect(await call('users.lookupByEmail', { email: 'ben@railway.example' })).toMatchObject({
      error: 'users_not_found',
    });

    slack.changePerson({ user: 'ben', kind: 'member' });
    expect(slack.snapshot('ben').channels.map(({ name }) => name)).toEqual(['deployments', 'general', 'Signalbox']);
  });

  it('that is closed has fewer fields, no address that finds it and no messages', async () => {
    const { slack, call } = aWorkspace();
    slack.changePerson({ user: 'U0GIL', deactivated: true });

    const { user } = await call('users.info', { user: 'U0GIL' });
    expect(user).toMatchObject({ id: 'U0GIL', deleted: true, is_bot: false, profile: { real_name: 'Gil Marsh' } });
    expect(user).not.toHaveProperty('is_restricted');
    expect(await call('users.lookupByEmail', { email: 'gil@railway.example' })).toMatchObject({
      error: 'users_not_found',
    });
    expect(await call('conversations.open', { users: 'U0GIL' })).toMatchObject({ error: 'user_disabled' });
    expect(await call('chat.postEphemeral', { channel: DEPLOYS, user: 'U0GIL', text: 'psst' })).toMatchObject({
      error: 'user_not_in_channel',
    });
    expect((await call('conversations.members', { channel: DEPLOYS })).members).not.toContain('U0GIL');
    expect(slack.snapshot('dana').people).toContainEqual(expect.objectContaining({ name: 'gil', deactivated: true }));
  });

  it('that is opened again is as it was, of the same kind', async () => {
    const { slack, call } = aWorkspace();
    const before = await call('users.info', { user: 'U0GIL' });
    slack.changePerson({ user: 'gil', deactivated: true });
    slack.changePerson({ user: 'gil', deactivated: false });

    expect(await call('users.info', { user: 'U0GIL' })).toEqual(before);
  });

  it('may still send a click that was on its way', async () => {
    const world = aWorkspace();
    const ts = await post(world, { blocks: [actions(button('go', '1'))] });
    world.slack.changePerson({ user: 'ben', deactivated: true });

    const { ok } = await world.slack.click({ user: 'ben', channel: DEPLOYS, ts, action_id: 'go' });

    expect(ok).toBe(true);
    expect(world.sent.at(-1)?.payload).toMatchObject({ user: { id: 'U0BEN', team_id: 'T0SIGNALBX' } });
  });

  it('is told to the page, and to the app by no event', async () => {
    const { slack, sent } = aWorkspace();
    let changes = 0;
    slack.onChange(() => {
      changes += 1;
    });

    slack.changePerson({ user: 'ben', deactivated: true });
    slack.changeUserGroup({ usergroup: 'release-managers', users: [] });

    expect(changes).toBe(2);
    expect(sent).toEqual([]);
  });

  it.each(['nobody', 'U0SIGNALBX', 'USLACKBOT'])('is none of %s’s', (user) => {
    expect(() => aWorkspace().slack.changePerson({ user, deactivated: true })).toThrow(ControlError);
  });
});

describe('a user group that is changed', () => {
  const members = (world: ReturnType<typeof aWorkspace>, more = {}) =>
    world.call('usergroups.users.list', { usergroup: 'S0RELEASE', ...more });

  it.each(['S0RELEASE', 'release-managers', '@release-managers'])('called %s, has these people only', async (name) => {
    const world = aWorkspace();
    const group = world.slack.changeUserGroup({ usergroup: name, users: ['lee', 'U0INES', 'lee'] });

    expect(group).toEqual({
      id: 'S0RELEASE',
      handle: 'release-managers',
      name: 'Release managers',
      users: ['U0LEE', 'U0INES'],
    });
    expect(await members(world)).toEqual({ ok: true, users: ['U0LEE', 'U0INES'] });
  });

  it('may hold guests and people of other workspaces, and nobody at all', async () => {
    const world = aWorkspace();
    world.slack.changeUserGroup({ usergroup: 'S0RELEASE', users: ['gil', 'oda'] });
    expect(await members(world)).toMatchObject({ users: ['U0GIL', 'U0ODA'] });
    world.slack.changeUserGroup({ usergroup: 'S0RELEASE', users: [] });
    expect(await members(world)).toEqual({ ok: true, users: [] });
  });

  it('keeps people who left, until somebody takes them out', async () => {
    const world = aWorkspace();
    world.slack.changePerson({ user: 'ben', deactivated: true });
    expect(await members(world)).toMatchObject({ users: ['U0BEN', 'U0INES'] });
  });

  it('is gone for whoever does not ask for disabled ones, and comes back with its members', async () => {
    const world = aWorkspace();
    world.slack.changeUserGroup({ usergroup: 'S0RELEASE', disabled: true });

    expect(await members(world)).toMatchObject({ ok: false, error: 'no_such_subteam' });
    expect(await members(world, { include_disabled: true })).toMatchObject({ users: ['U0BEN', 'U0INES'] });
    expect(await world.call('usergroups.list')).toMatchObject({ usergroups: [] });
    expect(await world.call('usergroups.list', { include_disabled: true })).toMatchObject({
      usergroups: [{ id: 'S0RELEASE', date_delete: START / 1000 }],
    });

    world.slack.changeUserGroup({ usergroup: 'S0RELEASE', disabled: false });
    expect(await members(world)).toMatchObject({ users: ['U0BEN', 'U0INES'] });
  });

  it('stays as it was when somebody named for it is not there', async () => {
    const world = aWorkspace();
    expect(() => world.slack.changeUserGroup({ usergroup: 'S0RELEASE', users: ['lee', 'nobody'] })).toThrow(
      'nobody here is called nobody',
    );
    expect(() => world.slack.changeUserGroup({ usergroup: 'S0NONE', users: [] })).toThrow(
      'there is no user group S0NONE; there are release-managers',
    );
    expect(await members(world)).toMatchObject({ users: ['U0BEN', 'U0INES'] });
  });
});
