import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toMetadata } from '../../../src/slack/modal-metadata.ts';
import { type Call, type Reply, startFakeSlack } from './fake-slack.ts';
import {
  aDoor,
  clickPayload,
  commandBody,
  NOW,
  payloadBody,
  signed,
  submissionPayload,
  TEAM,
} from './signed-requests.ts';
import { throughTheBus } from './through-the-bus.ts';

const EXECUTION = '1|123456789012|eu-west-1|shop-web|4b1e07c2-1111-4222-8333-444444444444';
const APPROVAL = `${EXECUTION}|Prod|Go-ahead|0123456789abcdef`;
const TARGET = {
  account: '123456789012',
  region: 'eu-west-1',
  pipeline: 'shop-web',
  executionId: '4b1e07c2-1111-4222-8333-444444444444',
};
const APPROVE = { action_id: 'approval:approve', value: APPROVAL };

let slack: Awaited<ReturnType<typeof startFakeSlack>>;
let reply: (call: Call) => Reply = () => ({});
beforeEach(async () => {
  reply = () => ({});
  slack = await startFakeSlack((call) => reply(call));
});
afterEach(() => slack.close());

/** A door whose Slack is the fake one, and clicks whose answers go there. */
const door = (rest = {}) => aDoor({ slackApiUrl: slack.apiUrl, ...rest });
const click = (action: Record<string, unknown>, rest = {}) =>
  payloadBody(clickPayload(action, { response_url: `${slack.origin}/response/1`, ...rest }));
const told = () =>
  slack.calls.filter(({ path }) => path === '/response/1').map(({ body }) => JSON.parse(body.json ?? '{}'));

