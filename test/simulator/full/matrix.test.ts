import { describe, expect, it } from 'vitest';
import { type Case, checkCase, crashCases, idOf, matrixCases } from '../cases.ts';

const SHUFFLES = 200;
const AN_HOUR_MS = 3_600_000;

describe('every case', () => {
  it.each([
    ['of the fault matrix', () => matrixCases(SHUFFLES)],
    ['of a function killed at one of its calls', crashCases],
  ])('%s holds', { timeout: AN_HOUR_MS }, async (_which, cases: () => Promise<Case[]>) => {
    for (const one of await cases()) {
      const { violations } = await checkCase(one);
      expect(violations, `npm run simulate -- --only "${idOf(one)}" tells the story`).toEqual([]);
    }
  });
});
