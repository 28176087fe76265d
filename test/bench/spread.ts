/** What was measured several times. */
export interface Spread {
  readonly runs: number;
  readonly median: number;
  readonly p95: number;
  /** half of all values lie within: from the first quartile to the third */
  readonly middleHalf: readonly [number, number];
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    runs: sorted.length,
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    middleHalf: [quantile(sorted, 0.25), quantile(sorted, 0.75)],
  };
}

/** Which of two was more, or that nobody can tell. */
export type Comparison =
  | { readonly kind: 'more' | 'less'; readonly by: number; readonly interval: readonly [number, number] }
  | { readonly kind: 'within the noise'; readonly interval: readonly [number, number] };

/** Compares what was measured in the same rounds, one after the other: whatever else the machine did in a round weighs on both.
 *
 * The interval holds the median of the rounds' differences in 95 of 100 such benches, whatever the shape of the noise (order statistics,
 * the sign test). Where it holds zero, or there are fewer than six rounds, there is no difference to speak of. */
export function compare(values: readonly number[], others: readonly number[]): Comparison {
  const rounds = Math.min(values.length, others.length);
  const differences = Array.from({ length: rounds }, (_, round) => (values[round] ?? 0) - (others[round] ?? 0));
  const sorted = differences.toSorted((a, b) => a - b);
  const cut = roundsCutOff(rounds);
  const low = cut === undefined ? Number.NEGATIVE_INFINITY : (sorted[cut] ?? 0);
  const high = cut === undefined ? Number.POSITIVE_INFINITY : (sorted[rounds - 1 - cut] ?? 0);
  const interval = [low, high] as const;
  if (low <= 0 && high >= 0) return { kind: 'within the noise', interval };
  return { kind: low > 0 ? 'more' : 'less', by: Math.abs(quantile(sorted, 0.5)), interval };
}

/** How many of the least and of the largest differences the interval leaves out. @returns undefined: too few rounds for any interval */
function roundsCutOff(rounds: number): number | undefined {
  let share = 0.5 ** rounds;
  let below = 0;
  let cut: number | undefined;
  for (let count = 0; count < rounds; count++) {
    below += share;
    if (below > 0.025) return cut;
    cut = count;
    share *= (rounds - count) / (count + 1);
  }
  return cut;
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(at)] ?? 0;
  const upper = sorted[Math.ceil(at)] ?? lower;
  return lower + (upper - lower) * (at - Math.floor(at));
}
