import { describe, expect, it } from 'vitest';
import { actions, aWorkspace, button, dig, type Json, section, type TestWorkspace } from './a-workspace.ts';

const DEPLOYS = 'C0DEPLOYS';
const option = (value: string, text = value) => ({ text: { type: 'plain_text', text }, value });
const overflow = { type: 'overflow', action_id: 'more', options: [option('stop', 'Stop'), option('retry', 'Retry')] };
const select = {
  type: 'static_select',
  action_id: 'stage',
  options: [option('build', 'Build'), option('prod', 'Prod')],
};

async function post(world: TestWorkspace, blocks: Json[], more: Json = {}): Promise<string> {
  const answer = await world.call('chat.postMessage', { channel: DEPLOYS, text: 'card', blocks, ...more });
  expect(answer.error).toBeUndefined();
  return String(answer.ts);
}

const lastAction = (world: TestWorkspace) => dig(world.sent.at(-1)?.payload, 'actions', 0);

describe('clicking a button in a message', () => {
  it('sends the whole block_actions payload', async () => {
    const world = aWorkspace();
    const parent = await post(world, [section('parent')]);
    const ts = await post(world, [section('Go?', 'q'), actions(button('go', 'v1'), select)], { thread_ts: parent });
    const result = await world.slack.click({ user: 'oda', channel: 'deployments', ts, action_id: 'go' });
    expect(result).toEqual({ ok: true, status: 200, body: '' });
    expect(world.sent[0]?.payload).toEqual({
      type: 'block_actions',
      user: { id: 'U0ODA', username: 'oda', name: 'oda', team_id: 'T0PARTNERS' },
      api_app_id: 'A0SIGNALBX',
      token: 'sandbox-verification-token',
      container: { type: 'message', message_ts: ts, channel_id: DEPLOYS, is_ephemeral: false, thread_ts: parent },
      trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]{32}$/),
      team: { id: 'T0SIGNALBX', domain: 'railway-goods' },
      enterprise: null,
      is_enterprise_install: false,
      channel: { id: DEPLOYS, name: 'deployments' },
      message: expect.objectContaining({
        type: 'message',
        ts,
        thread_ts: parent,
        user: 'U0SIGNALBX',
        app_id: 'A0SIGNALBX',
      }),
      state: { values: { acts: { stage: { type: 'static_select', selected_option: null } } } },
      response_url: expect.stringMatching(/\/response\/\w+$/),
      actions: [
        {
          type: 'button',
          action_id: 'go',
          block_id: 'acts',
          value: 'v1',
          text: { type: 'plain_text', text: 'go', emoji: true },
          action_ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
        },
      ],
    });
  });

  it('lets a test forge the value', async () => {
    const world = aWorkspace();
    await post(world, [actions(button('go', 'v1'))]);
    await world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: 'go', value: 'forged' });
    expect(lastAction(world)).toMatchObject({ value: 'forged' });
  });

  it('takes the newest message that has the element when no ts is given', async () => {
    const world = aWorkspace();
    await post(world, [actions(button('go', 'old'))]);
    const newer = await post(world, [actions(button('go', 'new'))]);
    await post(world, [section('no buttons')]);
    await world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: 'go' });
    expect(world.sent[0]?.payload).toMatchObject({ container: { message_ts: newer } });
  });

  it('takes, of two elements with the same action_id, the one whose value matches, else the first', async () => {
    const world = aWorkspace();
    const rows = ['a', 'b'].map((id) => ({ ...actions(button('go', id)), block_id: `row-${id}` }));
    await post(world, rows);
    const click = (value?: string) =>
      world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: 'go', ...(value ? { value } : {}) });
    await click('b');
    expect(lastAction(world)).toMatchObject({ block_id: 'row-b', value: 'b' });
    await click();
    expect(lastAction(world)).toMatchObject({ block_id: 'row-a', value: 'a' });
  });

  it('says what there is when there is no such message or element', async () => {
    const world = aWorkspace();
    const ts = await post(world, [actions(button('go', '1'), overflow)]);
    const click = (more: { ts?: string; action_id: string; channel?: string }) =>
      world.slack.click({ user: 'dana', channel: DEPLOYS, ...more });
    await expect(click({ ts, action_id: 'stop' })).rejects.toThrow(`message ${ts} has no stop; it has go, more`);
    await expect(click({ action_id: 'stop' })).rejects.toThrow('dana sees no message with stop in deployments');
    await expect(click({ ts: '1.000001', action_id: 'go' })).rejects.toThrow(
      'dana sees no message 1.000001 in deployments',
    );
    await expect(click({ action_id: 'go', channel: 'nowhere' })).rejects.toThrow('there is no channel nowhere');
    await expect(click({ action_id: 'more', ts })).rejects.toThrow('say which value; it has stop, retry');
    await expect(
      world.slack.click({ user: 'dana', channel: DEPLOYS, ts, action_id: 'more', value: 'fly' }),
    ).rejects.toThrow('more has no option fly; it has stop, retry');
    expect(world.sent).toEqual([]);
  });

  it('tells a failure in the thread where the click was', async () => {
    const world = aWorkspace(() => ({ status: 500 }));
    const parent = await post(world, [section('parent')]);
    await post(world, [actions(button('go', '1'))], { thread_ts: parent });
    const result = await world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: 'go' });
    expect(result).toMatchObject({ ok: false, status: 500, error: 'dispatch_failed' });
    expect(world.slack.snapshot('dana').messages[DEPLOYS]?.at(-1)).toMatchObject({
      text: 'Your click failed with the error "dispatch_failed"',
      user: 'USLACKBOT',
      ephemeral: true,
      threadTs: parent,
    });
  });
});

