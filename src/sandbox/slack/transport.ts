import { answerAfter, answerInstead, type CallFate, RESPONSE_URL } from '../faults/call-fates.ts';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import { giveFile, takeUpload } from './file-endpoint.ts';
import type { JsonObject } from './json.ts';
import { METHODS, OPEN_METHODS } from './methods/index.ts';
import { readArguments, readToken } from './request-arguments.ts';
import { answerResponseUrl } from './response-endpoint.ts';
import { SlackError } from './slack-error.ts';
import type { Workspace } from './workspace.ts';

const LARGEST_BODY = 1024 * 1024;

/** Everything that arrives at Slack's side: `/api/<method>`, `/response/<opaque>`, and files on their way. Never throws. */
export function handleRequest(workspace: Workspace, request: HttpRequest): HttpResponse {
  const startedAt = workspace.deps.clock.now();
  const { name, response } = route(workspace, request);
  workspace.deps.log?.({
    at: startedAt,
    from: 'slack',
    what: name,
    outcome: outcomeOf(response),
    ms: workspace.deps.clock.now() - startedAt,
  });
  return response;
}

function route(workspace: Workspace, request: HttpRequest): { name: string; response: HttpResponse } {
  const [path = '', query = ''] = request.url.split('?', 2);
  const opaque = /^\/response\/(\w+)\/?$/.exec(path)?.[1];
  if (opaque !== undefined) {
    count(workspace, RESPONSE_URL);
    const response = withFate(workspace, RESPONSE_URL, () =>
      tooLarge(request)
        ? { status: 413, headers: {}, body: 'too_large' }
        : answerResponseUrl(workspace, opaque, request),
    );
    return { name: RESPONSE_URL, response };
  }
  const upload = /^\/upload\/v1\/(\w+)$/.exec(path)?.[1];
  if (upload !== undefined) return { name: 'upload', response: takeUpload(workspace, upload, request) };
  const fileId = /^\/files-pri\/\w+-(\w+)\/[^/]+$/.exec(path)?.[1];
  if (fileId !== undefined) return { name: 'file', response: giveFile(workspace, fileId, request) };
  const method = /^\/api\/([\w.]+)\/?$/.exec(path)?.[1] ?? '';
  const name = METHODS.has(method) ? method : 'unknown_method';
  count(workspace, name);
  const work = () => call(workspace, method, request, new URLSearchParams(query));
  return { name, response: withFate(workspace, name, work) };
}

function withFate(workspace: Workspace, name: string, work: () => HttpResponse): HttpResponse {
  const fate: CallFate = workspace.deps.fateOf?.(name) ?? { kind: 'answered' };
  return answerInstead(fate) ?? answerAfter(fate, guarded(workspace, work));
}

/** Only names that exist are counted, so that junk cannot fill the memory. */
function count({ calls }: Workspace, name: string): void {
  calls.set(name, (calls.get(name) ?? 0) + 1);
}

function call(workspace: Workspace, name: string, request: HttpRequest, query: URLSearchParams): HttpResponse {
  if (tooLarge(request)) return json(workspace, 413, { ok: false, error: 'request_too_large' });
  const method = METHODS.get(name);
  if (!method) throw new SlackError('unknown_method', { req_method: name.slice(0, 100) });
  const args = readArguments(request, query);
  if (!OPEN_METHODS.has(name)) checkToken(workspace, readToken(request, args));
  return json(workspace, 200, { ok: true, ...method(workspace, args) });
}

function checkToken({ deps }: Workspace, token: string | null): void {
  if (token === null) throw new SlackError('not_authed');
  if (token !== deps.token) throw new SlackError('invalid_auth');
}

/** A refusal is an answer; a bug of ours is `internal_error`, as at Slack. */
function guarded(workspace: Workspace, work: () => HttpResponse): HttpResponse {
  try {
    return work();
  } catch (error) {
    if (error instanceof SlackError) return json(workspace, 200, { ok: false, error: error.code, ...error.details });
    return json(workspace, 200, {
      ok: false,
      error: 'internal_error',
      detail: error instanceof Error ? error.message : '',
    });
  }
}

function tooLarge(request: HttpRequest): boolean {
  return request.body.length > LARGEST_BODY;
}

/** The app has what its manifest asks for; whoever calls without all of it is not refused. */
function json({ deps }: Workspace, status: number, body: JsonObject): HttpResponse {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-oauth-scopes': deps.manifest.scopes.join(','),
  };
  return { status, headers, body: JSON.stringify(body) };
}

/** For the log: the error code, else the status. */
function outcomeOf({ status, body }: HttpResponse): string {
  if (status === 0) return 'no answer';
  const error = /^\{"ok":false,"error":"(\w+)"/.exec(body.toString())?.[1];
  return error ?? (status === 200 ? '200' : `${status}`);
}
