import { describe, expect, it } from 'vitest';
import { actions, aWorkspace, button, dig, type Json, modal, section, type TestWorkspace } from './a-workspace.ts';

const DEPLOYS = 'C0DEPLOYS';

/** A world whose app opens this modal for every slash command and answers submissions as told. */
async function withModal(view: Json = modal(), onSubmit: () => Json | string | undefined = () => undefined) {
  const world = aWorkspace(async ({ fields, payload }, { call }) => {
    if (fields.command)
      expect(await call('views.open', { trigger_id: fields.trigger_id, view })).toMatchObject({ ok: true });
    return payload.type === 'view_submission' ? onSubmit() : undefined;
  });
  const opened = await world.slack.command({ user: 'dana', channel: DEPLOYS, text: 'reject' });
  return { ...world, opened, viewId: opened.view?.id ?? '' };
}

const reason = (value: unknown) => ({ why: { text: { type: 'plain_text_input', value } } });
const current = (world: TestWorkspace) => world.slack.snapshot('dana').modal;

describe('a trigger id', () => {
  const open = (world: TestWorkspace, trigger_id: unknown) => world.call('views.open', { trigger_id, view: modal() });

  it('opens one modal, and no second', async () => {
    const world = aWorkspace();
    await world.slack.command({ user: 'dana', channel: DEPLOYS, text: '' });
    const trigger = world.sent[0]?.fields.trigger_id;
    expect(await open(world, trigger)).toMatchObject({ ok: true });
    expect(await open(world, trigger)).toMatchObject({ error: 'exchanged_trigger_id' });
  });

  it('dies after three seconds', async () => {
    const world = aWorkspace();
    await world.slack.command({ user: 'dana', channel: DEPLOYS, text: '' });
    world.clock.advance(3_001);
    expect(await open(world, world.sent[0]?.fields.trigger_id)).toMatchObject({ error: 'expired_trigger_id' });
    expect(await open(world, '1.2.abc')).toMatchObject({ error: 'invalid_trigger_id' });
    expect(await open(world, '')).toMatchObject({ error: 'invalid_arguments' });
  });

  it('is not lost to a view that is refused', async () => {
    const world = aWorkspace();
    await world.slack.command({ user: 'dana', channel: DEPLOYS, text: '' });
    const trigger_id = world.sent[0]?.fields.trigger_id;
    const bad = await world.call('views.open', { trigger_id, view: { type: 'modal', blocks: [section('x')] } });
    expect(bad).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: title [json-pointer:/view]'] },
    });
    expect(await open(world, trigger_id)).toMatchObject({ ok: true });
  });
});

describe('opening a modal', () => {
  it('shows it to the person who asked, and hands it back with the command', async () => {
    const world = await withModal();
    expect(world.opened).toMatchObject({ ok: true, view: { callback_id: 'reject', blocks: [{ block_id: 'why' }] } });
    expect(current(world)).toMatchObject({
      id: world.viewId,
      title: 'Reject',
      submit: 'Send',
      close: null,
      errors: {},
    });
    expect(world.slack.snapshot('ben').modal).toBeNull();
    expect(world.slack.views()).toMatchObject([{ id: world.viewId, user: 'U0DANA', callback_id: 'reject' }]);
  });

  it('refuses a view that is too large, or of the wrong kind, or whose external_id is taken', async () => {
    const world = await withModal(modal({ external_id: 'mine' }));
    await world.slack.shortcut({ user: 'ben', callback_id: 'start' });
    const trigger_id = world.sent.at(-1)?.payload.trigger_id;
    const open = (view: Json) => world.call('views.open', { trigger_id, view });
    const huge = Array.from({ length: 90 }, () => section('x'.repeat(3000)));
    expect(await open(modal({ blocks: huge }))).toMatchObject({ error: 'view_too_large' });
    expect(await open({ type: 'home', blocks: [] })).toMatchObject({ error: 'invalid_arguments' });
    expect(await open(modal({ external_id: 'mine' }))).toMatchObject({ error: 'duplicate_external_id' });
  });
});

