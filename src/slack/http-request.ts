import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod/mini';

/** A request as it came over the wire, small enough and of a kind that Slack sends. */
export interface HttpRequest {
  readonly bytes: Buffer;
  readonly type: 'form' | 'json';
  readonly signature: string;
  /** as sent: seconds since the epoch */
  readonly timestamp: string;
}

export type ReadRequest =
  | { readonly ok: true; readonly request: HttpRequest }
  | { readonly ok: false; readonly status: 400 | 405 | 413 | 415 };

/** Slack's own bodies are a tenth of this. */
const MAX_BYTES = 256 * 1024;

const nullish = <T extends z.ZodMiniType>(type: T) => z.optional(z.nullable(type));

/** A function URL's event, as far as it is read here. Whoever may invoke the function can leave out or twist any of it. */
const UrlEvent = z.object({
  requestContext: nullish(z.object({ http: nullish(z.object({ method: nullish(z.string()) })) })),
  headers: nullish(z.record(z.string(), nullish(z.string()))),
  body: nullish(z.string()),
  isBase64Encoded: nullish(z.boolean()),
});
type UrlEvent = z.infer<typeof UrlEvent>;

/** Reads a function URL's event, before anybody looks into the body. */
export function readRequest(payload: unknown): ReadRequest {
  const parsed = UrlEvent.safeParse(payload);
  if (!parsed.success) return { ok: false, status: 400 };
  const event = parsed.data;
  const method = event.requestContext?.http?.method ?? 'POST';
  if (method !== 'POST') return { ok: false, status: 405 };
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BYTES) return { ok: false, status: 413 };
  const header = headersOf(event);
  const type = typeOf(header('content-type'));
  if (type === undefined) return { ok: false, status: 415 };
  if (bytes.length === 0) return { ok: false, status: 400 };
  const [signature, timestamp] = [header('x-slack-signature'), header('x-slack-request-timestamp')];
  return { ok: true, request: { bytes, type, signature, timestamp } };
}

function headersOf({ headers }: UrlEvent): (name: string) => string {
  const entries = Object.entries(headers ?? {}).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    value ?? '',
  ]);
  const known = new Map(entries);
  return (name) => known.get(name) ?? '';
}

function typeOf(contentType: string): HttpRequest['type'] | undefined {
  const [type = ''] = contentType.toLowerCase().split(';');
  if (type.trim() === 'application/x-www-form-urlencoded') return 'form';
  return type.trim() === 'application/json' ? 'json' : undefined;
}

/** What is in the body: JSON, the JSON in a form's `payload`, or the form's fields.
 * @returns undefined for what cannot be read */
export function readBody({ bytes, type }: HttpRequest): unknown {
  const text = bytes.toString('utf8');
  if (type === 'json') return parseJson(text);
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : parseJson(payload);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // told as 400
  }
}

/** An answer without words: whoever has no business here learns nothing. */
export function status(statusCode: number): APIGatewayProxyStructuredResultV2 {
  return { statusCode, body: '' };
}

export function json(body: object): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}
