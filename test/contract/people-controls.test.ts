import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webClient } from '../support/conversation.ts';
import { look } from '../support/look.ts';
import { type SandboxUnderTest, startSandbox } from '../support/sandbox.ts';

let sandbox: SandboxUnderTest;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.complaints()).toBe('');
});

describe('POST /control/people', () => {
  it('answers the person as they are from now on, and so do Slack and the page', async () => {
    const { status, body } = await sandbox.control.raw('people', { user: 'ines', kind: 'guest', deactivated: true });

    const ines = { id: 'U0INES', name: 'ines', kind: 'guest', deactivated: true };
    expect({ status, body }).toMatchObject({ status: 200, body: { ok: true, person: ines } });
    const { user } = await webClient(sandbox.slack).users.info({ user: 'U0INES' });
    expect(user).toMatchObject({ deleted: true });
    expect((await look(sandbox.slack, 'dana')).people).toContainEqual(expect.objectContaining(ines));

    await sandbox.control.person({ user: 'U0INES', kind: 'member', deactivated: false });
    const again = await webClient(sandbox.slack).users.info({ user: 'U0INES' });
    expect(again.user).toMatchObject({ deleted: false, is_restricted: false });
  });

  it.each([
    [{}, /user/],
    [{ user: 'ben' }, /neither kind nor deactivated/],
    [{ user: 'ben', kind: 'bot' }, /kind/],
    [{ user: 'ben', deactivated: 'yes' }, /deactivated/],
    [{ user: 'ben', deactivated: true, admin: true }, /admin/],
    [{ user: 7, deactivated: true }, /user/],
    [{ user: 'nobody', deactivated: true }, /nobody here is called nobody; there are dana, ben/],
    [{ user: '__proto__', deactivated: true }, /nobody here is called __proto__/],
    [{ user: 'signalbox', deactivated: true }, /is a bot/],
    [[], /object/],
    [null, /object/],
  ])('refuses %j', async (input, error) => {
    expect(await sandbox.control.raw('people', input)).toEqual({
      status: 400,
      body: { ok: false, error: expect.stringMatching(error) },
    });
  });
});

describe('POST /control/usergroups', () => {
  it('answers the group as it is from now on, and so do Slack and the page', async () => {
    const members = async () =>
      (await webClient(sandbox.slack).usergroups.users.list({ usergroup: 'S0RELEASE' })).users;
    expect(await members()).toEqual(['U0BEN', 'U0INES']);

    const { status, body } = await sandbox.control.raw('usergroups', { usergroup: 'S0RELEASE', users: ['U0LEE'] });

    const group = { id: 'S0RELEASE', handle: 'release-managers', name: 'Release managers', users: ['U0LEE'] };
    expect({ status, body }).toEqual({ status: 200, body: { ok: true, usergroup: group } });
    expect(await members()).toEqual(['U0LEE']);
    expect((await look(sandbox.slack, 'dana')).userGroups).toEqual([group]);

    await sandbox.control.userGroup({ usergroup: 'release-managers', users: [] });
    expect(await members()).toEqual([]);
    await sandbox.control.userGroup({ usergroup: 'release-managers', users: ['ben', 'ines'], disabled: true });
    await expect(members()).rejects.toMatchObject({ data: { error: 'no_such_subteam' } });
    await sandbox.control.userGroup({ usergroup: 'release-managers', disabled: false });
    expect(await members()).toEqual(['U0BEN', 'U0INES']);
  });

  it.each([
    [{}, /usergroup/],
    [{ usergroup: 'S0RELEASE' }, /neither users nor disabled/],
    [{ usergroup: 'S0RELEASE', users: 'U0BEN' }, /users/],
    [{ usergroup: 'S0RELEASE', users: [7] }, /users/],
    [{ usergroup: 'S0RELEASE', users: Array.from({ length: 101 }, () => 'ben') }, /100/],
    [{ usergroup: 'S0RELEASE', users: ['ben', 'nobody'] }, /nobody here is called nobody/],
    [{ usergroup: 'S0RELEASE', users: ['USLACKBOT'] }, /is a bot/],
    [{ usergroup: 'S0RELEASE', users: [], handle: 'x' }, /handle/],
    [{ usergroup: 'S0NONE', users: [] }, /no user group S0NONE; there are release-managers/],
  ])('refuses %j', async (input, error) => {
    expect(await sandbox.control.raw('usergroups', input)).toEqual({
      status: 400,
      body: { ok: false, error: expect.stringMatching(error) },
    });
  });
});
