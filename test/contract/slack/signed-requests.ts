import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { OperationRequest } from '../../../src/domain/operation.ts';
import { createSlackRequests, type SlackRequestsOptions } from '../../../src/slack/app.ts';

export const NOW = Date.parse('2026-11-22T14:00:00Z');
export const SECRET = 'test-secret';
export const TEAM = 'T0HOME';
const FORM = 'application/x-www-form-urlencoded';

export interface Sent {
  readonly secret?: string;
  readonly atMs?: number;
  readonly contentType?: string | undefined;
  readonly base64?: boolean;
  readonly headers?: Record<string, string>;
  readonly method?: string;
}

/** A request as a function URL hands it over, signed as Slack signs. */
export function signed(body: string | Buffer, sent: Sent = {}): APIGatewayProxyEventV2 {
  const { secret = SECRET, atMs = NOW, base64 = false, method = 'POST' } = sent;
  const bytes = Buffer.from(body);
  const timestamp = String(Math.floor(atMs / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(bytes).digest('hex')}`;
  const contentType = 'contentType' in sent ? sent.contentType : FORM;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: {
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      'x-slack-signature': signature,
      'x-slack-request-timestamp': timestamp,
      ...sent.headers,
    },
    requestContext: {
      accountId: '1',
      apiId: 'x',
      domainName: 'x',
      domainPrefix: 'x',
      http: { method, path: '/', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'Slackbot 1.0' },
      requestId: 'x',
      routeKey: '$default',
      stage: '$default',
      time: 'x',
      timeEpoch: atMs,
    },
    body: bytes.toString(base64 ? 'base64' : 'utf8'),
    isBase64Encoded: base64,
  };
}

export const payloadBody = (payload: object) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

export function commandBody(text: string, rest: Record<string, string> = {}): string {
  return new URLSearchParams({
    command: '/pipeline',
    text,
    user_id: 'U0BEN',
    team_id: TEAM,
    channel_id: 'C0DEPLOYS',
    trigger_id: '1.2.3',
    response_url: 'https://hooks.slack.com/commands/1/2/3',
    ...rest,
  }).toString();
}

export function clickPayload(action: Record<string, unknown>, rest: Record<string, unknown> = {}) {
  return {
    type: 'block_actions',
    user: { id: 'U0BEN', username: 'ben', team_id: TEAM },
    team: { id: TEAM, domain: 'home' },
    api_app_id: 'A0APP',
    container: { type: 'message', message_ts: '1763800000.000100', channel_id: 'C0DEPLOYS', is_ephemeral: false },
    channel: { id: 'C0DEPLOYS', name: 'deployments' },
    message: { ts: '1763800000.000100', text: 'x' },
    trigger_id: '1.2.3',
    state: { values: {} },
    enterprise: null,
    is_enterprise_install: false,
    response_url: 'http://127.0.0.1:9/response/1',
    actions: [{ type: 'button', block_id: 'b', action_ts: '1.2', ...action }],
    ...rest,
  };
}

export function submissionPayload(view: Record<string, unknown>, rest: Record<string, unknown> = {}) {
  return {
    type: 'view_submission',
    user: { id: 'U0BEN', username: 'ben', team_id: TEAM },
    team: { id: TEAM, domain: 'home' },
    api_app_id: 'A0APP',
    trigger_id: '1.2.3',
    response_urls: [],
    view: { id: 'V1', type: 'modal', blocks: [], state: { values: {} }, hash: '1.a', ...view },
    ...rest,
  };
}

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: unknown;
}

/** The handler with everything around it recorded. */
export function aDoor(rest: Partial<SlackRequestsOptions> = {}) {
  const enqueued: OperationRequest[] = [];
  const lines: LogLine[] = [];
  const note = (level: string) => (message: string, fields?: unknown) => void lines.push({ level, message, fields });
  const handler = createSlackRequests({
    signingSecret: async () => SECRET,
    rereadSecret: async () => SECRET,
    botToken: async () => 'xoxb-test',
    teamId: TEAM,
    appId: 'A0APP',
    botId: 'B0APP',
    botUserId: 'U0APP',
    slackApiUrl: 'http://127.0.0.1:9/api/',
    now: () => NOW,
    enqueue: async (request) => void enqueued.push(request),
    changes: true,
    suggestions: async () => {
      throw new Error('nobody asked for options here');
    },
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    ...rest,
  });
  return { handler, enqueued, lines };
}