describe('submitting a modal', () => {
  it('sends the complete view_submission', async () => {
    const world = await withModal(modal({ private_metadata: '{"v":1}' }));
    const result = await world.slack.submit({ user: 'dana', view_id: world.viewId, values: reason('not tested') });
    expect(result).toEqual({ ok: true, status: 200, body: '' });
    expect(world.sent.at(-1)?.payload).toEqual({
      type: 'view_submission',
      team: { id: 'T0SIGNALBX', domain: 'railway-goods' },
      user: { id: 'U0DANA', username: 'dana', name: 'dana', team_id: 'T0SIGNALBX' },
      api_app_id: 'A0SIGNALBX',
      token: 'sandbox-verification-token',
      trigger_id: expect.any(String),
      view: {
        id: world.viewId,
        team_id: 'T0SIGNALBX',
        app_id: 'A0SIGNALBX',
        bot_id: 'B0SIGNALBX',
        app_installed_team_id: 'T0SIGNALBX',
        type: 'modal',
        callback_id: 'reject',
        external_id: '',
        private_metadata: '{"v":1}',
        title: { type: 'plain_text', text: 'Reject', emoji: true },
        submit: { type: 'plain_text', text: 'Send', emoji: true },
        close: null,
        blocks: [expect.objectContaining({ type: 'input', block_id: 'why' })],
        state: { values: reason('not tested') },
        hash: expect.stringMatching(/^\d{10}\.[A-Z0-9]{8}$/),
        root_view_id: world.viewId,
        previous_view_id: null,
        clear_on_close: false,
        notify_on_close: false,
      },
      response_urls: [],
      is_enterprise_install: false,
      enterprise: null,
    });
    expect(current(world)).toBeNull();
  });

  it('fills in what elements show at first, completes options, and sends empty optional inputs as null', async () => {
    const option = (value: string) => ({ text: { type: 'plain_text', text: value.toUpperCase(), emoji: true }, value });
    const label = { type: 'plain_text', text: 'Label' };
    const input = (block_id: string, element: Json, more: Json = {}) => ({
      type: 'input',
      block_id,
      label,
      element: { action_id: 'a', ...element },
      ...more,
    });
    const options = [option('build'), option('prod')];
    const world = await withModal(
      modal({
        blocks: [
          input('given', { type: 'static_select', options }),
          input('first', { type: 'static_select', options, initial_option: option('prod') }),
          input('text', { type: 'plain_text_input', initial_value: 'as before' }),
          input('maybe', { type: 'plain_text_input' }, { optional: true }),
          input('many', { type: 'checkboxes', options }, { optional: true }),
        ],
      }),
    );
    await world.slack.submit({
      user: 'dana',
      view_id: world.viewId,
      values: { given: { a: { selected_option: { value: 'build' } } } },
    });
    expect(dig(world.sent.at(-1)?.payload, 'view', 'state', 'values')).toEqual({
      given: { a: { type: 'static_select', selected_option: option('build') } },
      first: { a: { type: 'static_select', selected_option: option('prod') } },
      text: { a: { type: 'plain_text_input', value: 'as before' } },
      maybe: { a: { type: 'plain_text_input', value: null } },
      many: { a: { type: 'checkboxes', selected_options: [] } },
    });
  });

  it('refuses, like the client, an empty required input, and unknown inputs and modals', async () => {
    const world = await withModal();
    const before = world.sent.length;
    const submit = (values: Record<string, Record<string, unknown>>, more: { user?: string; view_id?: string } = {}) =>
      world.slack.submit({ user: 'dana', view_id: world.viewId, values, ...more });
    await expect(submit({})).rejects.toThrow('“Reason” (why/text) is required');
    await expect(submit(reason(''))).rejects.toThrow('is required');
    await expect(submit({ who: { text: { value: 'x' } } })).rejects.toThrow(
      'the view has no input who/text; it has why/text',
    );
    await expect(submit(reason('x'), { user: 'ben' })).rejects.toThrow('is not open at ben');
    await expect(submit(reason('x'), { view_id: 'V0NONE' })).rejects.toThrow('no view V0NONE is open');
    expect(world.sent).toHaveLength(before);
  });

  it('keeps the modal open with errors below the inputs', async () => {
    const errors = { why: 'Give a reason of at least ten characters' };
    const world = await withModal(modal(), () => ({ response_action: 'errors', errors }));
    const result = await world.slack.submit({ user: 'dana', view_id: world.viewId, values: reason('no') });
    expect(result).toMatchObject({ ok: true, body: { response_action: 'errors' } });
    expect(current(world)).toMatchObject({ id: world.viewId, errors });
  });

  it.each([
    ['errors for a block that is no input', { response_action: 'errors', errors: { nope: 'x' } }, 'invalid_errors'],
    ['an unknown response_action', { response_action: 'explode' }, 'invalid_response_action'],
    ['a text', 'thanks', 'invalid_response'],
    [
      'a bad view',
      { response_action: 'update', view: { type: 'modal' } },
      'invalid_arguments: [ERROR] missing required field: title',
    ],
  ])('keeps the modal and says so when the answer is %s', async (_, answer, error) => {
    const world = await withModal(modal(), () => answer);
    const result = await world.slack.submit({ user: 'dana', view_id: world.viewId, values: reason('x') });
    expect(result).toMatchObject({ ok: false, status: 200, error: expect.stringContaining(error) });
    expect(current(world)?.id).toBe(world.viewId);
    expect(current(world)?.problem).toContain(`We had some trouble connecting. Try again? (${error}`);
  });

  it('updates, pushes and clears as the answer says', async () => {
    const view = modal({ callback_id: 'next' });
    const updated = await withModal(modal(), () => ({ response_action: 'update', view }));
    const result = await updated.slack.submit({ user: 'dana', view_id: updated.viewId, values: reason('x') });
    expect(result.view).toMatchObject({ id: updated.viewId, callback_id: 'next' });

    const pushed = await withModal(modal(), () => ({ response_action: 'push', view }));
    const { view: top } = await pushed.slack.submit({ user: 'dana', view_id: pushed.viewId, values: reason('x') });
    expect(top?.id).not.toBe(pushed.viewId);
    expect(pushed.slack.views()).toHaveLength(2);
    await expect(pushed.slack.submit({ user: 'dana', view_id: pushed.viewId, values: reason('x') })).rejects.toThrow(
      'covered',
    );

    const cleared = await withModal(modal(), () => ({ response_action: 'clear' }));
    await cleared.slack.submit({ user: 'dana', view_id: cleared.viewId, values: reason('x') });
    expect(cleared.slack.views()).toEqual([]);
  });

  it('gives a response_url for a channel menu that asks for one', async () => {
    const element = { type: 'conversations_select', action_id: 'a', response_url_enabled: true };
    const label = { type: 'plain_text', text: 'Where' };
    const world = await withModal(modal({ blocks: [{ type: 'input', block_id: 'to', label, element }] }));
    const values = { to: { a: { selected_conversation: 'C0GENERAL' } } };
    await world.slack.submit({ user: 'dana', view_id: world.viewId, values });
    const [url] = [dig(world.sent.at(-1)?.payload, 'response_urls', 0)];
    expect(url).toMatchObject({ block_id: 'to', action_id: 'a', channel_id: 'C0GENERAL' });
    await world.respond(dig(url, 'response_url'), { text: 'here', response_type: 'in_channel' });
    expect(world.slack.snapshot('ben').messages.C0GENERAL).toMatchObject([{ text: 'here' }]);
  });
});

