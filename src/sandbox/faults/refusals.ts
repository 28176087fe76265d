import { awsError } from '../aws/aws-json.ts';
import { queryError } from '../aws/neighbours/query.ts';
import { json } from '../http/json.ts';
import type { HttpResponse } from '../ports.ts';
import type { AwsFault, SlackFault } from './faults.ts';

const TOO_MANY_REQUESTS = 429;
/** What Slack asks for most of the time. */
const RETRY_AFTER_SECONDS = 30;

/** Slack's error codes where the status alone is given. */
const SLACK_ERRORS: Readonly<Record<number, string>> = {
  [TOO_MANY_REQUESTS]: 'ratelimited',
  503: 'service_unavailable',
};

/** An answer of Slack's that refuses.
 * @see https://docs.slack.dev/apis/web-api/rate-limits */
export function slackRefusal({ status = 200, error, retryAfter }: Omit<SlackFault, 'method' | 'every'>): HttpResponse {
  const seconds = retryAfter ?? (status === TOO_MANY_REQUESTS ? RETRY_AFTER_SECONDS : undefined);
  const response = json(status, { ok: false, error: error ?? SLACK_ERRORS[status] ?? 'internal_error' });
  return seconds === undefined
    ? response
    : { ...response, headers: { ...response.headers, 'retry-after': String(seconds) } };
}

/** The errors that every service knows and that are not the caller's fault. In the JSON protocols all others come with 400, those that
 * say "slower" and "not you" among them.
 * @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/CommonErrors.html */
const SERVER_ERRORS: Readonly<Record<string, number>> = {
  InternalError: 500,
  InternalFailure: 500,
  InternalServerError: 500,
  InternalServiceError: 500,
  InternalServiceException: 500,
  InternalException: 500,
  ServiceUnavailable: 503,
  ServiceUnavailableException: 503,
};
const CALLER_ERROR = 400;

/** Services of the Query protocol, which answers in XML. */
const QUERY_SERVICES: readonly string[] = ['sts', 'cloudformation'];
const QUERY_FORBIDDEN = 403;

/** @param name `service:Operation` of the call that is refused */
export function awsRefusal({ error = 'InternalFailure' }: Pick<AwsFault, 'error'>, name = ''): HttpResponse {
  const message = `${error} by POST /control/faults`;
  const status = SERVER_ERRORS[error] ?? CALLER_ERROR;
  if (!QUERY_SERVICES.includes(name.split(':')[0] ?? '')) return awsError(status, error, message);
  return queryError(error === 'AccessDenied' ? QUERY_FORBIDDEN : status, error, message);
}
