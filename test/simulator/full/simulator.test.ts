import { describe, expect, it } from 'vitest';
import { findSabotage } from '../find-sabotage.ts';
import { runSeed } from '../run.ts';
import { SABOTAGES } from '../sabotage.ts';

const SEEDS = 1_000;
const AN_HOUR_MS = 3_600_000;

describe('any run, whatever happens by chance', () => {
  it(`holds for ${SEEDS} seeds`, { timeout: AN_HOUR_MS }, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      expect((await runSeed(seed)).violations, `seed ${seed}`).toEqual([]);
    }
  });
});

describe('the simulator sees', () => {
  it.each(Object.keys(SABOTAGES))('%s', { timeout: AN_HOUR_MS }, async (name) => {
    expect(await findSabotage(name)).toBeDefined();
  });
});
