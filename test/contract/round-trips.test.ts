import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClick } from '../bench/functions/click.ts';
import { startFunction } from '../bench/functions/function-process.ts';
import { inSequence, type Remotes, startRemotes } from '../bench/functions/remotes.ts';

let remotes: Remotes;
beforeAll(async () => {
  remotes = await startRemotes();
});
afterAll(() => remotes.stop());

describe('between a click and its acknowledgement', () => {
  it('a cold function makes two calls, and a warm one a single one', async () => {
    const requests = startFunction('slack-requests', remotes);
    try {
      expect(await requests.invoke(aClick())).toMatchObject({ statusCode: 200 });
      const cold = remotes.takeCalls();
      expect(await requests.invoke(aClick())).toMatchObject({ statusCode: 200 });
      const warm = remotes.takeCalls();

      expect(cold.map(({ name }) => name)).toEqual(['ssm:GetParameters', 'events:PutEvents']);
      expect(inSequence(cold)).toBe(2);
      expect(warm.map(({ name }) => name)).toEqual(['events:PutEvents']);
    } finally {
      requests.stop();
    }
  });
});
