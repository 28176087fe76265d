import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Bench, BenchOptions } from './bench.ts';
import { clickToAck } from './click-to-ack.ts';
import { codepipelineScale } from './codepipeline-scale.ts';
import { coldImport } from './cold-import.ts';
import { eventToMessage } from './event-to-message.ts';
import { load } from './load/index.ts';
import { money } from './money/index.ts';
import { keepResults } from './results.ts';
import { runs } from './runs/index.ts';
import { size } from './size.ts';
import { inWords } from './text-table.ts';
import { throughput } from './throughput.ts';

// What measures processes stands first, and what measures the memory of this one before what fills it.
const BENCHES: Readonly<Record<string, Bench>> = {
  import: coldImport,
  click: clickToAck,
  event: eventToMessage,
  size,
  runs,
  emulator: codepipelineScale,
  throughput,
  load,
  money,
};
const NAMES = Object.keys(BENCHES).join(' | ');
const USAGE = `Usage: npm run bench [-- [${NAMES}]… [--strict] [--node PATH]…]`;

const asked = readArguments();
if (typeof asked === 'string') {
  console.error(`${asked}\n${USAGE}`);
  process.exitCode = 2;
} else await run(asked.names, { nodes: [process.execPath, ...asked.nodes] }, asked.strict);

/** @returns what is wrong with them, in words, where something is */
function readArguments(): { names: readonly string[]; nodes: readonly string[]; strict: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      options: { strict: { type: 'boolean', default: false }, node: { type: 'string', multiple: true, default: [] } },
      allowPositionals: true,
    });
    const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name));
    if (unknown !== undefined) return `No bench is called "${unknown}".`;
    const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
    return { names, nodes: values.node, strict: values.strict };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function run(names: readonly string[], options: BenchOptions, strict: boolean): Promise<void> {
  const [busy = 0] = loadavg();
  const cores = availableParallelism();
  console.log(`Node ${process.version}, ${cores} cores, load average ${inWords(busy)} at the start`);
  if (busy > cores / 2) console.log('  Others are at work on this machine: its times are theirs as well.');
  for (const name of names) {
    const { results, problems, slow = [] } = (await BENCHES[name]?.(options)) ?? { results: undefined, problems: [] };
    keepResults(name, results);
    for (const problem of [...problems, ...slow].slice(0, 20)) console.error(`✗ ${name}: ${problem}`);
    if (problems.length > 0 || (strict && slow.length > 0)) process.exitCode = 1;
  }
}
