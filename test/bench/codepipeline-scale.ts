import { runMany } from '../support/many-executions.ts';
import type { BenchResult } from './bench.ts';
import { inWords } from './text-table.ts';

const LOAD = { pipelines: 200, executions: 50 };
/** Two cores are meant. */
const LIMIT_MS = 60_000;
const LIMIT_MB = 500;

/** The CodePipeline emulator by itself: 200 pipelines with 50 executions each end within a minute and 500 MB. */
export async function codepipelineScale(): Promise<BenchResult> {
  const began = performance.now();
  const { statuses, events } = runMany(LOAD);
  const ms = performance.now() - began;
  const mb = process.memoryUsage().rss / 2 ** 20;
  console.log(`\nThe CodePipeline emulator: ${JSON.stringify(statuses)}, ${inWords(events)} events`);
  console.log(
    `  ${inWords(ms)} ms (budget ${inWords(LIMIT_MS)}), ${inWords(mb)} MB of the whole process (${LIMIT_MB})`,
  );
  const ended = statuses.Succeeded === LOAD.pipelines * LOAD.executions;
  const problems = [
    ...(ended ? [] : ['Not every execution has succeeded']),
    ...(ms < LIMIT_MS ? [] : ['It took longer than its budget']),
    ...(mb < LIMIT_MB ? [] : ['It took more memory than its budget']),
  ];
  return { results: { statuses, events, ms, mb }, problems };
}
