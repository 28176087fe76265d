import { describe, expect, it } from 'vitest';
import { findSabotage } from './find-sabotage.ts';
import { runSeed } from './run.ts';
import { QUICKLY_SEEN } from './sabotage.ts';

/** Seeds that once found a bug; they stay. */
const ONCE_BAD = [
  14, 17, 46, 75, 90, 109, 146, 154, 190, 268, 402, 409, 869, 960, 1076, 1260, 4601, 4828, 5203, 5567, 385, 2391, 3750,
  5806,
];
const SEEDS = 20;

describe('any run, whatever happens by chance', () => {
  it.each(ONCE_BAD)('holds for seed %i, which once found a bug', async (seed) => {
    expect((await runSeed(seed)).violations).toEqual([]);
  });

  it(`holds for the first ${SEEDS} seeds`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { violations } = await runSeed(seed);
      expect(violations, `seed ${seed}: npm run simulate -- --seeds 1 --from ${seed} tells the story`).toEqual([]);
    }
  });
});

describe('the simulator sees', () => {
  it.each(QUICKLY_SEEN)('%s', async (name) => {
    expect(await findSabotage(name)).toBeDefined();
  });
});