describe('choosing in a menu', () => {
  it('takes an option by its value or its text', async () => {
    const world = aWorkspace();
    await post(world, [{ ...section('shop-web', 'head'), accessory: overflow }]);
    await world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: 'more', value: 'retry' });
    expect(lastAction(world)).toMatchObject({
      type: 'overflow',
      block_id: 'head',
      selected_option: { value: 'retry' },
    });
    await world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: 'more', value: 'Stop' });
    expect(lastAction(world)).toMatchObject({ selected_option: { value: 'stop', text: { text: 'Stop' } } });
  });

  it('is remembered, per person, until a button sends it', async () => {
    const world = aWorkspace();
    await post(world, [actions(select, button('go', '1'))]);
    await world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: 'stage', value: 'prod' });
    const stageSentBy = async (user: string) => {
      await world.slack.click({ user, channel: DEPLOYS, action_id: 'go' });
      return dig(world.sent.at(-1)?.payload, 'state', 'values', 'acts', 'stage', 'selected_option', 'value');
    };
    expect(await stageSentBy('dana')).toBe('prod');
    expect(await stageSentBy('ben')).toBeUndefined();
  });

  it('fills the field of each kind of element', async () => {
    const boxes = { type: 'checkboxes', action_id: 'boxes', options: [option('a'), option('b'), option('c')] };
    const kinds: [Json, string, Json][] = [
      [{ type: 'radio_buttons', action_id: 'radio', options: [option('a')] }, 'a', { selected_option: option('a') }],
      [boxes, 'a, c', { selected_options: [option('a'), option('c')] }],
      [{ type: 'users_select', action_id: 'who' }, '@ben', { selected_user: 'U0BEN' }],
      [{ type: 'multi_users_select', action_id: 'all' }, 'ben,U0INES', { selected_users: ['U0BEN', 'U0INES'] }],
      [{ type: 'channels_select', action_id: 'where' }, '#general', { selected_channel: 'C0GENERAL' }],
      [{ type: 'conversations_select', action_id: 'talk' }, 'general', { selected_conversation: 'C0GENERAL' }],
      [{ type: 'datepicker', action_id: 'day' }, '2026-12-24', { selected_date: '2026-12-24' }],
      [{ type: 'timepicker', action_id: 'hour' }, '16:00', { selected_time: '16:00' }],
      [{ type: 'datetimepicker', action_id: 'at' }, '1763800000', { selected_date_time: 1763800000 }],
    ];
    const world = aWorkspace();
    await post(world, [actions(...kinds.map(([element]) => element))]);
    for (const [element, value, fields] of kinds) {
      await world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: String(element.action_id), value });
      const acted = JSON.parse(JSON.stringify(lastAction(world)).replaceAll(',"emoji":true', ''));
      expect(acted).toMatchObject({ type: element.type, ...fields });
    }
    const bad = world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: 'day', value: 'tomorrow' });
    await expect(bad).rejects.toThrow('give YYYY-MM-DD, not tomorrow');
  });

  it('asks the app for the options of an external menu first', async () => {
    const world = aWorkspace(({ payload }) =>
      payload.type === 'block_suggestion' ? { options: [option('shop-web'), option('shop-api')] } : undefined,
    );
    await post(world, [actions({ type: 'external_select', action_id: 'pipeline' })]);
    await world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: 'pipeline', value: 'shop-api' });
    expect(world.sent.map(({ payload }) => payload.type)).toEqual(['block_suggestion', 'block_actions']);
    expect(world.sent[0]?.payload).toMatchObject({
      action_id: 'pipeline',
      block_id: 'acts',
      value: 'shop-api',
      container: { type: 'message' },
    });
    expect(world.sent[0]?.payload.trigger_id).toBeUndefined();
    expect(lastAction(world)).toMatchObject({ selected_option: { value: 'shop-api' } });
  });
});

