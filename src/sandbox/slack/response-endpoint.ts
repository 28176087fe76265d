import type { HttpRequest, HttpResponse } from '../ports.ts';
import type { Channel } from './channels.ts';
import { isObject, type JsonObject, parseJson, stringOr } from './json.ts';
import { readContent } from './message-content.ts';
import { type Message, postAsApp, remove, replaceContent } from './messages.ts';
import type { ResponseTarget } from './response-urls.ts';
import { SlackError } from './slack-error.ts';
import type { Workspace } from './workspace.ts';

/** A POST to a `response_url`. It answers plain text: `ok`, or an error code with status 400 or 404.
 * @param opaque the last part of the URL */
export function answerResponseUrl(workspace: Workspace, opaque: string, request: HttpRequest): HttpResponse {
  const target = workspace.responseUrls.look(opaque);
  if (typeof target === 'string') return plain(404, target);
  const channel = workspace.channels.get(target.channel);
  if (!channel) return plain(404, 'channel_not_found');
  const given = readBody(request);
  if (!given) return plain(400, 'invalid_payload');
  try {
    respond(workspace, target, channel, given);
  } catch (error) {
    if (error instanceof SlackError) return plain(400, error.code); // no detail here, unlike chat.postMessage
    throw error;
  }
  workspace.responseUrls.use(opaque);
  return plain(200, 'ok');
}

function respond(workspace: Workspace, target: ResponseTarget, channel: Channel, given: JsonObject): void {
  const source = target.source && findSource(channel, target.user, target.source.ts);
  if (given.delete_original === true || given.delete_original === 'true') {
    if (!source) throw new SlackError('message_not_found');
    remove(workspace, channel, source);
    return;
  }
  const content = readContent(given, workspace.ids.blockId);
  if (source && (given.replace_original === true || given.replace_original === 'true')) {
    replaceContent(workspace, source, content);
    return;
  }
  const inChannel = given.response_type === 'in_channel';
  const threadTs = stringOr(given.thread_ts, null);
  postAsApp(workspace, channel, content, {
    ephemeralFor: inChannel ? null : target.user,
    threadTs: threadTs !== null && channel.byTs.has(threadTs) ? threadTs : null,
  });
}

function findSource(channel: Channel, user: string, ts: string): Message | undefined {
  return (
    channel.byTs.get(ts) ?? channel.ephemerals.find((message) => message.ts === ts && message.ephemeralFor === user)
  );
}

function readBody({ headers, body }: HttpRequest): JsonObject | null {
  const text = body.toString('utf8');
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  try {
    const value = parseJson(isForm ? (new URLSearchParams(text).get('payload') ?? '') : text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function plain(status: number, body: string): HttpResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
