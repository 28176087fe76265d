import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from './stage.ts';

/** Stands in infra/slack-manifest.yml wherever Slack needs the function URL. */
const PLACEHOLDER = 'https://example.com/';

/** The manifest of the Slack app with the function URL filled in, its comments kept.
 * @throws Error for an address that Slack could not send to */
export async function manifestFor(url: string): Promise<string> {
  const text = await readFile(join(PROJECT, 'infra/slack-manifest.yml'), 'utf8');
  return text.replace(/(url: )https:\/\/example\.com\//g, `$1${checkUrl(url)}`);
}

/** The app as it is before there is anything to send to. */
export function firstManifest(): Promise<string> {
  return manifestFor(PLACEHOLDER);
}

/** Slack takes https only; the sandbox's own Slack, which is on this machine, takes the sandbox. */
function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (!url || !(url.protocol === 'https:' || isHere) || url.username !== '' || url.password !== '')
    throw new Error(`“${text}” is no https address; Slack sends to nothing else.`);
  return url.href;
}
