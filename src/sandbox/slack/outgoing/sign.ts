import { createHmac } from 'node:crypto';

/** Slack's request signature, version 0.
 * @param timestamp epoch seconds, as sent in `x-slack-request-timestamp`
 * @param body exactly the bytes that are sent */
export function signatureOf(signingSecret: string, timestamp: number | string, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}
