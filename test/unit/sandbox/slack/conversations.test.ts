import { describe, expect, it } from 'vitest';
import { actions, aWorkspace, button, DEPLOYS, dig, type Json, post, textsIn } from './a-workspace.ts';

describe('conversations.history', () => {
  it('returns metadata only when it is asked for', async () => {
    const world = aWorkspace();
    const metadata = { event_type: 'signalbox_message', event_payload: { id: 'k' } };
    await post(world, { metadata });
    const ask = (args: Json) => world.call('conversations.history', { channel: DEPLOYS, ...args });
    expect(dig(await ask({}), 'messages', 0, 'metadata')).toBeUndefined();
    expect(dig(await ask({ include_all_metadata: true }), 'messages', 0, 'metadata')).toEqual(metadata);
  });

  it('pages from the newest back, stable while new messages arrive', async () => {
    const world = aWorkspace();
    for (const text of ['1', '2', '3', '4', '5']) await post(world, { text });
    const first = await world.call('conversations.history', { channel: DEPLOYS, limit: 2 });
    expect(first).toMatchObject({ has_more: true, messages: [{ text: '5' }, { text: '4' }] });
    await post(world, { text: '6' });
    const cursor = dig(first, 'response_metadata', 'next_cursor');
    expect(await textsIn(world, { limit: 2, cursor })).toEqual(['3', '2']);
    expect(await world.call('conversations.history', { channel: DEPLOYS, cursor: 'x' })).toMatchObject({
      error: 'invalid_cursor',
    });
    expect(await world.call('conversations.history', { channel: DEPLOYS, limit: 'many' })).toMatchObject({
      error: 'invalid_limit',
    });
  });

  it('keeps to oldest and latest, without them unless inclusive', async () => {
    const world = aWorkspace();
    const all: string[] = [];
    for (const text of ['1', '2', '3']) all.push(await post(world, { text }));
    const range = { oldest: all[0], latest: all[2] };
    expect(await textsIn(world, range)).toEqual(['2']);
    expect(await textsIn(world, { ...range, inclusive: true })).toEqual(['3', '2', '1']);
    expect(await textsIn(world, { oldest: 'x' })).toEqual([]);
    expect(await world.call('conversations.history', { channel: DEPLOYS, oldest: 'x' })).toMatchObject({
      error: 'invalid_ts_oldest',
    });
  });
});

