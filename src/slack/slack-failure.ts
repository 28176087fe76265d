/** What became of a call that Slack did not answer with `ok`. */
export type SlackFailure =
  | { readonly kind: 'not_now'; readonly retryAfterMs: number }
  /** Slack will never take this call */
  | { readonly kind: 'permanent'; readonly error: string }
  /** Slack no longer takes the token, and did nothing */
  | { readonly kind: 'bad_token'; readonly error: string }
  /** the answer was lost or says that something broke on the way: it may have happened */
  | { readonly kind: 'unknown' };

const BAD_TOKEN: readonly string[] = ['invalid_auth', 'token_revoked', 'token_expired', 'not_authed'];
const NOT_NOW: readonly string[] = ['ratelimited', 'rate_limited', 'message_limit_exceeded', 'team_added_to_org'];
/** "Part of the operation may have happened", as Slack says of them. */
const BROKEN: readonly string[] = ['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout'];

const PAUSE_MS = 30_000;

/** What is thrown for a call that Slack did not answer with `ok`. It carries no token and nothing of a message. */
export class SlackCallError extends Error {
  override readonly name = 'SlackCallError';

  readonly failure: SlackFailure;

  /** @param method `chat.postMessage` */
  constructor(failure: SlackFailure, method: string, cause?: unknown) {
    const why = 'error' in failure ? failure.error : failure.kind;
    super(`Slack did not take ${method}: ${why}`, cause === undefined ? {} : { cause });
    this.failure = failure;
  }
}

/** What became of a call, from what it threw; anything else that goes wrong leaves it open whether it happened. */
export function toFailure(error: unknown): SlackFailure {
  return error instanceof SlackCallError ? error.failure : { kind: 'unknown' };
}

/** @param error as Slack names it: `channel_not_found` */
export function platformFailure(error: string): SlackFailure {
  if (BAD_TOKEN.includes(error)) return { kind: 'bad_token', error };
  if (NOT_NOW.includes(error)) return { kind: 'not_now', retryAfterMs: PAUSE_MS };
  if (BROKEN.includes(error)) return { kind: 'unknown' };
  return { kind: 'permanent', error };
}