describe('a click on Approve', () => {
  it('is put on the bus with who, where and what, and acknowledged with nothing', async () => {
    const { handler, enqueued } = door();
    expect(await handler(signed(click(APPROVE)))).toMatchObject({ statusCode: 200, body: '' });
    expect(enqueued).toEqual([
      {
        v: 1,
        operationId: expect.stringMatching(/^[0-9a-f]{32}$/),
        actor: { userId: 'U0BEN', teamId: TEAM },
        origin: {
          surface: 'button',
          channel: 'C0DEPLOYS',
          messageTs: '1763800000.000100',
          responseUrl: `${slack.origin}/response/1`,
        },
        ask: {
          kind: 'deed',
          deed: {
            kind: 'approve',
            target: { ...TARGET, stage: 'Prod', action: 'Go-ahead', run: '0123456789abcdef' },
            comment: '',
          },
        },
        requestedAt: '2026-11-22T14:00:00.000Z',
        notAfter: '2026-11-22T14:15:00.000Z',
      },
    ]);
  });

  it('is the same operation when the same signed request is sent again, and another one when it is signed anew', async () => {
    const { handler, enqueued } = door({ now: () => NOW + 200_000 });
    const body = click(APPROVE);
    await handler(signed(body));
    await handler(signed(body));
    await handler(signed(body, { atMs: NOW + 1_000 }));
    const [first, replay, other] = enqueued;
    expect(replay).toEqual(first);
    expect(other?.operationId).not.toBe(first?.operationId);
    expect(first?.requestedAt).toBe('2026-11-22T14:00:00.000Z');
  });

  it('keeps the workspace of a stranger with the request, so that it can be refused where that counts', async () => {
    const { handler, enqueued } = door();
    await handler(signed(click(APPROVE, { user: { id: 'U0ODA', team_id: 'T0PARTNERS' } })));
    expect(enqueued[0]?.actor).toEqual({ userId: 'U0ODA', teamId: 'T0PARTNERS' });
  });

  it('is told in private, with a reference, when the bus does not take it', async () => {
    const { handler, lines } = door({
      enqueue: async () => {
        throw new Error('down');
      },
    });
    expect(await handler(signed(click(APPROVE)))).toMatchObject({ statusCode: 200, body: '' });
    expect(told()).toMatchObject([{ response_type: 'ephemeral', replace_original: false }]);
    expect(told()[0].text).toMatch(/nothing was changed\. Try again in a minute\. Reference [0-9a-f]{32}\.$/);
    expect(lines).toMatchObject([{ level: 'error', message: 'A request could not be passed on' }]);
  });

  it.each([
    ['a value that is not ours', { ...APPROVE, value: 'hello' }, 'not_ours'],
    ['a value of another version', { ...APPROVE, value: APPROVAL.replace('1|', '9|') }, 'unknown_version'],
    ['a value without a run', { ...APPROVE, value: `${EXECUTION}|Prod|Go-ahead|` }, 'incomplete'],
    ['a value that is no text', { ...APPROVE, value: null }, 'not_ours'],
    ['a button that nobody drew', { action_id: 'approval:explode', value: APPROVAL }, 'unknown_action'],
    [
      'a menu option that nobody drew',
      { action_id: 'card:menu', block_id: APPROVAL, selected_option: { value: 'x' } },
      'unknown_action',
    ],
  ])('does nothing with %s but say so, once, in private', async (_, action, why) => {
    const { handler, enqueued, lines } = door();
    expect(await handler(signed(click(action)))).toMatchObject({ statusCode: 200, body: '' });
    expect(enqueued).toEqual([]);
    expect(told()).toMatchObject([{ text: expect.stringContaining('so nothing was done') }]);
    expect(lines).toMatchObject([{ level: 'warn', message: 'A request led to nothing', fields: { why } }]);
  });

  it.each([
    'https://evil.example/x',
    'http://169.254.169.254/latest',
    'https://hooks.slack.com.evil.example/',
    'nonsense',
  ])('never lets an answer go to %s', async (responseUrl) => {
    const { handler, enqueued, lines } = door();
    await handler(signed(click(APPROVE, { response_url: responseUrl })));
    expect(enqueued[0]?.origin).toEqual({ surface: 'button', channel: 'C0DEPLOYS', messageTs: '1763800000.000100' });
    expect(lines[0]?.message).toBe('A response_url that is not Slack’s was dropped');
    expect(JSON.stringify(lines)).not.toContain(responseUrl);
  });

  it('keeps the response_urls of Slack and of GovSlack', async () => {
    const { handler, enqueued } = door();
    await handler(signed(click(APPROVE, { response_url: 'https://hooks.slack.com/actions/1' })));
    await handler(signed(click(APPROVE, { response_url: 'https://hooks.slack-gov.com/actions/1' })));
    expect(enqueued.map(({ origin }) => origin.responseUrl)).toEqual([
      'https://hooks.slack.com/actions/1',
      'https://hooks.slack-gov.com/actions/1',
    ]);
  });

  it('logs neither the body nor any secret of the request', async () => {
    const { handler, lines } = door();
    await handler(signed(click(APPROVE)));
    await handler(signed(click({ action_id: 'x', value: 'private words' })));
    expect(JSON.stringify(lines)).not.toMatch(/response\/1|private words|xoxb|test-secret/);
  });
});

describe('what is put on the bus', () => {
  it('can be read where it arrives, whatever was pressed, sent off or typed', async () => {
    const { handler, enqueued } = door();
    const long = '1|123456789012|eu-west-1|'.concat(
      'p'.repeat(100),
      '|',
      'e'.repeat(36),
      '|',
      's'.repeat(100),
      '|',
      'a'.repeat(100),
      '|r',
    );
    await handler(signed(click({ action_id: 'approval:approve', value: long })));
    await handler(signed(click({ action_id: 'failure:retry', value: long })));
    await handler(signed(click({ action_id: 'words:run', value: `1|words|start etl ${'x'.repeat(1_900)}` })));
    await handler(signed(commandBody(`approve shop-web ${'x'.repeat(3_900)}`)));
    const typed = { comment: { comment: { value: 'x'.repeat(3_000) } } };
    const view = { callback_id: 'approval:reject', private_metadata: toMetadata(long, {}), state: { values: typed } };
    await handler(signed(payloadBody(submissionPayload(view))));
    expect(enqueued).toHaveLength(5);
    for (const request of enqueued) expect(throughTheBus(request)).toEqual(request);
  });
});

