import { describe, expect, it } from 'vitest';
import { ControlError } from '../../../../src/sandbox/ports.ts';
import { APP_MANIFEST } from '../../../support/app-manifest.ts';
import { actions, aWorkspace, button, DEPLOYS, dig, type Json, modal, post, section } from './a-workspace.ts';

const LINK = 'https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-web/view';
const option = (value: string): Json => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value });
const options = (...values: string[]) => values.map(option);
const pipelines = { type: 'external_select', action_id: 'pipeline', min_query_length: 2 };

describe('writing a message', () => {
  it('is heard by nobody when it links to nothing of the app', async () => {
    const { slack, sent } = aWorkspace();
    const said = await slack.say({ user: 'dana', channel: 'deployments', text: 'a <b> https://x.example' });
    expect(said).toMatchObject({ ok: true, status: 200 });
    expect(sent).toEqual([]);
    expect(slack.snapshot('ben').messages[DEPLOYS]).toMatchObject([
      { ts: said.ts, user: 'U0DANA', text: 'a &lt;b&gt; <https://x.example>' },
    ]);
  });

  it('with a link of the app sends link_shared, and what the app shows stands below it', async () => {
    const world = aWorkspace();
    const { ts } = await world.slack.say({ user: 'dana', channel: DEPLOYS, text: `look: ${LINK}` });
    expect(world.sent[0]?.fields).toMatchObject({
      type: 'event_callback',
      event: {
        type: 'link_shared',
        channel: DEPLOYS,
        user: 'U0DANA',
        message_ts: ts,
        source: 'conversations_history',
        links: [{ domain: 'console.aws.amazon.com', url: LINK }],
      },
    });
    const unfurls = { [LINK]: { blocks: [section('shop-web succeeded')] } };
    expect(await world.call('chat.unfurl', { channel: DEPLOYS, ts, unfurls })).toEqual({ ok: true });
    const unfurl_id = dig(world.sent[0]?.fields, 'event', 'unfurl_id');
    const again = { [LINK]: { title: 'shop-web', text: 'failed' } };
    const byId = { unfurl_id, source: 'conversations_history', unfurls: again };
    expect(await world.call('chat.unfurl', byId)).toEqual({ ok: true });
    expect(world.slack.snapshot('ben').messages[DEPLOYS]?.[0]?.attachments).toEqual([
      expect.objectContaining({ id: 1, from_url: LINK, is_app_unfurl: true, title: 'shop-web' }),
    ]);
  });

  it.each([
    ['an outsider', { user: 'oda' }, {}],
    ['an app that does not listen', { user: 'dana' }, { manifest: { ...APP_MANIFEST, events: [] } }],
  ])('of %s is not told', async (_, who, overrides) => {
    const { slack, sent } = aWorkspace(undefined, overrides);
    await slack.say({ channel: DEPLOYS, text: LINK, ...who });
    expect(sent).toEqual([]);
  });

  it.each([
    [{ unfurls: {} }, 'missing_unfurls'],
    [{ unfurls: undefined }, 'missing_unfurls'],
    [{ unfurls: [] }, 'invalid_unfurls_format'],
    [{ ts: undefined }, 'missing_ts'],
    [{ channel: undefined }, 'missing_channel'],
    [{ channel: 'C0NONE' }, 'cannot_find_channel'],
    [{ ts: '1.000001' }, 'cannot_find_message'],
    [{ unfurls: { 'https://x.example': { text: 'x' } } }, 'cannot_unfurl_url'],
    [{ unfurls: { [LINK]: {} } }, 'cannot_parse_attachment'],
    [{ unfurls: { [LINK]: { blocks: [{ type: 'rich_text', elements: [] }] } } }, 'invalid_blocks'],
    [{ unfurl_id: 'nope', source: 'conversations_history' }, 'cannot_unfurl_message'],
  ])('takes no unfurl %j', async (args, error) => {
    const world = aWorkspace();
    const { ts } = await world.slack.say({ user: 'dana', channel: DEPLOYS, text: LINK });
    const unfurls = { [LINK]: { text: 'x' } };
    expect(await world.call('chat.unfurl', { channel: DEPLOYS, ts, unfurls, ...args })).toMatchObject({ error });
  });

  it('takes no unfurl before the app has answered the event', async () => {
    const early: unknown[] = [];
    const world = aWorkspace(async ({ fields }, { call }) => {
      const unfurl_id = dig(fields, 'event', 'unfurl_id');
      const args = { unfurl_id, source: 'conversations_history', unfurls: { [LINK]: { text: 'x' } } };
      early.push(await call('chat.unfurl', args));
      return undefined;
    });
    await world.slack.say({ user: 'dana', channel: DEPLOYS, text: LINK });
    expect(early).toMatchObject([{ error: 'cannot_unfurl_url' }]);
  });

  it('goes into a thread, and into direct messages that nobody had opened', async () => {
    const world = aWorkspace();
    const thread_ts = await post(world);
    await world.slack.say({ user: 'ben', channel: DEPLOYS, text: 'mine', thread_ts });
    await world.slack.say({ user: 'ben', channel: 'D0BEN', text: 'psst' });
    const { messages } = world.slack.snapshot('ben');
    expect(messages[DEPLOYS]?.at(-1)).toMatchObject({ text: 'mine', threadTs: thread_ts });
    expect(messages.D0BEN).toMatchObject([{ text: 'psst', user: 'U0BEN' }]);
  });

  it.each([
    [{ text: ' ' }, 'a message says something'],
    [{ text: 'x'.repeat(40_001) }, 'at most 40000 characters'],
    [{ thread_ts: '1.000001' }, 'no thread starts'],
    [{ channel: 'nowhere' }, 'there is no channel nowhere'],
    [{ user: 'oda', channel: 'general' }, 'oda is not in #general'],
  ])('is refused as %j', async (input, error) => {
    const said = aWorkspace().slack.say({ user: 'dana', channel: DEPLOYS, text: 'x', ...input });
    await expect(said).rejects.toThrow(ControlError);
    await expect(said).rejects.toThrow(error);
  });
});