describe('the stack of modals', () => {
  it('is at most three deep', async () => {
    const view = modal({ blocks: [actions(button('deeper', '1'))] });
    const results: unknown[] = [];
    const world = aWorkspace(async ({ fields, payload }, { call }) => {
      const trigger_id = fields.trigger_id ?? payload.trigger_id;
      results.push((await call(fields.command ? 'views.open' : 'views.push', { trigger_id, view })).error);
      return undefined;
    });
    let top = await world.slack.command({ user: 'dana', channel: DEPLOYS, text: '' });
    for (let level = 2; level <= 4; level++) {
      const view_id = current(world)?.id ?? '';
      top = await world.slack.click({ user: 'dana', view_id, action_id: 'deeper' });
    }
    expect(results).toEqual([undefined, undefined, undefined, 'push_limit_reached']);
    expect(top.view).toBeUndefined();
    expect(world.slack.views()).toHaveLength(3);
  });

  it('shows the modal below when the top one is closed, and tells the app where it wants to know', async () => {
    const below = modal({ callback_id: 'below', notify_on_close: true });
    const world = await withModal(below, () => ({ response_action: 'push', view: modal({ callback_id: 'top' }) }));
    const { view } = await world.slack.submit({ user: 'dana', view_id: world.viewId, values: reason('x') });
    const before = world.sent.length;
    expect(await world.slack.closeView({ user: 'dana', view_id: view?.id ?? '' })).toEqual({
      ok: true,
      status: 200,
      body: '',
    });
    expect(world.sent).toHaveLength(before);
    expect(current(world)?.callback_id).toBe('below');

    await world.slack.closeView({ user: 'dana', view_id: world.viewId });
    expect(world.sent.at(-1)?.payload).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
      view: { id: world.viewId },
    });
    expect(world.sent.at(-1)?.payload).not.toHaveProperty('trigger_id');
    expect(current(world)).toBeNull();
  });

  it('is cleared whole by a modal with clear_on_close', async () => {
    const top = modal({ clear_on_close: true, notify_on_close: true });
    const world = await withModal(modal(), () => ({ response_action: 'push', view: top }));
    const { view } = await world.slack.submit({ user: 'dana', view_id: world.viewId, values: reason('x') });
    await world.slack.closeView({ user: 'dana', view_id: view?.id ?? '' });
    expect(world.sent.at(-1)?.payload).toMatchObject({ type: 'view_closed', is_cleared: true });
    expect(world.slack.views()).toEqual([]);
  });
});

