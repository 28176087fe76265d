import { describe, expect, it } from 'vitest';
import { compare, spreadOf } from '../../bench/spread.ts';

/** Noise of ±10 that is the same in every run of this test. */
const noisy = (base: number, rounds = 15, phase = 0) =>
  Array.from({ length: rounds }, (_, round) => base + 10 * Math.sin(7 * (round + phase)));

describe('the spread of a measurement', () => {
  it('is its median, its 95th percentile and where half of it lies', () => {
    const oneToFive = [5, 3, 1, 2, 4];

    expect(spreadOf(oneToFive)).toEqual({ runs: 5, median: 3, p95: 4.8, middleHalf: [2, 4] });
  });
});

describe('comparing two measurements', () => {
  it('sees a difference that every round shows', () => {
    expect(compare(noisy(140), noisy(100))).toMatchObject({ kind: 'more', by: expect.closeTo(40) });
    expect(compare(noisy(100), noisy(140))).toMatchObject({ kind: 'less', by: expect.closeTo(40) });
  });

  it('sees a small difference under noise that both share, as in rounds that stand side by side', () => {
    expect(compare(noisy(101), noisy(100))).toMatchObject({ kind: 'more', by: expect.closeTo(1) });
  });

  it('calls none what may go either way', () => {
    expect(compare(noisy(101), noisy(100, 15, 3))).toMatchObject({ kind: 'within the noise' });
  });

  it('leaves out three of the least and of the largest of fifteen differences', () => {
    const differences = Array.from({ length: 15 }, (_, index) => index + 1);

    expect(compare(differences, Array(15).fill(0))).toEqual({ kind: 'more', by: 8, interval: [4, 12] });
  });

  it('cannot tell anything from five rounds', () => {
    expect(compare([9, 9, 9, 9, 9], [1, 1, 1, 1, 1]).kind).toBe('within the noise');
    expect(compare([9, 9, 9, 9, 9, 9], [1, 1, 1, 1, 1, 1]).kind).toBe('more');
  });
});
