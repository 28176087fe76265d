const HOSTS: readonly string[] = ['github.com', 'gitlab.com', 'bitbucket.org'];
/** The AWS console, which answers on its bare name and on one name per region. */
const CONSOLES: readonly string[] = ['console.aws.amazon.com', 'console.amazonaws.cn', 'console.amazonaws-us-gov.com'];
/** Longer addresses are not ours and eat the room of the message. */
const MAX_URL = 700;

/** The address as it may stand in a link, or undefined when we do not link there: https, and a host of the list. */
export function safeUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return undefined;
  if (!isListed(url.hostname)) return undefined;
  const href = url.href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return href.length <= MAX_URL ? href : undefined;
}

function isListed(host: string): boolean {
  return HOSTS.includes(host) || CONSOLES.some((console) => host === console || host.endsWith(`.${console}`));
}
