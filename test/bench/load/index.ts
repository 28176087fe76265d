import type { BenchResult } from '../bench.ts';
import { inWords } from '../text-table.ts';
import { describe, figures } from './report.ts';
import { type LoadResult, runLoad } from './run.ts';
import { THOUSAND, thousandAtOnce } from './thousand.ts';
import type { Load } from './world.ts';

const PARTS: Readonly<Record<string, Load>> = {
  '1,000 executions in 50 pipelines and 10 channels': THOUSAND,
  '200 executions in one channel at once': { pipelines: 8, executionsEach: 25, channels: 1, table: 'memory' },
  '429 for a minute': {
    pipelines: 10,
    executionsEach: 20,
    channels: 5,
    table: 'memory',
    refusing: { fromMs: 20_000, untilMs: 80_000, retryAfterSeconds: 30 },
  },
};
/** Small enough for dynalite, and for a world whose sweep is switched off. */
const SMALL: Load = { pipelines: 2, executionsEach: 10, channels: 1, table: 'memory' };

/** Many executions at once: how late Slack is, what it costs, and that nothing is lost. */
export async function load(): Promise<BenchResult> {
  const results: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [title, part] of Object.entries(PARTS)) {
    const result = await (part === THOUSAND ? thousandAtOnce() : runLoad(part));
    console.log(describe(title, result));
    results[title] = figures(result);
    problems.push(...[...result.lost, ...growth(result)].map((problem) => `${title}: ${problem}`));
  }
  const double = await runLoad(SMALL);
  const dynalite = await runLoad({ ...SMALL, table: 'dynalite' });
  console.log(
    `\nThe table double, beside dynalite on a socket with the official client (${inWords(double.events)} events)`,
  );
  console.log(`  per event ${costWords(double)} and ${costWords(dynalite)}`);
  results['the table double'] = figures(double);
  results.dynalite = figures(dynalite);
  problems.push(...disagreements(double, dynalite));

  const blind = await runLoad({ ...SMALL, withoutSchedule: true });
  console.log(`  and without the sweep the check finds ${inWords(blind.lost.length)} problems`);
  if (blind.lost.length === 0) problems.push('The check sees nothing although the sweep was switched off');
  return { results, problems };
}

/** What the emulators keep of the load is there once its events have come; while the channels take in the rest, nothing may be added. */
const GROWTH_AT_MOST = 1.1;

function growth({ heap }: LoadResult): string[] {
  const [, loaded, ...later] = heap.map(({ mb }) => mb);
  const last = later.at(-1);
  if (loaded === undefined || last === undefined || last <= loaded * GROWTH_AT_MOST) return [];
  return [`The memory is not flat: ${inWords(loaded)} MB under load, ${inWords(last)} MB when all was quiet`];
}

const costWords = ({ wallMs, events }: LoadResult) => `${inWords(wallMs / events)} ms`;

/** Both get the same calls, and count the same units for those that the table took. */
function disagreements(double: LoadResult, dynalite: LoadResult): string[] {
  return double.calls.operations('dynamodb:').flatMap((name) => {
    const [a, b] = [double.calls.of(name), dynalite.calls.of(name)];
    if (a.count === b.count && a.table === b.table) return [];
    return [`The table double and dynalite disagree on ${name}: ${a.count}, ${a.table} and ${b.count}, ${b.table}`];
  });
}
