import type { WebClient } from '@slack/web-api';
import { platformFailure, SlackCallError } from './slack-failure.ts';

/** The methods of Slack's Web API that we call, in the official client's types. */
export interface SlackMethods {
  readonly auth: { test(): Promise<WithHeaders> };
  readonly bots: Pick<WebClient['bots'], 'info'>;
  readonly chat: Pick<WebClient['chat'], 'postMessage' | 'postEphemeral' | 'update' | 'delete' | 'unfurl'>;
  readonly conversations: Pick<WebClient['conversations'], 'history' | 'replies' | 'info' | 'open'>;
  readonly files: Pick<WebClient['files'], 'getUploadURLExternal' | 'completeUploadExternal' | 'info'>;
  readonly usergroups: { readonly users: Pick<WebClient['usergroups']['users'], 'list'> };
  readonly users: Pick<WebClient['users'], 'info' | 'lookupByEmail'>;
  readonly views: Pick<WebClient['views'], 'open' | 'push' | 'update' | 'publish'>;
  /** A file's bytes as text. @param url checked to be Slack's
   * @param atMost bytes; of a larger one nothing more is read
   * @throws SlackCallError */
  download(url: string, atMost: number): Promise<string | 'too_large'>;
}

/** An answer with what stands above it: the scopes of the token (`x-oauth-scopes`), the time (`date`). */
export interface WithHeaders {
  readonly answer: object;
  readonly headers: Headers;
}

export interface Transport {
  readonly slackApiUrl: string;
  readonly token: string;
  readonly timeoutMs: number;
}

/** Slack's Web API by plain requests: one attempt, bounded, and every refusal under a name.
 *
 * The official client brings its own queue, retries and waiting for rate limits, all of which would have to be switched off here, and
 * 50 KB into each bundle; its types are what is used of it. */
export function createSlackMethods(transport: Transport): SlackMethods {
  const method = (name: string) => async (args?: object) => (await call(transport, name, args ?? {})).answer;
  const methods = {
    auth: { test: () => call(transport, 'auth.test', {}) },
    bots: { info: method('bots.info') },
    chat: {
      postMessage: method('chat.postMessage'),
      postEphemeral: method('chat.postEphemeral'),
      update: method('chat.update'),
      delete: method('chat.delete'),
      unfurl: method('chat.unfurl'),
    },
    conversations: {
      history: method('conversations.history'),
      replies: method('conversations.replies'),
      info: method('conversations.info'),
      open: method('conversations.open'),
    },
    files: {
      getUploadURLExternal: method('files.getUploadURLExternal'),
      completeUploadExternal: method('files.completeUploadExternal'),
      info: method('files.info'),
    },
    usergroups: { users: { list: method('usergroups.users.list') } },
    users: { info: method('users.info'), lookupByEmail: method('users.lookupByEmail') },
    views: {
      open: method('views.open'),
      push: method('views.push'),
      update: method('views.update'),
      publish: method('views.publish'),
    },
    download: (url: string, atMost: number) => download(transport, url, atMost),
  };
  // Slack answers in the shapes that the types promise; whatever matters of them is parsed where it is used.
  return methods as unknown as SlackMethods;
}

/** @throws SlackCallError for everything but an answer with `ok` */
async function call({ slackApiUrl, token, timeoutMs }: Transport, name: string, args: object): Promise<WithHeaders> {
  const response = await fetch(new URL(name, slackApiUrl), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: toForm(args),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new SlackCallError({ kind: 'unknown' }, name, cause);
  });
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after'));
    throw new SlackCallError({ kind: 'not_now', retryAfterMs: Math.max(1, seconds || 0) * 1_000 }, name);
  }
  const answer = await bodyOf(response, name);
  if (answer.ok === true) return { answer, headers: response.headers };
  throw new SlackCallError(platformFailure(String(answer.error)), name);
}

async function download({ token, timeoutMs }: Transport, url: string, atMost: number): Promise<string | 'too_large'> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new SlackCallError({ kind: 'unknown' }, 'download', cause);
  });
  if (!response.ok || !response.body) throw new SlackCallError({ kind: 'unknown' }, 'download');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > atMost) return 'too_large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Not every method reads JSON; a form is read by all. */
function toForm(args: object): URLSearchParams {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(args)) {
    if (value !== undefined && value !== null)
      form.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return form;
}

const PAUSE_MS = 30_000;

async function bodyOf(response: Response, name: string): Promise<{ readonly ok?: unknown; readonly error?: unknown }> {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && typeof body === 'object' && body !== null) return body;
  // Refused before it reached a method: nothing happened. From 500 on, and where the answer broke off, it may have.
  const refused = response.status >= 400 && response.status < 500;
  throw new SlackCallError(refused ? { kind: 'not_now', retryAfterMs: PAUSE_MS } : { kind: 'unknown' }, name);
}
