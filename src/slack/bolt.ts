import { App, AwsLambdaReceiver, type Context, type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../app/ports.ts';
import { AcceptedRequest } from './accepted-request.ts';
import { EVENTS } from './event-kinds.ts';
import { ephemeral, type Listeners } from './listeners.ts';
import type { Payload } from './payloads.ts';

export interface BoltOptions {
  readonly botId: string;
  readonly botUserId: string;
  readonly listeners: Listeners;
  readonly log: Log;
}

const ANY = /[\s\S]*/;

/** Bolt, which sorts requests and turns what listeners acknowledge into the answer. Our guard stands before it (bolt.why.md).
 * @returns Bolt's answer to a request that the guard let through */
export function createBolt({ botId, botUserId, listeners, log }: BoltOptions) {
  const requests = new WeakMap<object, AcceptedRequest>();
  const logger = toLogger(log);
  const receiver = new AwsLambdaReceiver({
    signingSecret: 'checked by the guard',
    signatureVerification: false,
    logger,
    customPropertiesExtractor: (event) => ({ accepted: requests.get(event) }),
  });
  // No token here: the one call we make before the ack reads it itself, so that a click needs no secret but the signature's.
  const app = new App({ receiver, authorize: async () => ({ botId, botUserId }), convoStore: false, logger });

  app.command(ANY, async ({ context, ack }) => {
    const request = acceptedOf(context);
    if (request.payload.kind !== 'command') throw mismatch(request);
    const answer = await listeners.onCommand(request, request.payload.body);
    await (answer === undefined ? ack() : ack(ephemeral(answer)));
  });
  app.action(ANY, async ({ context, ack }) => {
    const request = acceptedOf(context);
    if (request.payload.kind !== 'click') throw mismatch(request);
    await listeners.onClick(request, request.payload.body);
    await ack();
  });
  app.shortcut(ANY, async ({ context, ack }) => {
    const request = acceptedOf(context);
    const { payload } = request;
    if (payload.kind !== 'shortcut' && payload.kind !== 'message_shortcut') throw mismatch(request);
    await listeners.onShortcut(request, payload.body);
    await ack();
  });
  app.options(ANY, async ({ context, ack }) => {
    const request = acceptedOf(context);
    if (request.payload.kind !== 'suggestion') throw mismatch(request);
    await ack(await listeners.onSuggestion(request.payload.body));
  });
  for (const type of EVENTS)
    app.event(type, async ({ context }) => {
      const request = acceptedOf(context);
      if (request.payload.kind !== 'event') throw mismatch(request);
      await listeners.onEvent(request, request.payload.body);
    });
  app.view({ type: 'view_submission', callback_id: ANY }, async ({ context, ack }) => {
    const request = acceptedOf(context);
    if (request.payload.kind !== 'submission') throw mismatch(request);
    const answer = await listeners.onSubmission(request, request.payload.body);
    await (answer === undefined ? ack() : ack(answer));
  });
  app.view({ type: 'view_closed', callback_id: ANY }, async ({ ack }) => ack());
  app.error(async (error) => {
    log.error('A listener failed', { cause: error.name, code: error.code });
    throw error;
  });

  const handler = receiver.toHandler();
  return async (request: AcceptedRequest) => {
    const event = toEvent(request.payload);
    requests.set(event, request);
    return handler(event, {});
  };
}

/** Only what the guard has read reaches Bolt, as JSON: the two can never understand one request in two ways. */
function toEvent(payload: Payload) {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    requestContext: {},
    isBase64Encoded: false,
    body: JSON.stringify('body' in payload ? payload.body : {}, withoutNulls),
  };
}

/** Slack leaves out what is not there, or says null; Bolt looks into a channel that is null. */
function withoutNulls(_key: string, value: unknown): unknown {
  return value === null ? undefined : value;
}

function acceptedOf(context: Context): AcceptedRequest {
  const accepted: unknown = context.accepted;
  if (accepted instanceof AcceptedRequest) return accepted;
  throw new Error('A request reached Bolt past the guard');
}

function mismatch({ payload }: AcceptedRequest): Error {
  return new Error(`Bolt took a ${payload.kind} for something else`);
}

/** Bolt's debug lines hold whole requests, so they end here; of the others only the first line goes on. */
function toLogger(log: Log): Logger {
  const nothing = () => {};
  return {
    debug: nothing,
    info: nothing,
    warn: (first: unknown) => log.warn('Bolt warns', { said: String(first).slice(0, 200) }),
    error: (first: unknown) => log.error('Bolt reports an error', { said: String(first).slice(0, 200) }),
    setLevel: nothing,
    getLevel: () => LogLevel.WARN,
    setName: nothing,
  };
}
