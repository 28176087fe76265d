import type { HttpResponse } from '../../ports.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import type { Workspace } from '../workspace.ts';
import { signatureOf } from './sign.ts';

/** The app must answer within three seconds of real time, whatever the workspace's clock says. */
const ANSWER_WITHIN_MS = 3_000;

export const FORM = 'application/x-www-form-urlencoded';
export const JSON_TYPE = 'application/json';

/** How the app answered a signed request. */
export interface Answer {
  /** HTTP status; 0: none in time */
  status: number;
  /** parsed when it is JSON, else the text */
  body: unknown;
  /** what Slack calls the failure; null: a 2xx in time */
  error: 'operation_timeout' | 'dispatch_failed' | null;
}

/** Sends an interaction: one form field `payload`. */
export function sendInteraction(workspace: Workspace, payload: JsonObject): Promise<Answer> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return send(workspace, String(payload.type), body, FORM);
}

/** Signs and sends a request, and waits for the answer, but not longer than Slack does.
 * @param kind for the log: `slash command`, `block_actions` */
export async function send(workspace: Workspace, kind: string, body: string, contentType: string): Promise<Answer> {
  const { deps } = workspace;
  const startedAt = deps.clock.now();
  const timestamp = Math.floor(startedAt / 1000);
  const headers = {
    'content-type': contentType,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    accept: '*/*',
    'accept-encoding': 'gzip,deflate',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signatureOf(deps.signingSecret, timestamp, body),
  };
  const answer = await inTime(() => deps.deliver({ headers, body }), deps.answerWithinMs ?? ANSWER_WITHIN_MS);
  deps.log?.({
    at: startedAt,
    from: 'slack',
    what: `POST /slack (${kind})`,
    outcome: answer.error ?? String(answer.status),
    ms: deps.clock.now() - startedAt,
  });
  return answer;
}

async function inTime(deliver: () => Promise<HttpResponse>, ms: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'too late'>((resolve) => {
    timer = setTimeout(() => resolve('too late'), ms);
  });
  try {
    const response = await Promise.race([deliver(), tooLate]);
    if (response === 'too late') return { status: 0, body: '', error: 'operation_timeout' };
    const success = response.status >= 200 && response.status < 300;
    return { status: response.status, body: readBody(response), error: success ? null : 'dispatch_failed' };
  } catch (error) {
    // Nobody answered at the other end; Slack tells its user no more than that.
    return { status: 0, body: error instanceof Error ? error.message : String(error), error: 'dispatch_failed' };
  } finally {
    clearTimeout(timer);
  }
}

/** JSON when it is an object, whatever its Content-Type: a function URL calls plain text JSON, too. */
function readBody({ body }: HttpResponse): unknown {
  const text = typeof body === 'string' ? body : body.toString('utf8');
  try {
    const value = parseJson(text);
    return isObject(value) ? value : text;
  } catch {
    return text;
  }
}
