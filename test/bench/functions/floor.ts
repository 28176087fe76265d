import type { Remotes } from './remotes.ts';

/** Nothing can be faster than its remote calls: the same calls without any work around them, one after the other, on open connections.
 * @returns ms */
export async function bareRoundTrips(remotes: Remotes, calls: readonly ('aws' | 'slack')[]): Promise<number> {
  const began = performance.now();
  for (const to of calls) {
    const [url, headers] =
      to === 'aws'
        ? [remotes.aws, { 'x-amz-target': 'AWSEvents.PutEvents' }]
        : [`${remotes.slack}/api/api.test`, { 'content-type': 'application/json; charset=utf-8' }];
    const response = await fetch(url, { method: 'POST', headers, body: '{}' });
    await response.arrayBuffer();
  }
  return performance.now() - began;
}
