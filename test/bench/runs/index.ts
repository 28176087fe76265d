import type { BenchResult } from '../bench.ts';
import { inWords, type Row, textTable } from '../text-table.ts';
import { type RunCount, sumOf } from './count.ts';
import { type Arrival, failingRun, greenRun } from './recordings.ts';

const ARRIVALS: readonly Arrival[] = ['in real bursts', 'all at once'];
const RUNS = { 'green, 20 events': greenRun, 'failing, 17 events': failingRun };
const SLACK_BUDGET: Readonly<Record<Arrival, number>> = { 'in real bursts': 8, 'all at once': 3 };

/** What one run calls and writes. Counted, in virtual time: the same each time, on any machine. */
export async function runs(): Promise<BenchResult> {
  const rows: Row[] = [];
  const results: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, run] of Object.entries(RUNS)) {
    for (const arrival of ARRIVALS) {
      const count = await run(arrival);
      const title = `${name}, ${arrival}`;
      results[title] = count;
      rows.push(rowOf(title, count, SLACK_BUDGET[arrival]));
      problems.push(...count.problems.map((problem) => `${title}: ${problem}`));
      if (sumOf(count.slackCalls) > SLACK_BUDGET[arrival]) problems.push(`${title}: too many calls to Slack`);
    }
  }
  console.log('\nCalls per run (of budget)');
  console.log(textTable(['', 'Slack', 'writes', 'CodePipeline', 'sweeps', 'table reads', 'containers'], rows));
  return { results, problems };
}

function rowOf(title: string, count: RunCount, slackBudget: number): Row {
  const of = (value: number, budget: number) => `${inWords(value)} of ${inWords(budget)}`;
  return [
    title,
    of(sumOf(count.slackCalls), slackBudget),
    of(count.writes, count.writesAllowed),
    of(sumOf(count.eventPathReads), 3),
    of(count.sweepReads, count.sweepReadsAllowed),
    count.tableReads,
    count.containers,
  ];
}
