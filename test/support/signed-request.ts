import { APP, SIGNING_SECRET, TEAM } from '../../src/sandbox/people.ts';
import { signatureOf } from '../../src/sandbox/slack/outgoing/sign.ts';

export interface SignedRequest {
  body: string;
  contentType?: string;
  /** epoch seconds; default: now by the sandbox's clock */
  timestamp?: number | string;
  /** default: the sandbox's */
  secret?: string;
  /** in place of the true one */
  signature?: string;
}

/** Sends any request to the function URL as it stands, signed as Slack would, or not.
 * @param now of the sandbox, epoch ms */
export async function sendSigned(
  aws: string,
  now: number,
  { body, contentType = 'application/x-www-form-urlencoded', timestamp, secret, signature }: SignedRequest,
): Promise<{ status: number; body: string }> {
  const at = String(timestamp ?? Math.floor(now / 1000));
  const response = await fetch(`${aws}/_url/slack-requests`, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': at,
      'x-slack-signature': signature ?? signatureOf(secret ?? SIGNING_SECRET, at, body),
    },
    body,
  });
  return { status: response.status, body: await response.text() };
}

/** An interaction travels as JSON in a form's `payload`. */
export const asForm = (payload: object) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

export interface OldClick {
  user: string;
  /** default: the workspace's own */
  team?: string;
  ts: string;
  action_id: string;
  value?: string;
  block_id?: string;
  /** of a menu */
  option?: string;
  trigger_id?: string;
}

/** A click as Slack sends it, on a button that need not be in the message any more. It names no response_url, so the answer comes
 * as an ephemeral message. */
export function clickPayload(click: OldClick): object {
  const { user, team = TEAM.id, ts, action_id, value, block_id = 'b', option, trigger_id } = click;
  return {
    type: 'block_actions',
    user: { id: user, team_id: team },
    team: { id: team },
    api_app_id: APP.appId,
    channel: { id: 'C0DEPLOYS', name: 'deployments' },
    container: { type: 'message', channel_id: 'C0DEPLOYS', message_ts: ts, is_ephemeral: false },
    ...(trigger_id === undefined ? {} : { trigger_id }),
    actions: [
      {
        type: option === undefined ? 'button' : 'overflow',
        action_id,
        block_id,
        ...(value === undefined ? {} : { value }),
        ...(option === undefined ? {} : { selected_option: { value: option } }),
      },
    ],
  };
}

/** A slash command's form. */
export function commandForm(fields: Record<string, string>): string {
  return new URLSearchParams({
    command: '/pipeline',
    text: '',
    user_id: 'U0BEN',
    team_id: TEAM.id,
    channel_id: 'C0DEPLOYS',
    trigger_id: '1.1.a',
    ...fields,
  }).toString();
}
