import type { IncomingHttpHeaders } from 'node:http';

const OWN_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

const hostname = (host: string) => host.replace(/:\d+$/, '');

/**
 * Whether a request may be answered at all. The servers listen on loopback only, but any page in the browser can reach
 * loopback: a foreign name (DNS rebinding) and a foreign origin (a page elsewhere) are both refused.
 * @returns why not, or null when it may
 */
export function refusal(headers: IncomingHttpHeaders): string | null {
  const host = headers.host ?? '';
  if (!OWN_NAMES.has(hostname(host))) return `Host "${host}" is not this machine; use 127.0.0.1 or localhost`;
  if (headers['sec-fetch-site'] === 'cross-site') return 'Requests from other sites are refused';
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return `Requests from ${origin} are refused`;
  return null;
}
