/** One part of `npm run bench`. It prints its tables itself. */
export type Bench = () => Promise<BenchResult>;

export interface BenchResult {
  /** for .bench/results.json */
  readonly results: unknown;
  /** what does not hold, in words; any makes the bench fail */
  readonly problems: readonly string[];
}
