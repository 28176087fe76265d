import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { toFailure } from './slack-failure.ts';

export interface SlackClientOptions {
  readonly slackApiUrl: string;
  readonly botToken: () => Promise<string>;
  /** reads the token again, past any cache */
  readonly rereadToken: () => Promise<string>;
  /** epoch ms */
  readonly now: () => number;
  /** ms; a call that takes longer counts as lost */
  readonly timeoutMs?: number;
}

/** Slack's Web API with the bot's token. One attempt per call: whoever calls knows what a second one would cost. */
export interface SlackClient {
  /** Runs one call; when Slack no longer takes the token, once more with a token read afresh (at most once a minute).
   * @throws what the web client throws; `toFailure` names it */
  call<T>(work: (client: WebClient) => Promise<T>): Promise<T>;
}

const TIMEOUT_MS = 5_000;
const REREAD_EVERY_MS = 60_000;

/** The one place where the web client is made: no retries of its own, no waiting for a rate limit to pass, a bounded call. */
export function createSlackClient(options: SlackClientOptions): SlackClient {
  const { slackApiUrl, botToken, rereadToken, now, timeoutMs = TIMEOUT_MS } = options;
  let current: { readonly token: string; readonly client: WebClient } | undefined;
  const clientFor = (token: string) => {
    if (current?.token !== token) current = { token, client: newClient(token, slackApiUrl, timeoutMs) };
    return current.client;
  };
  let rereadAt = Number.NEGATIVE_INFINITY;
  return {
    async call(work) {
      try {
        return await work(clientFor(await botToken()));
      } catch (error) {
        if (toFailure(error).kind !== 'bad_token' || now() - rereadAt < REREAD_EVERY_MS) throw error;
        rereadAt = now();
        return work(clientFor(await rereadToken()));
      }
    },
  };
}

function newClient(token: string, slackApiUrl: string, timeoutMs: number): WebClient {
  return new WebClient(token, {
    slackApiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    allowAbsoluteUrls: false,
    logger: SILENT,
  });
}

/** The client's own lines may hold parts of messages; what went wrong reaches us as an error. */
const nothing = () => {};
const SILENT: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};
