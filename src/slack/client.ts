import { toFailure } from './slack-failure.ts';
import { createSlackMethods, type SlackMethods } from './web-api.ts';

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
   * @throws SlackCallError; `toFailure` names it */
  call<T>(work: (client: SlackMethods) => Promise<T>): Promise<T>;
}

const TIMEOUT_MS = 5_000;
const REREAD_EVERY_MS = 60_000;

export function createSlackClient(options: SlackClientOptions): SlackClient {
  const { slackApiUrl, botToken, rereadToken, now, timeoutMs = TIMEOUT_MS } = options;
  let current: { readonly token: string; readonly client: SlackMethods } | undefined;
  const clientFor = (token: string) => {
    if (current?.token !== token) current = { token, client: createSlackMethods({ slackApiUrl, token, timeoutMs }) };
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
