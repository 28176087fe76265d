import type { HttpRequest } from '../ports.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import { invalidArguments, SlackError } from './slack-error.ts';

/** Arguments that are JSON, also where they come as a form field or as a string within JSON, and what Slack answers
 * when they are not. */
const JSON_ARGUMENTS = new Map<string, () => SlackError>([
  ['blocks', () => new SlackError('invalid_blocks_format')],
  ['files', () => invalidArguments(['must provide an array [json-pointer:/files]'])],
  ['attachments', () => new SlackError('invalid_attachments')],
  ['metadata', () => new SlackError('invalid_metadata_format')],
  ['view', () => invalidArguments(['must provide an object [json-pointer:/view]'])],
  ['message', () => invalidArguments(['must provide an object [json-pointer:/message]'])],
  ['unfurls', () => new SlackError('invalid_unfurls_format')],
]);

/** The arguments of a Web API call: of the query, and of the body as a form or as JSON. What is null or absent is
 * left out.
 * @throws SlackError `invalid_json`, `json_not_object`, `invalid_post_type`, and those of JSON_ARGUMENTS */
export function readArguments(request: HttpRequest, query: URLSearchParams): JsonObject {
  const given = { ...Object.fromEntries(query), ...readBody(request) };
  const entries = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, decoded(name, value)]));
}

function decoded(name: string, value: unknown): unknown {
  const problem = JSON_ARGUMENTS.get(name);
  return problem && typeof value === 'string' && value !== '' ? decode(value, problem) : value;
}

function decode(text: string, problem: () => SlackError): unknown {
  try {
    return parseJson(text);
  } catch {
    throw problem();
  }
}

function readBody({ headers, body }: HttpRequest): JsonObject {
  const text = body.toString('utf8');
  if (text.trim() === '') return {};
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return readJson(text);
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
  throw new SlackError(type === '' ? 'missing_post_type' : 'invalid_post_type');
}

function readJson(text: string): JsonObject {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    throw new SlackError('invalid_json');
  }
  if (!isObject(value)) throw new SlackError('json_not_object');
  return value;
}

/** The token of the Authorization header, else of the field `token`. */
export function readToken({ headers }: HttpRequest, args: JsonObject): string | null {
  const bearer = /^bearer\s+(\S+)$/i.exec((headers.authorization ?? '').trim())?.[1];
  if (bearer !== undefined) return bearer;
  return typeof args.token === 'string' && args.token !== '' ? args.token : null;
}
