import { describe, expect, it } from 'vitest';
import { aWorkspace, DEPLOYS, dig, type Json, post, section, textsIn } from './a-workspace.ts';

describe('chat.postMessage', () => {
  it('stores the message with generated ids and text defaults, and returns it', async () => {
    const { call } = aWorkspace();
    const blocks = [
      section('*shop-web* waits'),
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go' } }] },
    ];
    const { ok, channel, ts, message } = await call('chat.postMessage', { channel: DEPLOYS, text: 'waits', blocks });
    expect({ ok, channel }).toEqual({ ok: true, channel: DEPLOYS });
    expect(ts).toMatch(/^\d{10}\.\d{6}$/);
    expect(message).toMatchObject({
      type: 'message',
      user: 'U0SIGNALBX',
      bot_id: 'B0SIGNALBX',
      app_id: 'A0SIGNALBX',
      team: 'T0SIGNALBX',
      ts,
      text: 'waits',
    });
    expect(dig(message, 'blocks', 0, 'text')).toEqual({ type: 'mrkdwn', text: '*shop-web* waits', verbatim: false });
    expect(dig(message, 'blocks', 1, 'elements', 0, 'text')).toEqual({ type: 'plain_text', text: 'Go', emoji: true });
    const ids = [
      dig(message, 'blocks', 0, 'block_id'),
      dig(message, 'blocks', 1, 'block_id'),
      dig(message, 'blocks', 1, 'elements', 0, 'action_id'),
    ];
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[A-Z0-9]{5,}$/);
  });

  it('gives every message a ts of its own that rises, also within one millisecond', async () => {
    const world = aWorkspace();
    const all = [await post(world), await post(world), await post(world, { channel: 'C0GENERAL' })];
    expect([...new Set(all)].sort()).toEqual(all);
  });

  it('opens the direct messages of a person, whom it shows them as an im', async () => {
    const { call, slack } = aWorkspace();
    const { channel } = await call('chat.postMessage', { channel: 'U0DANA', text: 'psst' });
    expect(channel).toMatch(/^D[A-Z0-9]+$/);
    expect(await call('conversations.open', { users: 'U0DANA' })).toMatchObject({
      channel: { id: channel },
      already_open: true,
    });
    expect(slack.snapshot('dana').channels.at(-1)).toMatchObject({ id: channel, kind: 'im', with: 'U0SIGNALBX' });
    expect(slack.snapshot('dana').messages[String(channel)]).toMatchObject([{ text: 'psst', user: 'U0SIGNALBX' }]);
    expect(slack.snapshot('ben').messages).not.toHaveProperty(String(channel));
  });

  it.each([
    ['channel_not_found', { channel: 'C0NOWHERE' }],
    ['no_text', { text: '' }],
    ['no_text', { text: '', blocks: [] }],
    ['invalid_blocks_format', { blocks: 'not json' }],
    ['invalid_blocks_format', { blocks: { type: 'divider' } }],
    ['invalid_attachments', { attachments: 'x' }],
    ['too_many_attachments', { attachments: Array.from({ length: 101 }, () => ({ text: 'x' })) }],
    ['markdown_text_conflict', { markdown_text: '# hi' }],
    ['msg_too_long', { text: '', markdown_text: 'x'.repeat(12_001) }],
    ['msg_blocks_too_long', { blocks: Array.from({ length: 5 }, () => section('x'.repeat(2_700))) }],
    ['invalid_thread_ts', { thread_ts: 'yesterday' }],
    ['thread_not_found', { thread_ts: '1763800000.000100' }],
    ['invalid_metadata_format', { metadata: 'x' }],
    ['invalid_metadata_schema', { metadata: { event_type: 'a' } }],
    ['metadata_too_large', { metadata: { event_type: 'a', event_payload: { x: 'y'.repeat(8_000) } } }],
    ['cannot_dm_bot', { channel: 'U0SIGNALBX' }],
  ])('refuses with %s', async (error, args) => {
    const world = aWorkspace();
    const answer = await world.call('chat.postMessage', { channel: DEPLOYS, text: 'hello', ...args });
    expect(answer).toMatchObject({ ok: false, error });
    expect(await textsIn(world)).toEqual([]);
  });

  it('names each bad block by its JSON pointer, in both places where Slack puts it', async () => {
    const { call } = aWorkspace();
    const blocks = [section(''), { type: 'header', text: { type: 'mrkdwn', text: 'no' } }];
    expect(await call('chat.postMessage', { channel: DEPLOYS, text: 'hello', blocks })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [
        'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
        'unsupported type: mrkdwn [json-pointer:/blocks/1/text/type]',
      ],
      response_metadata: {
        messages: [
          '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
          '[ERROR] unsupported type: mrkdwn [json-pointer:/blocks/1/text/type]',
        ],
      },
    });
  });

  it('refuses archived channels and channels the bot is not in, until it joins', async () => {
    const channels = [
      { id: 'C0OLD', name: 'old', topic: '', archived: true },
      { id: 'C0OTHERS', name: 'others', topic: '', withoutBot: true },
    ];
    const { call } = aWorkspace(undefined, { channels });
    expect(await call('chat.postMessage', { channel: 'C0OLD', text: 'x' })).toMatchObject({ error: 'is_archived' });
    expect(await call('chat.postMessage', { channel: 'C0OTHERS', text: 'x' })).toMatchObject({
      error: 'not_in_channel',
    });
    await call('conversations.join', { channel: 'C0OTHERS' });
    expect(await call('chat.postMessage', { channel: 'C0OTHERS', text: 'x' })).toMatchObject({ ok: true });
  });

  it('posts the same client_msg_id twice: Slack has no idempotency key', async () => {
    const world = aWorkspace();
    await post(world, { client_msg_id: 'one' });
    await post(world, { client_msg_id: 'one' });
    const { messages } = await world.call('conversations.history', { channel: DEPLOYS });
    expect(messages).toMatchObject([{ client_msg_id: 'one' }, { client_msg_id: 'one' }]);
  });

  it('cuts a text at 40,000 characters', async () => {
    const world = aWorkspace();
    await post(world, { text: 'x'.repeat(40_001) });
    expect(await textsIn(world)).toEqual(['x'.repeat(40_000)]);
  });
});

