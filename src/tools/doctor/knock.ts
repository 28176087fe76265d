import { createHmac } from 'node:crypto';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { DoorSeen } from '../../domain/deployment.ts';
import { parametersOf } from '../stage/stage.ts';

const TIMEOUT_MS = 10_000;
/** Slack's own way of asking whether a server is there: it is signed like everything else, and does nothing. */
const BODY = 'ssl_check=1';

/** Sends the function URL what Slack might send, signed with the stored secret where these credentials may read it.
 * @returns `skewMs`: this machine's clock minus AWS's, to the second */
export async function knock(url: string, stage: string, region: string): Promise<DoorSeen & { skewMs?: number }> {
  const secret = await readSigningSecret(stage, region);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', secret ?? 'nobody knows it')
    .update(`v0:${timestamp}:${BODY}`)
    .digest('hex');
  const signed = secret !== undefined;
  try {
    const { status, headers } = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
      body: BODY,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const there = Date.parse(headers.get('date') ?? '');
    return { status, signed, ...(Number.isNaN(there) ? {} : { skewMs: Date.now() - there }) };
  } catch {
    return { signed };
  }
}

/** @returns undefined when it is not there, or not for these credentials: the request is then one that has to be refused */
async function readSigningSecret(stage: string, region: string): Promise<string | undefined> {
  try {
    const { Parameter } = await new SSMClient({ region }).send(
      new GetParameterCommand({ Name: parametersOf(stage).signingSecret, WithDecryption: true }),
    );
    return Parameter?.Value;
  } catch {
    return undefined;
  }
}