describe('a button that opens a form', () => {
  it('opens it before it is acknowledged, with the bot’s token, and asks for nothing', async () => {
    const { handler, enqueued } = door();
    expect(await handler(signed(click({ action_id: 'approval:reject', value: APPROVAL })))).toMatchObject({
      statusCode: 200,
    });
    expect(enqueued).toEqual([]);
    expect(slack.calls).toMatchObject([
      { path: '/api/views.open', authorization: 'Bearer xoxb-test', body: { trigger_id: '1.2.3' } },
    ]);
    const view = JSON.parse(slack.calls[0]?.body.view ?? '{}');
    expect(view).toMatchObject({ type: 'modal', callback_id: 'approval:reject', submit: { text: 'Reject' } });
    expect(JSON.parse(view.private_metadata)).toEqual({
      v: 1,
      reference: APPROVAL,
      channel: 'C0DEPLOYS',
      ts: '1763800000.000100',
    });
  });

  it('says so when Slack does not open it, and does not try twice', async () => {
    reply = ({ path }) => (path === '/api/views.open' ? { body: { ok: false, error: 'expired_trigger_id' } } : {});
    const { handler } = door();
    expect(await handler(signed(click({ action_id: 'execution:stop', value: `${EXECUTION}|||a1` })))).toMatchObject({
      statusCode: 200,
    });
    expect(slack.calls.map(({ path }) => path)).toEqual(['/api/views.open', '/response/1']);
    expect(told()[0].text).toContain('Please press again');
  });

  it('reads the token again when Slack no longer takes it', async () => {
    reply = ({ authorization }) =>
      authorization === 'Bearer xoxb-old' ? { body: { ok: false, error: 'token_revoked' } } : {};
    const { handler } = door({ botToken: async () => 'xoxb-old', rereadToken: async () => 'xoxb-new' });
    await handler(signed(click({ action_id: 'approval:reject', value: APPROVAL })));
    expect(slack.calls.map(({ authorization }) => authorization)).toEqual(['Bearer xoxb-old', 'Bearer xoxb-new']);
  });

  it('gives up on a Slack that does not answer in time to be acknowledged in three seconds', async () => {
    reply = ({ path }) => (path === '/api/views.open' ? { hang: true } : {});
    const { handler } = door();
    const began = performance.now();
    expect(await handler(signed(click({ action_id: 'approval:reject', value: APPROVAL })))).toMatchObject({
      statusCode: 200,
    });
    expect(performance.now() - began).toBeLessThan(2_900);
    expect(told()).toHaveLength(1);
  });
});

