import {
  APP,
  BOT_TOKEN,
  CHANNELS,
  OTHER_TEAM_ID,
  PEOPLE,
  SIGNING_SECRET,
  TEAM,
  USER_GROUPS,
} from '../../../../src/sandbox/people.ts';
import type { Clock, HttpResponse, RequestLogEntry, SlackWorkspace } from '../../../../src/sandbox/ports.ts';
import { createSlackWorkspace, type SlackWorkspaceDeps } from '../../../../src/sandbox/slack/index.ts';
import { APP_MANIFEST } from '../../../support/app-manifest.ts';

export const START = Date.UTC(2026, 10, 22, 9, 26, 40);

export interface TestClock extends Clock {
  advance(ms: number): void;
}

function testClock(): TestClock {
  let now = START;
  return {
    now: () => now,
    at: () => () => undefined,
    advance: (ms) => {
      now += ms;
    },
  };
}

export type Json = Record<string, unknown>;

/** A request that Slack sent to the app. */
export interface Sent {
  headers: Record<string, string>;
  raw: string;
  /** the fields of the form, or of the JSON */
  fields: Json;
  /** of an interaction */
  payload: Json;
}

export interface TestWorkspace {
  slack: SlackWorkspace;
  clock: TestClock;
  sent: Sent[];
  log: RequestLogEntry[];
  /** Calls a Web API method with the bot's token, as JSON. */
  call(method: string, args?: Json): Promise<Json>;
  /** Posts to a response_url. */
  respond(url: unknown, body: Json): Promise<HttpResponse>;
}

type AppAnswer = Json | string | { status: number } | undefined;

/** A workspace with the demo's people, and an app that answers as told.
 * @param app undefined and strings are sent as they are, objects as JSON, `{status}` as a failure */
export function aWorkspace(
  app: (sent: Sent, world: TestWorkspace) => AppAnswer | Promise<AppAnswer> = () => undefined,
  overrides: Partial<SlackWorkspaceDeps> = {},
): TestWorkspace {
  const clock = testClock();
  const sent: Sent[] = [];
  const log: RequestLogEntry[] = [];
  let ids = 0;
  let seed = 1;
  const slack = createSlackWorkspace({
    clock,
    newId: () => `id-${ids++}`,
    random: () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    },
    people: PEOPLE,
    userGroups: USER_GROUPS,
    channels: CHANNELS,
    team: TEAM,
    otherTeamId: OTHER_TEAM_ID,
    app: APP,
    manifest: APP_MANIFEST,
    token: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    origin: () => 'http://127.0.0.1:3000',
    deliver: async ({ headers, body }) => {
      const request = readSent(headers, body);
      sent.push(request);
      return toResponse(await app(request, world));
    },
    log: (entry) => log.push(entry),
    ...overrides,
  });
  const world: TestWorkspace = {
    slack,
    clock,
    sent,
    log,
    async call(method, args = {}) {
      const headers = { authorization: `Bearer ${BOT_TOKEN}`, 'content-type': 'application/json; charset=utf-8' };
      const body = Buffer.from(JSON.stringify(args));
      return parse(await slack.handle({ method: 'POST', url: `/api/${method}`, headers, body }));
    },
    respond(url, body) {
      const { pathname } = new URL(String(url));
      const headers = { 'content-type': 'application/json' };
      return slack.handle({ method: 'POST', url: pathname, headers, body: Buffer.from(JSON.stringify(body)) });
    },
  };
  return world;
}

export function parse(response: HttpResponse): Json {
  return JSON.parse(response.body.toString());
}

function readSent(headers: Record<string, string>, raw: string): Sent {
  const isJson = headers['content-type'] === 'application/json';
  const fields: Json = isJson ? JSON.parse(raw) : Object.fromEntries(new URLSearchParams(raw));
  return { headers, raw, fields, payload: typeof fields.payload === 'string' ? JSON.parse(fields.payload) : {} };
}

function toResponse(answer: AppAnswer): HttpResponse {
  if (typeof answer === 'string' || answer === undefined) return { status: 200, headers: {}, body: answer ?? '' };
  if (typeof answer.status === 'number') return { status: answer.status, headers: {}, body: '' };
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
}

/** Digs into JSON that a test knows the shape of: `dig(message, 'blocks', 0, 'text')`. */
export function dig(value: unknown, ...path: (string | number)[]): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, step);
  }
  return found;
}

export const section = (text: string, blockId?: string): Json => {
  return { type: 'section', ...(blockId ? { block_id: blockId } : {}), text: { type: 'mrkdwn', text } };
};

export const button = (actionId: string, value: string): Json => {
  return { type: 'button', action_id: actionId, value, text: { type: 'plain_text', text: actionId } };
};

export const actions = (...elements: Json[]): Json => ({ type: 'actions', block_id: 'acts', elements });

export const modal = (more: Json = {}): Json => {
  const words = (text: string) => ({ type: 'plain_text', text });
  return {
    type: 'modal',
    callback_id: 'reject',
    title: words('Reject'),
    submit: words('Send'),
    blocks: [
      {
        type: 'input',
        block_id: 'why',
        label: words('Reason'),
        element: { type: 'plain_text_input', action_id: 'text' },
      },
    ],
    ...more,
  };
};

export const DEPLOYS = 'C0DEPLOYS';

/** Posts to #deployments.
 * @returns the ts */
export async function post(world: TestWorkspace, args: Json = {}): Promise<string> {
  const answer = await world.call('chat.postMessage', { channel: DEPLOYS, text: 'hello', ...args });
  if (!answer.ok) throw new Error(`the test's message was refused: ${answer.error}`);
  return String(answer.ts);
}

/** The texts in #deployments, newest first. */
export async function textsIn(world: TestWorkspace, args: Json = {}): Promise<unknown[]> {
  const { messages } = await world.call('conversations.history', { channel: DEPLOYS, ...args });
  return Array.isArray(messages) ? messages.map((message) => dig(message, 'text')) : [];
}
