import { type Arguments, parseArguments, USAGE } from './arguments.ts';
import { type Case, caseOf, crashCases, EVENT_FAULTS, FUNCTIONS, idOf, matrixCases } from './cases.ts';
import { type Checked, check } from './check.ts';
import { sideBySide } from './side-by-side.ts';
import { type Tally, table } from './table.ts';

const VIOLATIONS_SHOWN = 10;
const BAD_NAMED = 20;

function understood(): Arguments {
  try {
    const wanted = parseArguments(process.argv.slice(2));
    if (wanted.what === 'one') caseOf(wanted.only);
    return wanted;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

function print(name: string, { violations, story }: Checked, withStory: boolean): void {
  console.log(`\n${name}`);
  if (withStory) for (const line of story) console.log(`  ${line}`);
  for (const violation of violations.slice(0, VIOLATIONS_SHOWN)) console.log(`  ✗ ${violation}`);
}

async function one({ only }: Arguments): Promise<boolean> {
  const checked = await check({ id: only });
  print(only, checked, true);
  return checked.violations.length === 0;
}

async function seeds({ from, seeds: count, steps, jobs }: Arguments): Promise<boolean> {
  const began = Date.now();
  const bad: number[] = [];
  const tasks = Array.from({ length: count }, (_, index) => ({ seed: from + index, steps }));
  await sideBySide(tasks, jobs, (checked, index) => {
    if (checked.violations.length > 0) bad.push(from + index);
    if (checked.violations.length > 0 || count === 1) print(`seed ${from + index}`, checked, count === 1);
  });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  const which = bad.length > 0 ? `: ${bad.slice(0, BAD_NAMED).join(', ')}` : '';
  console.log(`\n${count} seeds from ${from}, ${count - bad.length} hold, ${bad.length} do not, ${seconds} s${which}`);
  return bad.length === 0;
}

async function cells(cases: readonly Case[], columns: readonly string[], jobs: number): Promise<boolean> {
  const tallies: Tally[] = [];
  const tasks = cases.map((one) => ({ id: idOf(one) }));
  await sideBySide(tasks, jobs, (checked, index) => {
    const { row = '', column = '' } = cases[index] ?? {};
    const holds = checked.violations.length === 0;
    tallies.push({ row, column, holds });
    if (!holds) print(`npm run simulate -- --only "${tasks[index]?.id}"`, checked, false);
  });
  console.log(`\n${table(tallies, columns)}`);
  return tallies.every(({ holds }) => holds);
}

const wanted = understood();
const holds = {
  one: () => one(wanted),
  seeds: () => seeds(wanted),
  matrix: async () => cells(await matrixCases(wanted.shuffles), EVENT_FAULTS, wanted.jobs),
  crashes: async () => cells(await crashCases(), FUNCTIONS, wanted.jobs),
};
process.exitCode = (await holds[wanted.what]()) ? 0 : 1;
