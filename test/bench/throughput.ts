import type { BenchResult } from './bench.ts';
import { runLoad } from './load/run.ts';
import type { Load } from './load/world.ts';
import { compare, spreadOf } from './spread.ts';
import { inWords, textTable } from './text-table.ts';

const ROUNDS = 8;
const LOAD: Omit<Load, 'table'> = { pipelines: 2, executionsEach: 10, channels: 1 };
const TABLES = { 'table in memory': 'memory', 'dynalite on a socket': 'dynalite' } as const;

/** How many events one process takes in, and what it holds meanwhile: with a table that costs nothing, to see our own cost, and with the
 * official client and dynalite. */
export async function throughput(): Promise<BenchResult> {
  const perSecond = new Map<string, number[]>(Object.keys(TABLES).map((name) => [name, []]));
  const residentMb: number[] = [];
  const problems: string[] = [];
  await runLoad({ ...LOAD, table: 'memory' }); // so that the first round finds everything compiled
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, table] of Object.entries(TABLES)) {
      const { events, wallMs, lost } = await runLoad({ ...LOAD, table });
      perSecond.get(name)?.push((events / wallMs) * 1_000);
      problems.push(...lost.map((one) => `${name}: ${one}`));
    }
    residentMb.push(Math.round(process.memoryUsage().rss / 2 ** 20));
  }
  const [inMemory = [], onSocket = []] = perSecond.values();
  const spreads = [...perSecond].map(([name, values]) => [name, spreadOf(values)] as const);
  const floor = spreadOf(inMemory).median;
  const rows = spreads.map(
    ([
      name,
      {
        median,
        middleHalf: [least, most],
      },
    ]) => [name, median, `${inWords(least)}–${inWords(most)}`, median / floor],
  );
  console.log(`\nEvents a second through the stories of pipeline-events and schedule: ${ROUNDS} rounds, interleaved`);
  console.log(textTable(['', 'median', 'middle half', 'ratio'], rows));
  const compared = compare(inMemory, onSocket);
  console.log(
    compared.kind === 'within the noise'
      ? '  The table makes no difference beyond the noise.'
      : `  Without the wire ${inWords(compared.by)} a second ${compared.kind}.`,
  );
  console.log(`  resident after each round: ${residentMb.join(', ')} MB, with both emulators`);
  return { results: { perSecond: Object.fromEntries(spreads), residentMb }, problems };
}
