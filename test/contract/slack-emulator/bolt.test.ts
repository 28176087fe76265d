import { App, AwsLambdaReceiver, LogLevel } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import { APP, BOT_TOKEN, SIGNING_SECRET } from '../../../src/sandbox/people.ts';
import type { HttpResponse } from '../../../src/sandbox/ports.ts';
import { type Served, serve } from './served.ts';

let served: Served | undefined;
afterEach(async () => {
  await served?.stop();
  served = undefined;
});

const modal: ModalView = {
  type: 'modal',
  callback_id: 'reject',
  title: { type: 'plain_text', text: 'Reject' },
  submit: { type: 'plain_text', text: 'Send' },
  blocks: [
    {
      type: 'input',
      block_id: 'why',
      label: { type: 'plain_text', text: 'Reason' },
      element: { type: 'plain_text_input', action_id: 'text' },
    },
  ],
};

/** An app on the unmodified Bolt for Lambda, reached as through a function URL: form bodies in base64. */
async function serveApp(register: (app: App) => void): Promise<Served> {
  const handlers: ((request: { headers: Record<string, string>; body: string }) => Promise<HttpResponse>)[] = [];
  served = await serve({
    deliver: (request) => handlers[0]?.(request) ?? Promise.reject(new Error('the app is not ready')),
  });
  const receiver = new AwsLambdaReceiver({ signingSecret: SIGNING_SECRET, logLevel: LogLevel.ERROR });
  const { botId, botUserId } = APP;
  const clientOptions = { slackApiUrl: served.apiUrl, retryConfig: { retries: 0 } };
  const app = new App({
    token: BOT_TOKEN,
    botId,
    botUserId,
    receiver,
    convoStore: false,
    clientOptions,
    logLevel: LogLevel.ERROR,
  });
  register(app);
  handlers.push(async ({ headers, body }) => {
    const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
    const event = {
      ...emptyEvent,
      headers,
      body: isForm ? Buffer.from(body).toString('base64') : body,
      isBase64Encoded: isForm,
    };
    const { statusCode, headers: answered = {}, body: answer } = await receiver.toHandler()(event, {});
    const named = Object.entries(answered).map(([name, value]) => [name.toLowerCase(), String(value)]);
    return { status: statusCode, headers: Object.fromEntries(named), body: answer };
  });
  return served;
}

const emptyEvent = {
  httpMethod: 'POST',
  path: '/',
  resource: '/',
  pathParameters: null,
  queryStringParameters: null,
  stageVariables: null,
  requestContext: {},
  multiValueHeaders: {},
  multiValueQueryStringParameters: null,
};

describe('Bolt on Lambda', () => {
  it('accepts the signature of a command, and opens a modal with its trigger_id', async () => {
    const { slack } = await serveApp((app) =>
      app.command('/pipeline', async ({ ack, command, client }) => {
        await client.views.open({ trigger_id: command.trigger_id, view: modal });
        await ack(`${command.user_name}: ${command.text}`);
      }),
    );
    const result = await slack.command({ user: 'dana', channel: 'deployments', text: 'reject shop-web “now”' });
    expect(result).toMatchObject({
      ok: true,
      status: 200,
      body: 'dana: reject shop-web “now”',
      view: { callback_id: 'reject' },
    });
  });

  it('dispatches a click, and answers through respond()', async () => {
    const { slack, apiUrl } = await serveApp((app) =>
      app.action('go', async ({ ack, action, respond, body }) => {
        await ack();
        const value = 'value' in action ? action.value : '';
        await respond({ replace_original: true, text: `${body.user.id} chose ${value}` });
      }),
    );
    const elements = [{ type: 'button', action_id: 'go', value: 'ref-1', text: { type: 'plain_text', text: 'Go' } }];
    const headers = { authorization: `Bearer ${BOT_TOKEN}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ channel: 'C0DEPLOYS', text: 'Go?', blocks: [{ type: 'actions', elements }] });
    await fetch(`${apiUrl}chat.postMessage`, { method: 'POST', headers, body });
    expect(await slack.click({ user: 'ben', channel: 'deployments', action_id: 'go' })).toMatchObject({ ok: true });
    expect(slack.snapshot('dana').messages.C0DEPLOYS).toMatchObject([{ text: 'U0BEN chose ref-1' }]);
  });

  it('dispatches a submission, and its errors show below the input', async () => {
    const { slack } = await serveApp((app) => {
      app.shortcut('start', async ({ ack, shortcut, client }) => {
        await client.views.open({ trigger_id: shortcut.trigger_id, view: modal });
        await ack();
      });
      app.view('reject', async ({ ack, view }) => {
        const reason = view.state.values.why?.text?.value ?? '';
        if (reason.length < 10) await ack({ response_action: 'errors', errors: { why: 'Too short' } });
        else await ack();
      });
    });
    const { view } = await slack.shortcut({ user: 'dana', callback_id: 'start' });
    const submit = (value: string) =>
      slack.submit({ user: 'dana', view_id: view?.id ?? '', values: { why: { text: { value } } } });
    expect(await submit('no')).toMatchObject({ ok: true, body: { response_action: 'errors' } });
    expect(slack.snapshot('dana').modal?.errors).toEqual({ why: 'Too short' });
    expect(await submit('it breaks the cart')).toMatchObject({ ok: true, body: '' });
    expect(slack.snapshot('dana').modal).toBeNull();
  });

  it('answers the options of an external menu, and publishes the Home when it is opened', async () => {
    const { slack } = await serveApp((app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        const pick = { type: 'external_select' as const, action_id: 'pipeline' };
        const blocks = [{ type: 'actions' as const, block_id: 'b', elements: [pick] }];
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
      });
      app.options('pipeline', async ({ ack, options }) => {
        const found = ['shop-web', 'shop-api'].filter((name) => name.startsWith(options.value));
        await ack({ options: found.map((name) => ({ text: { type: 'plain_text', text: name }, value: name })) });
      });
      app.action('pipeline', async ({ ack }) => ack());
    });
    expect(await slack.openHome({ user: 'dana' })).toMatchObject({ ok: true });
    const home = slack.snapshot('dana').home;
    const choose = (value: string) =>
      slack.click({ user: 'dana', view_id: home?.id ?? '', action_id: 'pipeline', value });
    expect(await choose('shop-web')).toMatchObject({ ok: true });
    await expect(choose('nightly')).rejects.toThrow('pipeline has no option nightly');
  });

  it('refuses a request signed with another secret', async () => {
    const { slack } = await serveApp((app) => app.command('/pipeline', async ({ ack }) => ack('yes')));
    expect(await slack.command({ user: 'dana', channel: 'deployments', text: '' })).toMatchObject({ body: 'yes' });
    const receiver = new AwsLambdaReceiver({ signingSecret: SIGNING_SECRET, logLevel: LogLevel.ERROR });
    const forward = async ({
      headers,
      body,
    }: {
      headers: Record<string, string>;
      body: string;
    }): Promise<HttpResponse> => {
      const answer = await receiver.toHandler()({ ...emptyEvent, headers, body, isBase64Encoded: false }, {});
      return { status: answer.statusCode, headers: {}, body: answer.body };
    };
    const forged = await serve({ signingSecret: 'another', deliver: forward });
    const result = await forged.slack.command({ user: 'dana', channel: 'deployments', text: '' });
    expect(result).toMatchObject({ ok: false, status: 401, error: 'dispatch_failed' });
    await forged.stop();
  });
});
