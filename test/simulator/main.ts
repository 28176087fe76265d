import { parseArgs } from 'node:util';
import { runSeed } from './run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string', default: '25' },
  },
});
const from = Number(values.from);
const seeds = Number(values.seeds);
const began = Date.now();
const bad: number[] = [];

for (let seed = from; seed < from + seeds; seed++) {
  const run = await runSeed(seed, Number(values.steps));
  if (run.violations.length === 0) continue;
  bad.push(seed);
  console.log(`\nseed ${seed}`);
  if (seeds === 1) for (const line of run.story) console.log(`  ${line}`);
  for (const violation of run.violations.slice(0, 10)) console.log(`  ✗ ${violation}`);
}
const seconds = ((Date.now() - began) / 1000).toFixed(1);
console.log(
  `\n${seeds} seeds from ${from}, ${seeds - bad.length} hold, ${bad.length} do not, ${seconds} s${bad.length > 0 ? `: ${bad.slice(0, 20).join(', ')}` : ''}`,
);
process.exitCode = bad.length > 0 ? 1 : 0;
