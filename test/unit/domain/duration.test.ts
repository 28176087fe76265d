import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../../src/domain/duration.ts';

const S = 1_000;
const MIN = 60 * S;
const H = 60 * MIN;
const D = 24 * H;

describe('a duration', () => {
  it.each([
    [-5 * S, '0 s'],
    [0, '0 s'],
    [8_400, '8 s'],
    [59_400, '59 s'],
    [59_900, '1 min'],
    [MIN, '1 min'],
    [4 * MIN + 12 * S, '4 min 12 s'],
    [2 * H, '2 h'],
    [2 * H + 5 * MIN + 59 * S, '2 h 5 min'],
    [D, '1 d'],
    [3 * D + 4 * H + 59 * MIN, '3 d 4 h'],
    [60 * D, '60 d'],
  ])('of %i ms reads "%s"', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });

  it('never reads as sixty of anything', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * D }), (ms) => {
        expect(formatDuration(ms)).not.toMatch(/\b60 (?:s|min)\b/);
      }),
    );
  });
});