describe('threads', () => {
  it('takes replies to a parent only, and tells the parent about them', async () => {
    const world = aWorkspace();
    const parent = await post(world, { text: 'card' });
    const reply = await post(world, { text: 'failed', thread_ts: parent, reply_broadcast: true });
    await post(world, { text: 'log', thread_ts: parent });
    expect(await world.call('chat.postMessage', { channel: DEPLOYS, text: 'x', thread_ts: reply })).toMatchObject({
      error: 'cannot_reply_to_message',
    });

    expect(await textsIn(world)).toEqual(['failed', 'card']);
    const { messages } = await world.call('conversations.replies', { channel: DEPLOYS, ts: reply });
    expect(messages).toMatchObject([
      { text: 'card', thread_ts: parent, reply_count: 2 },
      { text: 'failed', thread_ts: parent, subtype: 'thread_broadcast', parent_user_id: 'U0SIGNALBX' },
      { text: 'log', thread_ts: parent },
    ]);
    expect(await world.call('conversations.replies', { channel: DEPLOYS, ts: '1.000001' })).toMatchObject({
      error: 'thread_not_found',
    });
    const seen = world.slack.snapshot('dana').messages[DEPLOYS];
    expect(seen).toMatchObject([
      { text: 'card', replies: 2 },
      { threadTs: parent, broadcast: true },
      { threadTs: parent },
    ]);
  });

  it('leaves a tombstone where a parent with replies is deleted', async () => {
    const world = aWorkspace();
    const parent = await post(world, { text: 'card' });
    await post(world, { text: 'reply', thread_ts: parent });
    expect(await world.call('chat.delete', { channel: DEPLOYS, ts: parent })).toMatchObject({ ok: true });
    expect(await textsIn(world)).toEqual(['This message was deleted.']);
    expect(await world.call('chat.update', { channel: DEPLOYS, ts: parent, text: 'x' })).toMatchObject({
      error: 'message_not_found',
    });
  });
});

