/** One part of `npm run bench`. It prints its tables itself. */
export type Bench = (options: BenchOptions) => Promise<BenchResult>;

export interface BenchOptions {
  /** paths: first the Node that runs this, then those that were named */
  readonly nodes: readonly string[];
}

export interface BenchResult {
  /** for .bench/results.json */
  readonly results: unknown;
  /** what does not hold, in words; any makes the bench fail */
  readonly problems: readonly string[];
  /** times over their budget, in words; they make the bench fail where it is strict */
  readonly slow?: readonly string[];
}