describe('typing into a menu whose options the app supplies', () => {
  const offering = (answer: Json | string | { status: number }, overrides = {}) =>
    aWorkspace(({ payload }) => (payload.type === 'block_suggestion' ? answer : undefined), overrides);
  const ask = (query: string) => ({ user: 'dana', channel: DEPLOYS, action_id: 'pipeline', query });

  it('asks the app, and what is then chosen is one of them', async () => {
    const world = offering({ options: options('shop-web', 'shop-api') });
    await post(world, { blocks: [actions(pipelines)] });
    expect(await world.slack.options(ask('sh'))).toMatchObject({ ok: true, options: options('shop-web', 'shop-api') });
    await world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: 'pipeline', value: 'shop-api' });
    expect(world.sent.map(({ payload }) => payload.type)).toEqual(['block_suggestion', 'block_actions']);
    expect(world.sent[0]?.payload).toMatchObject({ value: 'sh', block_id: 'acts', container: { type: 'message' } });
    expect(dig(world.sent[1]?.payload, 'actions', 0, 'selected_option')).toEqual(option('shop-api'));
  });

  it('in a modal names the view, and its submission carries the whole option', async () => {
    const element = { ...pipelines, type: 'multi_external_select' };
    const label = { type: 'plain_text', text: 'Which' };
    const view = modal({ blocks: [{ type: 'input', block_id: 'which', label, element }] });
    const world = aWorkspace(async ({ payload }, { call }) => {
      if (payload.type === 'block_suggestion')
        return { option_groups: [{ label: { type: 'plain_text', text: 'Shop' }, options: options('shop-web') }] };
      if (payload.type === 'shortcut') await call('views.open', { trigger_id: payload.trigger_id, view });
      return undefined;
    });
    const { view: opened } = await world.slack.shortcut({ user: 'dana', callback_id: 'start' });
    const view_id = opened?.id ?? '';
    const offered = await world.slack.options({ user: 'dana', view_id, action_id: 'pipeline', query: 'shop' });
    expect(offered.option_groups).toMatchObject([{ options: options('shop-web') }]);
    expect(world.sent.at(-1)?.payload).toMatchObject({ view: { id: view_id }, container: { type: 'view', view_id } });

    const values = { which: { pipeline: { selected_options: [{ value: 'shop-web' }] } } };
    await world.slack.submit({ user: 'dana', view_id, values });
    const path = ['view', 'state', 'values', 'which', 'pipeline', 'selected_options'];
    expect(dig(world.sent.at(-1)?.payload, ...path)).toEqual(options('shop-web'));
  });

  it.each([
    ['nothing', '', 'must provide an object'],
    ['options and groups', { options: [], option_groups: [] }, 'give either'],
    ['too many', { options: options(...Array.from({ length: 101 }, (_, index) => `p${index}`)) }, 'no more than 100'],
    ['a bad option', { options: [{ text: 'x', value: 'x' }] }, '/options/0/text'],
    ['a failure', { status: 404 }, 'dispatch_failed'],
  ])('shows none when the app answers with %s', async (_, answer, error) => {
    const world = offering(answer);
    await post(world, { blocks: [actions(pipelines)] });
    const shown = await world.slack.options(ask('shop'));
    expect(shown).toMatchObject({ ok: false, options: [], error: expect.stringContaining(error) });
  });

  it('asks for nothing where Slack would not', async () => {
    const world = offering({ options: [] });
    await post(world, { blocks: [actions(pipelines, button('go', '1'))] });
    await expect(world.slack.options(ask('s'))).rejects.toThrow('wants 2 characters');
    await expect(world.slack.options({ ...ask('sh'), action_id: 'go' })).rejects.toThrow('go is a button');
    await expect(world.slack.options({ ...ask('sh'), action_id: 'x' })).rejects.toThrow('no message with x');
    const deaf = offering({ options: [] }, { manifest: { ...APP_MANIFEST, loadsOptions: false } });
    await post(deaf, { blocks: [actions(pipelines)] });
    await expect(deaf.slack.options(ask('sh'))).rejects.toThrow('message_menu_options_url');
    expect([...world.sent, ...deaf.sent]).toEqual([]);
  });
});