describe('chat.update', () => {
  const blocks = [section('one', 'b1')];

  it('removes the blocks when only text is given, and keeps them when neither is', async () => {
    const world = aWorkspace();
    const ts = await post(world, { text: 'first', blocks });
    const kept = await world.call('chat.update', { channel: DEPLOYS, ts, attachments: [{ text: 'more' }] });
    expect(kept).toMatchObject({
      ok: true,
      text: 'first',
      message: { blocks: [{ block_id: 'b1' }], attachments: [{ text: 'more' }] },
    });
    const removed = await world.call('chat.update', { channel: DEPLOYS, ts, text: 'second' });
    expect(removed).toMatchObject({
      ok: true,
      ts,
      text: 'second',
      message: { text: 'second', edited: { user: 'U0SIGNALBX' } },
    });
    expect(dig(removed, 'message', 'blocks')).toBeUndefined();
  });

  it('shows no "edited" mark on a message with blocks', async () => {
    const world = aWorkspace();
    const ts = await post(world, { text: 'first', blocks });
    const { message } = await world.call('chat.update', { channel: DEPLOYS, ts, text: 'second', blocks });
    expect(dig(message, 'edited')).toBeUndefined();
    expect(world.slack.snapshot('dana').messages[DEPLOYS]?.[0]?.edited).toBeUndefined();
  });

  it('keeps the metadata unless new is given', async () => {
    const world = aWorkspace();
    const metadata = (id: string) => ({ event_type: 'signalbox_message', event_payload: { id } });
    const ts = await post(world, { metadata: metadata('one') });
    const seen = async () => {
      const history = await world.call('conversations.history', { channel: DEPLOYS, include_all_metadata: true });
      return dig(history, 'messages', 0, 'metadata', 'event_payload', 'id');
    };
    await world.call('chat.update', { channel: DEPLOYS, ts, text: 'second' });
    expect(await seen()).toBe('one');
    await world.call('chat.update', { channel: DEPLOYS, ts, text: 'third', metadata: metadata('two') });
    expect(await seen()).toBe('two');
  });

  it('refuses unknown, ephemeral and foreign messages, and long texts', async () => {
    const world = aWorkspace(() => ({ response_type: 'in_channel', text: 'done' }));
    const ts = await post(world);
    const hint = await world.call('chat.postEphemeral', { channel: DEPLOYS, user: 'U0DANA', text: 'psst' });
    await world.slack.command({ user: 'dana', channel: 'deployments', text: 'list' });
    const typed = world.slack.snapshot('dana').messages[DEPLOYS]?.find((message) => message.user === 'U0DANA');
    const update = (args: Json) => world.call('chat.update', { channel: DEPLOYS, text: 'new', ...args });

    expect(await update({ ts: '1763800000.000100' })).toMatchObject({ error: 'message_not_found' });
    expect(await update({ ts: hint.message_ts })).toMatchObject({ error: 'message_not_found' });
    expect(await update({ ts: typed?.ts })).toMatchObject({ error: 'cant_update_message' });
    expect(await update({ ts, text: 'x'.repeat(4_001) })).toMatchObject({ error: 'msg_too_long' });
    expect(await world.call('chat.update', { channel: DEPLOYS, ts })).toMatchObject({ error: 'no_text' });
    expect(await world.call('chat.delete', { channel: DEPLOYS, ts: typed?.ts })).toMatchObject({
      error: 'cant_delete_message',
    });
  });
});

describe('chat.postEphemeral', () => {
  it('is seen by its addressee only, and by no method', async () => {
    const world = aWorkspace();
    const { message_ts } = await world.call('chat.postEphemeral', {
      channel: DEPLOYS,
      user: 'U0DANA',
      text: 'only you',
    });
    expect(world.slack.snapshot('dana').messages[DEPLOYS]).toMatchObject([
      { ts: message_ts, text: 'only you', ephemeral: true },
    ]);
    expect(world.slack.snapshot('ben').messages[DEPLOYS]).toEqual([]);
    expect(await textsIn(world)).toEqual([]);
  });

  it('refuses people who are not in the channel', async () => {
    const { call } = aWorkspace();
    const hint = { channel: 'C0GENERAL', user: 'U0ODA', text: 'psst' };
    expect(await call('chat.postEphemeral', hint)).toMatchObject({ error: 'user_not_in_channel' });
  });
});

describe('reactions', () => {
  it('adds each once, and removes what is there', async () => {
    const world = aWorkspace();
    const timestamp = await post(world);
    const react = (verb: string, name = 'eyes') =>
      world.call(`reactions.${verb}`, { channel: DEPLOYS, timestamp, name });
    expect(await react('add')).toEqual({ ok: true });
    expect(await react('add')).toMatchObject({ error: 'already_reacted' });
    expect(await react('add', 'no such')).toMatchObject({ error: 'invalid_name' });
    const { messages } = await world.call('conversations.history', { channel: DEPLOYS });
    expect(dig(messages, 0, 'reactions')).toEqual([{ name: 'eyes', users: ['U0SIGNALBX'], count: 1 }]);
    expect(await react('remove')).toEqual({ ok: true });
    expect(await react('remove')).toMatchObject({ error: 'no_reaction' });
  });
});
