import { randomUUID } from 'node:crypto';
import type { HttpResponse } from '../ports.ts';

/** An answer of the AWS JSON 1.1 protocol. */
export function awsJson(status: number, body: unknown): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(body),
  };
}

/** @param name bare, as clients compare it: `ValidationException` */
export const awsError = (status: number, name: string, message: string): HttpResponse =>
  awsJson(status, { __type: name, message });

/** Hands the body on when it is a JSON object.
 * @returns the answer of `operation`, or the error that says it is none */
export function withJsonBody(body: Buffer, operation: (input: Record<string, unknown>) => HttpResponse): HttpResponse {
  const input = parseObject(body.toString('utf8') || '{}');
  return input ? operation(input) : awsError(400, 'SerializationException', 'The request body is not a JSON object');
}

/** @returns null when the text is not a JSON object */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