describe('shortcuts and the Home tab are those of the manifest', () => {
  it('and no others', async () => {
    const { slack, sent } = aWorkspace();
    await expect(slack.shortcut({ user: 'dana', callback_id: 'open' })).rejects.toThrow(
      'the manifest has no global shortcut open; it has start',
    );
    const bare = aWorkspace(undefined, { manifest: { ...APP_MANIFEST, homeTab: false } });
    await expect(bare.slack.openHome({ user: 'dana' })).rejects.toThrow('home_tab_enabled');
    const home = { type: 'home', blocks: [] };
    expect(await bare.call('views.publish', { user_id: 'U0DANA', view: home })).toMatchObject({ error: 'not_enabled' });
    const deaf = aWorkspace(undefined, { manifest: { ...APP_MANIFEST, events: [] } });
    await expect(deaf.slack.openHome({ user: 'dana' })).rejects.toThrow('app_home_opened under bot_events');
    expect([...sent, ...bare.sent, ...deaf.sent]).toEqual([]);
  });
});

describe('a file input', () => {
  const withInput = async (more: Json = {}) => {
    const element = { type: 'file_input', action_id: 'file', ...more };
    const label = { type: 'plain_text', text: 'Definition' };
    const view = modal({ blocks: [{ type: 'input', block_id: 'draft', label, element }] });
    const world = aWorkspace(async ({ payload }, { call }) => {
      if (payload.type === 'shortcut') await call('views.open', { trigger_id: payload.trigger_id, view });
      return undefined;
    });
    const { view: opened } = await world.slack.shortcut({ user: 'dana', callback_id: 'start' });
    const view_id = opened?.id ?? '';
    const submit = (...ids: string[]) =>
      world.slack.submit({ user: 'dana', view_id, values: { draft: { file: { files: ids.map((id) => ({ id })) } } } });
    return { ...world, submit };
  };
  const json = { user: 'dana', name: 'shop-web.json', bytes: Buffer.from('{}') };

  it('hands files to the app with the submission, and not before', async () => {
    const { slack, submit, call, sent } = await withInput();
    const { id, size } = slack.upload(json);
    expect(size).toBe(2);
    expect(await call('files.info', { file: id })).toMatchObject({ error: 'file_not_found' });
    expect(await submit(id)).toMatchObject({ ok: true });
    expect(dig(sent.at(-1)?.payload, 'view', 'state', 'values', 'draft', 'file')).toMatchObject({
      type: 'file_input',
      files: [{ id, name: 'shop-web.json', user: 'U0DANA', filetype: 'json', mimetype: 'application/json', size: 2 }],
    });
    expect(await call('files.info', { file: id })).toMatchObject({ ok: true, file: { id, size: 2 } });
  });

  it('takes no other files than it says, and only one’s own', async () => {
    const { slack, submit, sent } = await withInput({ filetypes: ['json'], max_files: 1 });
    const own = slack.upload(json);
    const foreign = slack.upload({ ...json, user: 'ben' });
    const text = slack.upload({ ...json, name: 'notes.txt' });
    const before = sent.length;
    await expect(submit(own.id, own.id)).rejects.toThrow('at most 1 files');
    await expect(submit(foreign.id)).rejects.toThrow('dana has put no file');
    await expect(submit(text.id)).rejects.toThrow('takes json, not notes.txt');
    await expect(submit()).rejects.toThrow('“Definition” (draft/file) is required');
    expect(() => slack.upload({ ...json, bytes: Buffer.alloc(0) })).toThrow('is empty');
    expect(sent).toHaveLength(before);
  });
});