describe('a form that is sent off', () => {
  const metadata = toMetadata(APPROVAL, {});
  const rejection = (values: object, rest = {}) =>
    payloadBody(
      submissionPayload({ callback_id: 'approval:reject', private_metadata: metadata, state: { values }, ...rest }),
    );
  const why = { comment: { comment: { type: 'plain_text_input', value: ' search is broken ' } } };

  it('asks for the deed with the words that were typed, and closes', async () => {
    const { handler, enqueued } = door();
    expect(await handler(signed(rejection(why)))).toMatchObject({ statusCode: 200, body: '' });
    expect(enqueued[0]).toMatchObject({
      origin: { surface: 'modal' },
      ask: { deed: { kind: 'reject', comment: 'search is broken', target: { run: '0123456789abcdef' } } },
    });
  });

  it('stays open with the reason under its first input when the bus does not take it', async () => {
    const { handler } = door({
      enqueue: async () => {
        throw new Error('down');
      },
    });
    const { body } = await handler(signed(rejection(why)));
    expect(JSON.parse(body ?? '')).toEqual({
      response_action: 'errors',
      errors: { comment: expect.stringMatching(/^That could not be passed on.*Reference [0-9a-f]{32}\.$/) },
    });
  });

  it.each([
    ['no metadata of ours', { private_metadata: 'junk' }],
    ['metadata of another version', { private_metadata: JSON.stringify({ v: 2, reference: APPROVAL }) }],
    ['a reference that is not ours', { private_metadata: toMetadata('junk', {}) }],
    ['a form that nobody drew', { callback_id: 'nobody' }],
    ['words that no form takes', { state: { values: { comment: { comment: { value: 'x'.repeat(3_001) } } } } }],
  ])('does nothing with %s but say so', async (_, view) => {
    const { handler, enqueued } = door();
    const { statusCode, body } = await handler(signed(rejection(why, view)));
    expect(statusCode).toBe(200);
    expect(JSON.parse(body ?? '')).toMatchObject({ response_action: 'errors' });
    expect(enqueued).toEqual([]);
  });

  it('is replaced by a notice where it has no input to write under', async () => {
    const { handler } = door();
    const view = { callback_id: 'transition:enable', private_metadata: 'junk' };
    const { body } = await handler(signed(payloadBody(submissionPayload(view))));
    expect(JSON.parse(body ?? '')).toMatchObject({ response_action: 'update', view: { title: { text: 'Not done' } } });
  });

  it.each([
    [
      'stop at once',
      { callback_id: 'execution:stop', private_metadata: toMetadata(`${EXECUTION}|||a2`, {}) },
      { how: { how: { selected_option: { value: 'abandon' } } }, reason: { reason: { value: null } } },
      { kind: 'stop', target: { ...TARGET, run: 'a2' }, abandon: true, reason: '' },
    ],
    [
      'stop after running actions',
      { callback_id: 'execution:stop', private_metadata: toMetadata(`${EXECUTION}|||a2`, {}) },
      { how: { how: { selected_option: { value: 'wait' } } }, reason: { reason: { value: 'wrong branch' } } },
      { kind: 'stop', target: { ...TARGET, run: 'a2' }, abandon: false, reason: 'wrong branch' },
    ],
    [
      'close a way',
      { callback_id: 'transition:disable', private_metadata: toMetadata(`${EXECUTION}|Prod||`, {}) },
      { reason: { reason: { value: 'end of quarter' } } },
      { kind: 'disable', target: { ...TARGET, stage: 'Prod', transition: 'Inbound' }, reason: 'end of quarter' },
    ],
    [
      'open a way',
      {
        callback_id: 'transition:enable',
        private_metadata: toMetadata('1|123456789012|eu-west-1|shop-web||Prod||', {}),
      },
      {},
      {
        kind: 'enable',
        target: {
          account: '123456789012',
          region: 'eu-west-1',
          pipeline: 'shop-web',
          stage: 'Prod',
          transition: 'Inbound',
        },
      },
    ],
    [
      'approve with a comment',
      { callback_id: 'approval:with-comment', private_metadata: metadata },
      { comment: { comment: { value: 'checked' } } },
      {
        kind: 'approve',
        target: { ...TARGET, stage: 'Prod', action: 'Go-ahead', run: '0123456789abcdef' },
        comment: 'checked',
      },
    ],
  ])('can %s', async (_, view, values, deed) => {
    const { handler, enqueued } = door();
    await handler(signed(payloadBody(submissionPayload({ ...view, state: { values } }))));
    expect(enqueued.map(({ ask }) => ask)).toEqual([{ kind: 'deed', deed }]);
  });

  it('is acknowledged when it is closed instead', async () => {
    const { handler, enqueued } = door();
    const closed = {
      ...submissionPayload({ callback_id: 'approval:reject', private_metadata: metadata }),
      type: 'view_closed',
    };
    expect(await handler(signed(payloadBody(closed)))).toMatchObject({ statusCode: 200, body: '' });
    expect(enqueued).toEqual([]);
  });
});

