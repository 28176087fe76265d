import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';

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

/** Translates what the web client throws; nobody else reads its errors. */
export function toFailure(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'not_now', retryAfterMs: Math.max(1, error.retryAfter || 0) * 1_000 };
  }
  if (error instanceof WebAPIPlatformError) return ofPlatform(error.data.error);
  if (error instanceof WebAPIHTTPError && error.statusCode < 500) return { kind: 'not_now', retryAfterMs: PAUSE_MS };
  return { kind: 'unknown' };
}

function ofPlatform(error: string): SlackFailure {
  if (BAD_TOKEN.includes(error)) return { kind: 'bad_token', error };
  if (NOT_NOW.includes(error)) return { kind: 'not_now', retryAfterMs: PAUSE_MS };
  if (BROKEN.includes(error)) return { kind: 'unknown' };
  return { kind: 'permanent', error };
}