describe('people and channels', () => {
  it('lists full members first, then guest, outsider with the other team, and bots', async () => {
    const { members } = await aWorkspace().call('users.list');
    const told = Array.isArray(members)
      ? members.map((m) => [dig(m, 'name'), dig(m, 'team_id'), dig(m, 'is_restricted'), dig(m, 'is_bot')])
      : [];
    expect(told).toEqual([
      ['dana', 'T0SIGNALBX', false, false],
      ['ben', 'T0SIGNALBX', false, false],
      ['ines', 'T0SIGNALBX', false, false],
      ['lee', 'T0SIGNALBX', false, false],
      ['gil', 'T0SIGNALBX', true, false],
      ['oda', 'T0PARTNERS', false, false],
      ['signalbox', 'T0SIGNALBX', false, true],
      ['slackbot', 'T0SIGNALBX', false, false],
    ]);
  });

  it('finds people by id and by e-mail address', async () => {
    const { call } = aWorkspace();
    expect(await call('users.info', { user: 'U0ODA' })).toMatchObject({ user: { name: 'oda', team_id: 'T0PARTNERS' } });
    expect(await call('users.info', { user: 'U0NOBODY' })).toMatchObject({ error: 'user_not_found' });
    expect(await call('users.lookupByEmail', { email: 'Dana@railway.example' })).toMatchObject({
      user: { id: 'U0DANA' },
    });
    expect(await call('users.lookupByEmail', { email: 'oda@partner.example' })).toMatchObject({
      error: 'users_not_found',
    });
  });

  it('says which channel is shared with another workspace', async () => {
    const { call } = aWorkspace();
    const { channels } = await call('conversations.list');
    expect(channels).toMatchObject([
      { id: DEPLOYS, name: 'deployments', is_ext_shared: true, is_member: true, num_members: 7 },
      { id: 'C0GENERAL', name: 'general', is_ext_shared: false, is_general: true, num_members: 6 },
    ]);
    expect(await call('conversations.info', { channel: 'C0NOWHERE' })).toMatchObject({ error: 'channel_not_found' });
    expect(await call('conversations.members', { channel: 'C0GENERAL', limit: 4 })).toMatchObject({
      members: ['U0DANA', 'U0BEN', 'U0INES', 'U0LEE'],
    });
  });

  it('walks a list page by page to its end', async () => {
    const { call } = aWorkspace();
    const seen: unknown[] = [];
    let cursor: unknown = '';
    do {
      const answer = await call('users.list', { limit: 3, cursor });
      seen.push(...(Array.isArray(answer.members) ? answer.members.map((member) => dig(member, 'name')) : []));
      cursor = dig(answer, 'response_metadata', 'next_cursor');
    } while (cursor !== '');
    expect(seen).toHaveLength(8);
  });

  it('resolves user groups, and refuses unknown ones', async () => {
    const { call } = aWorkspace();
    expect(await call('usergroups.list')).toMatchObject({
      usergroups: [{ id: 'S0RELEASE', handle: 'release-managers', user_count: 2 }],
    });
    expect(await call('usergroups.users.list', { usergroup: 'S0RELEASE' })).toMatchObject({
      users: ['U0BEN', 'U0INES'],
    });
    expect(await call('usergroups.users.list', { usergroup: 'S0NONE' })).toMatchObject({ error: 'no_such_subteam' });
    expect(await call('usergroups.users.list')).toMatchObject({ error: 'invalid_arguments' });
  });

  it('opens direct messages with one known person', async () => {
    const { call } = aWorkspace();
    expect(await call('conversations.open', {})).toMatchObject({ error: 'users_list_not_supplied' });
    expect(await call('conversations.open', { users: 'U0NOBODY' })).toMatchObject({ error: 'user_not_found' });
    const opened = await call('conversations.open', { users: 'U0DANA', return_im: true });
    expect(opened).toMatchObject({ ok: true, channel: { is_im: true, user: 'U0DANA' } });
    expect(await call('conversations.list', { types: 'im' })).toMatchObject({ channels: [{ user: 'U0DANA' }] });
  });

  it('links to a message, and within a thread to the reply', async () => {
    const world = aWorkspace();
    const ts = await post(world);
    const reply = await post(world, { thread_ts: ts });
    const link = (message_ts: string) => world.call('chat.getPermalink', { channel: DEPLOYS, message_ts });
    const base = 'https://railway-goods.slack.com/archives/C0DEPLOYS/p';
    expect(await link(ts)).toMatchObject({ permalink: base + ts.replace('.', '') });
    expect(await link(reply)).toMatchObject({
      permalink: `${base}${reply.replace('.', '')}?thread_ts=${ts}&cid=C0DEPLOYS`,
    });
  });
});

describe('what a person sees', () => {
  it('shows an outsider the shared channel only, and people of the workspace the app’s direct messages too', () => {
    const { slack } = aWorkspace();
    expect(slack.snapshot('oda').channels.map((channel) => channel.name)).toEqual(['deployments']);
    expect(slack.snapshot('gil').channels.map((channel) => channel.name)).toEqual([
      'deployments',
      'general',
      'Signalbox',
    ]);
  });

  it('shows the newest 200 messages, oldest first', async () => {
    const world = aWorkspace();
    for (let n = 1; n <= 203; n++) await post(world, { text: `${n}` });
    const seen = world.slack.snapshot('dana').messages[DEPLOYS];
    expect(seen).toHaveLength(200);
    expect([seen?.[0]?.text, seen?.at(-1)?.text]).toEqual(['4', '203']);
  });

  it('tells listeners of every change', async () => {
    const world = aWorkspace();
    let changes = 0;
    world.slack.onChange(() => changes++);
    const ts = await post(world, { blocks: [actions(button('go', '1'))] });
    const afterPost = changes;
    await world.call('chat.update', { channel: DEPLOYS, ts, text: 'x' });
    expect(afterPost).toBeGreaterThan(0);
    expect(changes).toBeGreaterThan(afterPost);
  });
});