describe('updating a view', () => {
  it('goes by id or external_id, and minds the hash', async () => {
    const world = await withModal(modal({ external_id: 'mine' }));
    const update = (args: Json) =>
      world.call('views.update', { view: modal({ external_id: 'mine', callback_id: 'new' }), ...args });
    const first = await update({ view_id: world.viewId });
    expect(first).toMatchObject({ ok: true, view: { id: world.viewId, callback_id: 'new' } });
    expect(await update({ external_id: 'mine', hash: dig(first, 'view', 'hash') })).toMatchObject({ ok: true });
    expect(await update({ view_id: world.viewId, hash: dig(first, 'view', 'hash') })).toMatchObject({
      error: 'hash_conflict',
    });
    expect(await update({ view_id: 'V0NONE' })).toMatchObject({ error: 'not_found' });
    expect(await update({})).toMatchObject({ error: 'not_found' });
  });

  it('keeps what was typed where block_id and action_id stay', async () => {
    const select = { type: 'users_select', action_id: 'who' };
    const blocks = [actions(select, button('next', '1')), { type: 'divider' }];
    const world = await withModal(modal({ blocks }));
    await world.slack.click({ user: 'dana', view_id: world.viewId, action_id: 'who', value: 'ben' });
    await world.call('views.update', { view_id: world.viewId, view: modal({ blocks: [blocks[0]] }) });
    await world.slack.click({
      user: 'dana',
      view_id: world.viewId,
      action_id: 'next',
      state: { values: { acts: {} } },
    });
    const payload = world.sent.at(-1)?.payload;
    expect(payload).toMatchObject({ type: 'block_actions', container: { type: 'view', view_id: world.viewId } });
    expect(dig(payload, 'view', 'state', 'values', 'acts', 'who', 'selected_user')).toBe('U0BEN');
    expect(payload).not.toHaveProperty('channel');
    expect(payload).not.toHaveProperty('response_url');
  });
});

describe('the App Home', () => {
  it('is published per person and can be clicked', async () => {
    const world = aWorkspace();
    const view = {
      type: 'home',
      callback_id: 'home',
      blocks: [section('Waiting for me'), actions(button('go', 'ref'))],
    };
    const published = await world.call('views.publish', { user_id: 'U0DANA', view });
    const id = String(dig(published, 'view', 'id'));
    expect(world.slack.snapshot('dana').home).toMatchObject({
      id,
      callback_id: 'home',
      blocks: [{}, { block_id: 'acts' }],
    });
    expect(world.slack.snapshot('ben').home).toBeNull();
    expect(world.slack.views()).toEqual([]);

    await world.slack.click({ user: 'dana', view_id: id, action_id: 'go' });
    expect(world.sent[0]?.payload).toMatchObject({ view: { id, type: 'home' }, actions: [{ value: 'ref' }] });
    const again = await world.call('views.publish', { user_id: 'U0DANA', view, hash: 'old' });
    expect(again).toMatchObject({ error: 'hash_conflict' });
    expect(dig(await world.call('views.publish', { user_id: 'U0DANA', view }), 'view', 'id')).toBe(id);
    expect(await world.call('views.publish', { user_id: 'U0NOBODY', view })).toMatchObject({ error: 'user_not_found' });
  });
});
