import { describe, expect, it } from 'vitest';
import { NO_ANSWER } from '../../../../src/sandbox/http/no-answer.ts';
import { serve } from '../../../../src/sandbox/http/serve.ts';

describe('a request that is never answered', () => {
  it('leaves its caller waiting until the caller gives up, and does not hold up the end', async () => {
    const complaints: unknown[] = [];
    const service = { handle: async () => NO_ANSWER, now: Date.now };
    const listener = await serve(0, service, (error) => complaints.push(error));
    const url = `http://127.0.0.1:${listener.port}/`;

    await expect(fetch(url, { signal: AbortSignal.timeout(200) })).rejects.toThrow(/timeout/);
    const waiting = fetch(url).catch((error: Error) => error.message);
    await listener.close();

    expect(await waiting).toMatch(/fetch failed/);
    expect(complaints).toEqual([]);
  });
});
