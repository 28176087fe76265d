import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Log } from '../app/ports.ts';
import type { OperationRequest } from '../domain/operation.ts';
import { AcceptedRequest } from './accepted-request.ts';
import { createBolt } from './bolt.ts';
import { createSlackClient } from './client.ts';
import { EVENTS } from './event-kinds.ts';
import { type HttpRequest, json, readBody, readRequest, status } from './http-request.ts';
import { createListeners, ephemeral, type ListenerDeps, plainDrawing, refusal } from './listeners.ts';
import { appOf, installedTeam, type Payload, parsePayload } from './payloads.ts';
import { createSignatureCheck } from './signature.ts';

export interface SlackRequestsOptions {
  readonly signingSecret: () => Promise<string>;
  /** reads the secret again, past any cache */
  readonly rereadSecret: () => Promise<string>;
  readonly botToken: () => Promise<string>;
  /** reads the token again, past any cache; absent: it is asked for as usual */
  readonly rereadToken?: () => Promise<string>;
  readonly teamId: string;
  /** compared with what a request names, when both are there */
  readonly appId?: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly slackApiUrl: string;
  /** epoch ms */
  readonly now: () => number;
  /** @throws when the bus did not take it; then the person is told, and nothing has happened */
  readonly enqueue: (request: OperationRequest) => Promise<void>;
  /** what lists that load while somebody types are answered from; called when the first of them is asked for */
  readonly suggestions: ListenerDeps['suggestions'];
  readonly log: Log;
  /** whether the function that changes pipelines is deployed */
  readonly changes: boolean;
}

export type SlackRequestsHandler = (event: unknown) => Promise<APIGatewayProxyStructuredResultV2>;

/** Bolt warns of an event that nobody listens to; of ours nobody can say that it came by mistake. */
function isNothingToUs(payload: Payload): boolean {
  if (payload.kind === 'event') return !EVENTS.some((type) => type === payload.body.event.type);
  return payload.kind === 'ssl_check' || payload.kind === 'unheard';
}

/** A modal opens within Slack's three seconds or not at all. */
const OPEN_TIMEOUT_MS = 2_000;
const ELSEWHERE = 'Signalbox belongs to another workspace, so nothing was done.';

/** The one door to the internet. It answers whatever comes with 2xx or 4xx (503 when the signing secret cannot be read), says
 * nothing to strangers, and puts what members ask for on the bus before it acknowledges it. */
export function createSlackRequests(options: SlackRequestsOptions): SlackRequestsHandler {
  const {
    teamId,
    appId,
    slackApiUrl,
    botToken,
    rereadToken = botToken,
    now,
    enqueue,
    suggestions,
    log,
    changes,
  } = options;
  const isSigned = createSignatureCheck(options);
  const slack = createSlackClient({ slackApiUrl, botToken, rereadToken, now, timeoutMs: OPEN_TIMEOUT_MS });
  const listeners = createListeners({ slack, suggestions, slackApiUrl, enqueue, log, changes });
  const bolt = createBolt({ ...options, listeners });

  return async (event) => {
    const read = readRequest(event);
    if (!read.ok) {
      log.warn('A request that is too large or of no kind that Slack sends was refused', { status: read.status });
      return status(read.status);
    }
    const { request } = read;
    const signed = await verify(request);
    if (signed !== true) return signed;
    const payload = parsePayload(readBody(request));
    if (!payload) return unreadable();
    if (isOtherApp(payload)) return status(403);
    if (!isHere(payload)) return turnAway(payload);
    if (isNothingToUs(payload)) return status(200);
    const { statusCode, headers, body } = await bolt(new AcceptedRequest(payload, request));
    return { statusCode, body, ...(headers ? { headers } : {}) };
  };

  async function verify(request: HttpRequest): Promise<true | APIGatewayProxyStructuredResultV2> {
    try {
      if (await isSigned(request)) return true;
    } catch (error) {
      log.error('The signing secret cannot be read', { cause: error instanceof Error ? error.name : 'unknown' });
      return status(503);
    }
    log.warn('A request without a good signature was refused');
    return status(401);
  }

  function unreadable(): APIGatewayProxyStructuredResultV2 {
    log.warn('A signed request is nothing that Slack sends');
    return status(400);
  }

  function isOtherApp(payload: Payload): boolean {
    const named = appOf(payload);
    const other = appId !== undefined && named !== undefined && named !== appId;
    if (other) log.warn('A request for another app was refused', { kind: payload.kind });
    return other;
  }

  function isHere(payload: Payload): boolean {
    if (!('body' in payload) || payload.kind === 'url_verification') return true;
    return installedTeam(payload) === teamId;
  }

  /** Whoever sees our messages from another workspace gets one private refusal and learns nothing else. */
  async function turnAway(payload: Payload): Promise<APIGatewayProxyStructuredResultV2> {
    log.warn('A request from another workspace was refused', { kind: payload.kind });
    switch (payload.kind) {
      case 'command':
        return json(ephemeral(plainDrawing(ELSEWHERE)));
      case 'click': {
        const responseUrl = listeners.trust(payload.body.response_url ?? undefined);
        await listeners.respond(
          { surface: 'button', ...(responseUrl === undefined ? {} : { responseUrl }) },
          ELSEWHERE,
        );
        return status(200);
      }
      case 'submission':
        return json(refusal(undefined, ELSEWHERE));
      case 'suggestion':
        return json({ options: [] });
      default:
        return status(200);
    }
  }
}
