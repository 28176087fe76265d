import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../src/domain/duration.ts';

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

describe('a duration that somebody wrote', () => {
  it.each([
    ['1h', H],
    ['30m', 30 * MIN],
    ['7d', 7 * D],
    ['1h30m', 90 * MIN],
    ['90m', 90 * MIN],
    ['2 hours', 2 * H],
    ['1 HOUR', H],
    ['2 h 5 min', 2 * H + 5 * MIN],
    ['1 week, 2 days and 3 hours', 9 * D + 3 * H],
    [' 2w ', 14 * D],
  ])('as “%s” is %i ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    ['nothing', ''],
    ['no unit', '90'],
    ['no number', 'h'],
    ['seconds, which nothing here is measured in', '90s'],
    ['no time at all', '0m'],
    ['less than that', '-1h'],
    ['a part of an hour', '1.5h'],
    ['a unit twice', '1h1h'],
    ['the smaller unit first', '30m1h'],
    ['an unknown unit', '2 fortnights'],
    ['a word that every object knows', '1constructor'],
    ['words after it', '2h sharp'],
    ['a number without an end', `${'9'.repeat(400)}d`],
  ])('is not read from %s', (_what, text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('as it is shown is read as what it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 23 }), fc.integer({ min: 0, max: 59 }), (hours, minutes) => {
        const ms = hours * H + minutes * MIN;
        expect(parseDuration(formatDuration(ms))).toBe(ms);
      }),
    );
  });
});