describe('ephemeral messages', () => {
  it('are clicked by their owner only, and are not in the payload', async () => {
    const world = aWorkspace();
    const blocks = [actions(button('go', '1'))];
    const { message_ts } = await world.call('chat.postEphemeral', {
      channel: DEPLOYS,
      user: 'U0DANA',
      text: 'Go?',
      blocks,
    });
    await world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: 'go' });
    const payload = world.sent[0]?.payload;
    expect(payload?.container).toEqual({ type: 'message', message_ts, channel_id: DEPLOYS, is_ephemeral: true });
    expect(payload).not.toHaveProperty('message');
    const byAnother = world.slack.click({ user: 'ben', channel: DEPLOYS, ts: String(message_ts), action_id: 'go' });
    await expect(byAnother).rejects.toThrow('ben sees no message');
  });
});

describe('shortcuts and the Home tab', () => {
  it('sends a global shortcut without channel or response_url', async () => {
    const { slack, sent } = aWorkspace();
    await slack.shortcut({ user: 'dana', callback_id: 'start' });
    expect(sent[0]?.payload).toMatchObject({ type: 'shortcut', callback_id: 'start', user: { id: 'U0DANA' } });
    expect(Object.keys(sent[0]?.payload ?? {})).not.toContain('response_url');
  });

  it('sends a message shortcut with the message', async () => {
    const world = aWorkspace();
    const ts = await post(world, [section('card')]);
    await world.slack.shortcut({ user: 'dana', callback_id: 'open', channel: 'deployments', ts });
    expect(world.sent[0]?.payload).toMatchObject({
      type: 'message_action',
      callback_id: 'open',
      message_ts: ts,
      channel: { id: DEPLOYS },
      message: { ts, text: 'card' },
    });
  });

  it('tells the app when somebody opens its Home, with what was published before', async () => {
    const world = aWorkspace();
    await world.slack.openHome({ user: 'dana' });
    const { fields, headers } = world.sent[0] ?? {};
    expect(headers?.['content-type']).toBe('application/json');
    expect(fields).toMatchObject({
      type: 'event_callback',
      team_id: 'T0SIGNALBX',
      event: { type: 'app_home_opened', user: 'U0DANA', tab: 'home' },
    });
    expect(dig(fields, 'event', 'view')).toBeUndefined();
    await world.call('views.publish', { user_id: 'U0DANA', view: { type: 'home', blocks: [section('Hello')] } });
    await world.slack.openHome({ user: 'dana' });
    expect(dig(world.sent[1]?.fields, 'event', 'view', 'type')).toBe('home');
  });
});
