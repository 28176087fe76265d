import { functionEnvironment } from '../../src/sandbox/aws/functions/environment.ts';
import type { DeployedFunction } from '../../src/sandbox/aws/stack.ts';
import { inProject, packagedStack } from '../support/packaged.ts';
import type { BenchOptions, BenchResult } from './bench.ts';
import { naiveBundles } from './naive-bundles.ts';
import { processMs, versionOf } from './process-time.ts';
import { compare, type Spread, spreadOf } from './spread.ts';
import { inWords, type Row, textTable } from './text-table.ts';

const ROUNDS = 15;
/** Above a bare process. */
const BUDGET_MS: Readonly<Record<string, number>> = { 'slack-requests': 40 };
const BUDGET_OF_ALL_OTHERS_MS = 60;
/** What a bare process took on the machine for which the budgets were written, by Node's major version. */
const BARE_THERE_MS: Readonly<Record<string, number>> = { 20: 55, 24: 28 };

const BARE = 'bare Node';
const naive = (name: string) => `${name}, naive`;

/** The import of each bundle in a fresh process, beside a bare process and beside a bundle of the same sources without any trick. */
export async function coldImport({ nodes }: BenchOptions): Promise<BenchResult> {
  const naively = await naiveBundles();
  const results: Record<string, unknown> = {};
  const slow: string[] = [];
  for (const node of nodes) {
    const version = versionOf(node);
    const times = measure(node, naively);
    const { rows, spreads, over } = judge(version, times);
    console.log(`\nCold import with Node ${version}: ${ROUNDS} rounds, interleaved; ms of a whole process`);
    console.log(
      textTable(['process', 'median', 'p95', 'middle half', 'above bare', 'ratio to bare', 'budget here', ''], rows),
    );
    results[version] = spreads;
    slow.push(...over);
  }
  return { results, problems: [], slow };
}

/** @returns ms by process, one for each round */
function measure(node: string, naively: Readonly<Record<string, string>>): Map<string, number[]> {
  const { functions } = packagedStack();
  const runs: [string, () => number][] = [
    [BARE, () => processMs(node)],
    ...functions.flatMap((one): [string, () => number][] => [
      [one.name, () => processMs(node, inProject(one.file), environmentOf(one))],
      [naive(one.name), () => processMs(node, naively[one.name], environmentOf(one))],
    ]),
  ];
  for (const [, run] of runs) run(); // so that every file is in the system's cache
  const times = new Map(runs.map(([name]) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) for (const [name, run] of runs) times.get(name)?.push(run());
  return times;
}

function environmentOf(one: DeployedFunction): Record<string, string> {
  const policyFile = { POLICY_FILE: inProject('dist/policy.json') };
  return functionEnvironment(one, {
    settings: policyFile,
    endpoint: 'http://127.0.0.1:9',
    region: 'eu-west-1',
    taskRoot: inProject('.'),
  });
}

function judge(version: string, times: ReadonlyMap<string, readonly number[]>) {
  const bare = times.get(BARE) ?? [];
  const floor = spreadOf(bare).median;
  const spreads: Record<string, Spread> = {};
  const over: string[] = [];
  const rows = [...times].map(([name, values]): Row => {
    const spread = spreadOf(values);
    spreads[name] = spread;
    const above = spread.median - floor;
    const budgetMs = budgetOf(name, version, floor);
    if (budgetMs !== undefined && above > budgetMs)
      over.push(`${name} takes ${inWords(above)} ms above a bare Node ${version}, of ${inWords(budgetMs)}`);
    const [least, most] = spread.middleHalf;
    return [
      name,
      spread.median,
      spread.p95,
      `${inWords(least)}–${inWords(most)}`,
      name === BARE ? '' : inWords(above),
      spread.median / floor,
      budgetMs === undefined ? '' : inWords(budgetMs),
      besideNaive(values, times.get(naive(name))),
    ];
  });
  return { rows, spreads, over };
}

/** A machine that starts Node more slowly loads a bundle more slowly: the budget is a ratio to the bare process of the same run. */
function budgetOf(name: string, version: string, bareMs: number): number | undefined {
  if (name === BARE || name.endsWith(naive(''))) return undefined;
  const there = BARE_THERE_MS[version.slice(1).split('.')[0] ?? ''];
  return there && ((BUDGET_MS[name] ?? BUDGET_OF_ALL_OTHERS_MS) * bareMs) / there;
}

function besideNaive(values: readonly number[], others: readonly number[] | undefined): string {
  if (!others) return '';
  const compared = compare(values, others);
  return compared.kind === 'within the noise'
    ? 'no difference from the naive bundle: within the noise'
    : `${inWords(compared.by)} ms ${compared.kind} than naive`;
}
