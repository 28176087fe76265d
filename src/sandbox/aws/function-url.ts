import { z } from 'zod';
import { json } from '../http/json.ts';
import { pathOf, queryOf } from '../http/split-url.ts';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import type { Outcome } from './functions/protocol.ts';

/** The event of a function URL, payload format 2.0. `rawPath` is what follows `/_url/<function>`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html */
export function toUrlEvent(request: HttpRequest, at: { now: number; requestId: string; name: string }) {
  const rawPath = pathOf(request.url).slice(`/_url/${at.name}`.length) || '/';
  const rawQueryString = queryOf(request.url);
  const parameters = new URLSearchParams(rawQueryString);
  const { cookie, ...headers } = request.headers;
  const query = Object.fromEntries(
    [...new Set(parameters.keys())].map((key) => [key, parameters.getAll(key).join(',')]),
  );
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers,
    ...(rawQueryString === '' ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: 'anonymous',
      apiId: at.name,
      domainName: request.headers.host ?? '127.0.0.1',
      domainPrefix: at.name,
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: at.requestId,
      routeKey: '$default',
      stage: '$default',
      time: new Date(at.now).toUTCString(),
      timeEpoch: at.now,
    },
    ...bodyOf(request),
  };
}

/** JSON and text arrive as text; every other body, forms among them, as base64. */
function bodyOf({ headers, body }: HttpRequest) {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = /^(text\/|application\/(json|xml|javascript))/.test(headers['content-type'] ?? '');
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

const UrlResult = z.object({
  statusCode: z.number().int().min(100).max(599),
  headers: z.record(z.string(), z.coerce.string()).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

const BROKEN: HttpResponse = json(502, { message: 'Internal Server Error' });

/** What the caller of a function URL gets. A handler that fails, or answers in no form Lambda knows, is a 502. */
export function toUrlResponse(outcome: Outcome): HttpResponse {
  if (!outcome.ok) return BROKEN;
  const value: unknown = JSON.parse(outcome.payload ?? 'null');
  if (typeof value !== 'object' || value === null || !('statusCode' in value))
    return { ...json(200, value), body: outcome.payload ?? '' };
  const result = UrlResult.safeParse(value);
  if (!result.success) return BROKEN;
  const { statusCode, headers = {}, body = '', isBase64Encoded } = result.data;
  const named = Object.fromEntries(Object.entries(headers).map(([name, content]) => [name.toLowerCase(), content]));
  const { 'content-length': _counted, ...kept } = named;
  return {
    status: statusCode,
    headers: { 'content-type': 'application/json', ...kept },
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}