describe('a slash command', () => {
  it('is put on the bus as it was typed, and acknowledged with nothing', async () => {
    const { handler, enqueued } = door();
    expect(await handler(signed(commandBody('approve shop-web looks “good”')))).toMatchObject({
      statusCode: 200,
      body: '',
    });
    expect(enqueued).toMatchObject([
      {
        actor: { userId: 'U0BEN', teamId: TEAM },
        origin: { surface: 'command', channel: 'C0DEPLOYS', responseUrl: 'https://hooks.slack.com/commands/1/2/3' },
        ask: { kind: 'words', text: 'approve shop-web looks “good”' },
      },
    ]);
  });

  it.each([
    ['help', /^Words after \/pipeline: status, /],
    ['help retry', /^retry: runs the failed actions/],
    ['aprove shop-web', /is no command\. Did you mean `\/pipeline approve`\?$/],
    ['retry shop-web Build Prod', /^retry does not know what to do with “Prod”\./],
    ['x'.repeat(4_001), /^That is too long to read/],
  ])('is answered at once, to nobody else, when nothing has to be looked up: %s', async (text, said) => {
    const { handler, enqueued } = door();
    const { statusCode, body, headers } = await handler(signed(commandBody(text)));
    const answer = JSON.parse(body ?? '');
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'Content-Type': 'application/json' });
    expect(answer).toMatchObject({ response_type: 'ephemeral', text: expect.stringMatching(said) });
    expect(answer.blocks.length).toBeGreaterThan(0);
    expect(enqueued).toEqual([]);
  });

  it('is passed on when only the name of a pipeline is missing: the channel may be about one', async () => {
    const { handler, enqueued } = door();

    expect(await handler(signed(commandBody('retry')))).toMatchObject({ statusCode: 200, body: '' });
    expect(enqueued).toMatchObject([{ ask: { kind: 'words', text: 'retry' } }]);
  });

  it('says in its answer when the bus does not take it', async () => {
    const { handler } = door({
      enqueue: async () => {
        throw new Error('down');
      },
    });
    const { statusCode, body } = await handler(signed(commandBody('start shop-web')));
    expect(statusCode).toBe(200);
    expect(JSON.parse(body ?? '').text).toMatch(/nothing was changed.*Reference [0-9a-f]{32}/);
  });

  it('may be called as the installation likes', async () => {
    const { handler, enqueued } = door();
    await handler(signed(commandBody('list', { command: '/cp' })));
    expect(enqueued).toHaveLength(1);
  });
});

describe('the signature', () => {
  const body = commandBody('list');

  it.each([
    ['of another secret', { secret: 'other' }],
    ['of six minutes ago', { atMs: NOW - 360_000 }],
    ['of six minutes from now', { atMs: NOW + 360_000 }],
    ['that is missing', { headers: { 'x-slack-signature': '' } }],
    ['that is too short', { headers: { 'x-slack-signature': 'v0=abc' } }],
    ['of another scheme', { headers: { 'x-slack-signature': `v1=${'a'.repeat(64)}` } }],
    ['for another time', { headers: { 'x-slack-request-timestamp': String(NOW / 1000 + 1) } }],
    ['for no time', { headers: { 'x-slack-request-timestamp': 'now' } }],
  ])('%s is refused without a word', async (_, sent) => {
    const { handler, enqueued } = door();
    expect(await handler(signed(body, sent))).toEqual({ statusCode: 401, body: '' });
    expect(enqueued).toEqual([]);
  });

  it.each([-299_000, 299_000])('of %d ms from now is still good', async (offset) => {
    const { handler } = door();
    expect(await handler(signed(body, { atMs: NOW + offset }))).toMatchObject({ statusCode: 200 });
  });

  it('of a changed secret is good once the secret has been read again, which happens at most once a minute', async () => {
    let reads = 0;
    let time = NOW;
    const rereadSecret = async () => {
      reads += 1;
      return 'new';
    };
    const { handler } = door({ now: () => time, rereadSecret });
    expect(await handler(signed(body, { secret: 'new' }))).toMatchObject({ statusCode: 200 });
    for (let forged = 0; forged < 20; forged++) {
      expect(await handler(signed(body, { secret: 'forged' }))).toMatchObject({ statusCode: 401 });
    }
    expect(reads).toBe(1);
    time += 61_000;
    await handler(signed(body, { secret: 'forged', atMs: time }));
    expect(reads).toBe(2);
  });

  it('by an empty secret is never good', async () => {
    const { handler } = door({ signingSecret: async () => '', rereadSecret: async () => '' });
    expect(await handler(signed(body, { secret: '' }))).toMatchObject({ statusCode: 401 });
  });

  it('cannot be checked while the secret cannot be read, and Slack is told so', async () => {
    const { handler } = door({
      signingSecret: async () => {
        throw new Error('out of reach');
      },
    });
    expect(await handler(signed(body))).toEqual({ statusCode: 503, body: '' });
  });
});

