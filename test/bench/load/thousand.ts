import { type LoadResult, runLoad } from './run.ts';
import type { Load } from './world.ts';

export const THOUSAND: Load = { pipelines: 50, executionsEach: 20, channels: 10, table: 'memory' };

let result: Promise<LoadResult> | undefined;

/** Minutes of work, so that all benches of one run share it. */
export function thousandAtOnce(): Promise<LoadResult> {
  result ??= runLoad(THOUSAND);
  return result;
}
