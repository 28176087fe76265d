import type { Drawing } from '../app/ports.ts';

const SLACK_HOSTS: readonly string[] = ['hooks.slack.com', 'hooks.slack-gov.com'];

const MAX_URL = 2_000;

/** The address where Slack takes an answer, or undefined for any other: what is signed still comes from outside.
 * @param slackApiUrl its origin counts as Slack's, for the sandbox */
export function trustedResponseUrl(text: string | undefined, slackApiUrl: string): string | undefined {
  if (text === undefined || text.length > MAX_URL || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return undefined;
  const isSlack = url.protocol === 'https:' && url.port === '' && SLACK_HOSTS.includes(url.hostname);
  return isSlack || url.origin === new URL(slackApiUrl).origin ? url.href : undefined;
}

const TIMEOUT_MS = 5_000;

/** Answers the person who clicked or typed, and nobody else.
 * @returns false when Slack did not take it: used up, expired, or out of reach */
export async function postToResponseUrl(url: string, drawing: Drawing, timeoutMs = TIMEOUT_MS): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        response_type: 'ephemeral',
        replace_original: false,
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