describe('the body', () => {
  it.each([
    ['in base64, as a function URL delivers forms', commandBody('approve shop-web für ☕'), { base64: true }],
    ['with a charset', commandBody('list'), { contentType: 'application/x-www-form-urlencoded; charset=utf-8' }],
    [
      'with a content type in capitals',
      commandBody('list'),
      { contentType: 'Application/X-WWW-Form-Urlencoded;Charset=UTF-8' },
    ],
    ['as JSON', JSON.stringify(clickPayload(APPROVE)), { contentType: 'application/json' }],
    [
      'as JSON in base64 with letters of all kinds',
      JSON.stringify({ ...clickPayload(APPROVE), note: 'für ☕' }),
      { contentType: 'application/json', base64: true },
    ],
  ])('is read %s', async (_, body, sent) => {
    const { handler, enqueued } = door();
    expect(await handler(signed(body, sent))).toMatchObject({ statusCode: 200 });
    expect(enqueued).toHaveLength(1);
  });

  it('keeps every letter', async () => {
    const { handler, enqueued } = door();
    await handler(signed(commandBody('approve shop-web für ☕'), { base64: true }));
    expect(enqueued[0]?.ask).toEqual({ kind: 'words', text: 'approve shop-web für ☕' });
  });

  it.each([
    ['over 256 KB', 413, 'a'.repeat(256 * 1024 + 1), {}],
    ['over 256 KB, in base64', 413, 'a'.repeat(256 * 1024 + 1), { base64: true }],
    ['of no type', 415, commandBody('list'), { contentType: undefined }],
    ['of another type', 415, commandBody('list'), { contentType: 'text/plain' }],
    ['that is empty', 400, '', {}],
    ['that is truncated', 400, payloadBody(clickPayload(APPROVE)).slice(0, 300), {}],
    ['that is no JSON', 400, '{"type":', { contentType: 'application/json' }],
    ['that is JSON of another kind', 400, '[1,2]', { contentType: 'application/json' }],
    ['that is null', 400, 'payload=null', {}],
    ['of no kind that Slack sends', 400, payloadBody({ type: 'surprise' }), {}],
    ['without a user', 400, payloadBody({ ...clickPayload(APPROVE), user: undefined }), {}],
    ['without actions', 400, payloadBody({ ...clickPayload(APPROVE), actions: [] }), {}],
    [
      'of a command without a person',
      400,
      new URLSearchParams({ command: '/pipeline', text: '', team_id: TEAM }).toString(),
      {},
    ],
  ])('%s is refused with %d', async (_, statusCode, body, sent) => {
    const { handler, enqueued } = door();
    expect(await handler(signed(body, sent))).toEqual({ statusCode, body: '' });
    expect(enqueued).toEqual([]);
  });

  it('of any request but a POST is refused', async () => {
    const { handler } = door();
    expect(await handler(signed('', { method: 'GET' }))).toEqual({ statusCode: 405, body: '' });
  });

  it('that Bolt could take for something else is what the guard took it for', async () => {
    const { handler, enqueued } = door();
    const twofold = {
      ...clickPayload(APPROVE),
      event: { type: 'message' },
      command: '/pipeline',
      type: 'block_actions',
    };
    expect(await handler(signed(payloadBody(twofold)))).toMatchObject({ statusCode: 200 });
    expect(enqueued).toMatchObject([{ ask: { kind: 'deed' } }]);
  });
});

