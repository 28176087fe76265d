import type { Drawing } from '../app/ports.ts';
import { trustedUrl } from './trusted-url.ts';

const SLACK_HOSTS: readonly string[] = ['hooks.slack.com', 'hooks.slack-gov.com'];

/** The address where Slack takes an answer, or undefined for any other.
 * @param slackApiUrl its origin counts as Slack's, for the sandbox */
export function trustedResponseUrl(text: string | undefined, slackApiUrl: string): string | undefined {
  return trustedUrl(text, SLACK_HOSTS, slackApiUrl);
}

const TIMEOUT_MS = 5_000;

/** Answers the person who clicked or typed, and nobody else.
 * @param options.replace in place of the message whose button was pressed
 * @returns false when Slack did not take it: used up, expired, or out of reach */
export async function postToResponseUrl(
  url: string,
  drawing: Drawing,
  { timeoutMs = TIMEOUT_MS, replace = false }: { readonly timeoutMs?: number; readonly replace?: boolean } = {},
): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        response_type: 'ephemeral',
        replace_original: replace,
        text: drawing.text,
        blocks: drawing.blocks,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer(); // lets the connection go
    return response.ok;
  } catch {
    return false; // the caller has other ways
  }
}
