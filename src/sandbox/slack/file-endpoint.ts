import type { HttpRequest, HttpResponse } from '../ports.ts';
import { isForTheApp, mimetypeOf } from './files.ts';
import { readToken } from './request-arguments.ts';
import type { Workspace } from './workspace.ts';

/** The bytes of an announced file, as they are or as the field of a form, once. The answer is plain text. */
export function takeUpload(workspace: Workspace, opaque: string, request: HttpRequest): HttpResponse {
  const file = workspace.files.awaited(opaque);
  if (!file || file.bytes) return plain(404, 'not_found');
  const bytes = readBytes(request);
  if (bytes?.length !== file.size) return plain(400, 'size mismatch');
  file.bytes = bytes;
  return plain(200, `OK - ${bytes.length}`);
}

function readBytes({ headers, body }: HttpRequest): Buffer | null {
  const [, quoted, bare] =
    /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(headers['content-type'] ?? '') ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return body;
  const begin = body.indexOf('\r\n\r\n');
  const end = body.indexOf(`\r\n--${boundary}`, begin);
  return begin < 0 || end < 0 ? null : body.subarray(begin + 4, end);
}

/** A file for the app, which shows its token, or for somebody who has the workspace open in a browser. */
export function giveFile(workspace: Workspace, id: string, request: HttpRequest): HttpResponse {
  const file = workspace.files.byId(id);
  const isAllowed =
    readToken(request, {}) === workspace.deps.token || request.headers['sec-fetch-site'] === 'same-origin';
  if (!isAllowed || !isForTheApp(file)) return plain(404, 'not_found');
  return {
    status: 200,
    headers: {
      'content-type': `${mimetypeOf(file)}; charset=utf-8`,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
    body: file.bytes,
  };
}

function plain(status: number, body: string): HttpResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