describe('a request of another workspace or app', () => {
  const elsewhere = 'Signalbox belongs to another workspace, so nothing was done.';

  it('by slash command gets one private refusal', async () => {
    const { handler, enqueued } = door();
    const { statusCode, body } = await handler(signed(commandBody('help', { team_id: 'T0PARTNERS' })));
    expect(statusCode).toBe(200);
    expect(JSON.parse(body ?? '')).toMatchObject({ response_type: 'ephemeral', text: elsewhere });
    expect(enqueued).toEqual([]);
  });

  it('by click gets one private refusal', async () => {
    const { handler, enqueued } = door();
    expect(await handler(signed(click(APPROVE, { team: { id: 'T0PARTNERS' } })))).toMatchObject({ statusCode: 200 });
    expect(told()).toMatchObject([{ text: elsewhere }]);
    expect(enqueued).toEqual([]);
  });

  it('by form gets one private refusal, and the installation that the form belongs to is what counts', async () => {
    const { handler, enqueued } = door();
    const view = { callback_id: 'approval:reject', private_metadata: toMetadata(APPROVAL, {}) };
    const foreign = submissionPayload({ ...view, app_installed_team_id: 'T0PARTNERS' });
    const { body } = await handler(signed(payloadBody(foreign)));
    expect(JSON.parse(body ?? '')).toMatchObject({ response_action: 'update', view: { title: { text: 'Not done' } } });
    expect(enqueued).toEqual([]);
    const across = submissionPayload({ ...view, app_installed_team_id: TEAM }, { team: { id: 'T0PARTNERS' } });
    await handler(signed(payloadBody(across)));
    expect(enqueued).toHaveLength(1);
  });

  it('for another app is refused; a request that names no app is not', async () => {
    const { handler, enqueued } = door();
    expect(await handler(signed(click(APPROVE, { api_app_id: 'A0OTHER' })))).toEqual({ statusCode: 403, body: '' });
    expect(await handler(signed(commandBody('list', { api_app_id: 'A0OTHER' })))).toEqual({
      statusCode: 403,
      body: '',
    });
    expect(enqueued).toEqual([]);
    await handler(signed(click(APPROVE, { api_app_id: undefined })));
    expect(enqueued).toHaveLength(1);
  });
});

describe('what nobody listens to', () => {
  it('is answered with 200, so that Slack does not send it again', async () => {
    const { handler, enqueued } = door();
    for (const type of ['app_rate_limited', 'event_callback']) {
      const body = JSON.stringify({ type, team_id: TEAM, event: { type: 'app_mention' } });
      expect(await handler(signed(body, { contentType: 'application/json' }))).toEqual({ statusCode: 200, body: '' });
    }
    expect(enqueued).toEqual([]);
  });

  it('proves to Slack that this is its address', async () => {
    const { handler } = door();
    const body = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aB' });
    const answer = await handler(signed(body, { contentType: 'application/json' }));
    expect(answer).toMatchObject({ statusCode: 200, body: '{"challenge":"3eZbrw1aB"}' });
  });

  it('answers Slack’s check of its certificate only when that is signed', async () => {
    const { handler } = door();
    expect(await handler(signed('ssl_check=1&token=x'))).toEqual({ statusCode: 200, body: '' });
    expect(await handler(signed('ssl_check=1&token=x', { secret: 'other' }))).toEqual({ statusCode: 401, body: '' });
  });
});
