import { availableParallelism, loadavg } from 'node:os';
import type { Bench } from './bench.ts';
import { codepipelineScale } from './codepipeline-scale.ts';
import { load } from './load/index.ts';
import { keepResults } from './results.ts';
import { inWords } from './text-table.ts';

// A part that measures the memory of the whole process stands before those that fill it.
const BENCHES: Readonly<Record<string, Bench>> = { emulator: codepipelineScale, load };

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`No bench is called "${unknown[0]}". Usage: npm run bench [-- ${Object.keys(BENCHES).join(' | ')}]`);
  process.exitCode = 2;
} else await run(asked.length > 0 ? asked : Object.keys(BENCHES));

async function run(names: readonly string[]): Promise<void> {
  const busy = loadavg()[0] ?? 0;
  console.log(`Node ${process.version}, ${availableParallelism()} cores, load average ${inWords(busy)} at the start`);
  for (const name of names) {
    const { results, problems } = (await BENCHES[name]?.()) ?? { results: undefined, problems: [] };
    keepResults(name, results);
    for (const problem of problems.slice(0, 20)) console.error(`✗ ${name}: ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
}
