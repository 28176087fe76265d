const MAX_URL = 2_000;

/** An address at Slack, or undefined for any other: what is signed still comes from outside.
 * @param slackApiUrl its origin counts as Slack's, for the sandbox */
export function trustedUrl(
  text: string | undefined,
  hosts: readonly string[],
  slackApiUrl: string,
): string | undefined {
  if (text === undefined || text.length > MAX_URL || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return undefined;
  const isSlack = url.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname);
  return isSlack || url.origin === new URL(slackApiUrl).origin ? url.href : undefined;
}
