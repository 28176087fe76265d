import type { HttpRequest, HttpResponse } from '../ports.ts';
import { OPERATION_NAMES, TARGET_PREFIX } from './model.ts';
import { ServiceError } from './service-error.ts';
import { isObject } from './validate.ts';

/* AWS JSON 1.1: `POST /`, the operation in X-Amz-Target, the error's name in the body's `__type`. Signatures are not checked. */

const CONTENT_TYPE = 'application/x-amz-json-1.1';

export interface WireCall {
  operation: string;
  input: Record<string, unknown>;
  caller: string;
}

/** @param caller ARN of who calls; unknown: the access key of the signature stands for a principal
 * @throws ServiceError UnknownOperationException, SerializationException */
export function parseRequest({ method, headers, body }: HttpRequest, accountId: string, caller?: string): WireCall {
  const target = headers['x-amz-target'] ?? '';
  const operation = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : '';
  if (method !== 'POST' || !OPERATION_NAMES.includes(operation))
    throw new ServiceError(
      'UnknownOperationException',
      `There is no operation for ${method} with the target '${target.slice(0, 200)}'`,
    );
  return { operation, input: parseBody(body), caller: caller ?? callerOf(headers, accountId) };
}

function parseBody(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  let input: unknown;
  try {
    input = JSON.parse(body.toString('utf8'));
  } catch (cause) {
    const error = new ServiceError('SerializationException', 'The request body is not valid JSON');
    error.cause = cause;
    throw error;
  }
  if (!isObject(input)) throw new ServiceError('SerializationException', 'The request body must be a JSON object');
  return input;
}

function callerOf(headers: HttpRequest['headers'], accountId: string): string {
  const key = /Credential=([\w+=,.@-]{1,128})\//.exec(headers.authorization ?? '')?.[1] ?? 'anonymous';
  return `arn:aws:sts::${accountId}:assumed-role/sandbox/${key}`;
}

/** @param answer undefined: the body is empty */
export const answerOf = (answer: unknown, requestId: string): HttpResponse =>
  response(200, answer === undefined ? '' : JSON.stringify(answer), requestId);

export const refusalOf = ({ name, message, status }: ServiceError, requestId: string): HttpResponse =>
  response(status, JSON.stringify({ __type: name, message }), requestId);

const response = (status: number, body: string, requestId: string): HttpResponse => ({
  status,
  headers: { 'content-type': CONTENT_TYPE, 'x-amzn-requestid': requestId },
  body,
});
