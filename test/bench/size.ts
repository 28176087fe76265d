import { readdirSync } from 'node:fs';
import { z } from 'zod';
import { inProject, readJson } from '../support/packaged.ts';
import type { BenchResult } from './bench.ts';
import { inWords, type Row, textTable } from './text-table.ts';

const Metafile = z.object({
  bytesAtStart: z.number(),
  outputs: z.record(
    z.string(),
    z.object({
      bytes: z.number(),
      inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })),
      imports: z.array(z.object({ path: z.string(), kind: z.string() })),
    }),
  ),
});
type Outputs = z.infer<typeof Metafile>['outputs'];

const BUDGET_KB: Readonly<Record<string, number>> = { details: 500 };
const BUDGET_OF_ALL_OTHERS_KB = 400;
/** Smaller ones are told together. */
const SMALL_KB = 4;

/** What each function loads at its start, by package, from esbuild's account of its inputs. */
export async function size(): Promise<BenchResult> {
  const results: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const file of readdirSync(inProject('dist/meta'))) {
    const name = file.replace('.json', '');
    const { outputs, bytesAtStart } = Metafile.parse(readJson(`dist/meta/${file}`));
    const loaded = atStart(outputs, `dist/${name}.mjs`);
    const budgetKb = BUDGET_KB[name] ?? BUDGET_OF_ALL_OTHERS_KB;
    const all = Object.entries(outputs).reduce(
      (sum, [path, { bytes }]) => sum + (path.endsWith('.map') ? 0 : bytes),
      0,
    );
    const packages = byPackage(loaded.flatMap((path) => outputs[path] ?? []));
    console.log(`\n${name}: ${kb(bytesAtStart)} KB at start (budget ${budgetKb}), ${kb(all - bytesAtStart)} on demand`);
    console.log(textTable(['package', 'KB'], rowsOf(packages)));
    results[name] = { bytesAtStart, bytesOnDemand: all - bytesAtStart, packages: Object.fromEntries(packages) };
    if (bytesAtStart > budgetKb * 1024) problems.push(`${name} loads ${kb(bytesAtStart)} KB at its start`);
  }
  return { results, problems };
}

/** The bundle, and whatever it imports other than on demand. */
function atStart(outputs: Outputs, entry: string): string[] {
  const loaded = new Set([entry]);
  for (const file of loaded)
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && outputs[path]) loaded.add(path);
  return [...loaded];
}

/** @returns bytes, largest first */
function byPackage(outputs: readonly Outputs[string][]): [string, number][] {
  const bytes = new Map<string, number>();
  for (const { inputs } of outputs)
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = packageOf(path);
      bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
    }
  return [...bytes].toSorted(([, a], [, b]) => b - a);
}

/** Of our own sources the room. */
function packageOf(path: string): string {
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return inPackage ?? /src\/[^/]+/.exec(path)?.[0] ?? path;
}

function rowsOf(packages: readonly [string, number][]): Row[] {
  const large = packages.filter(([, bytes]) => bytes >= SMALL_KB * 1024);
  const rest = packages.slice(large.length);
  const restBytes = rest.reduce((sum, [, bytes]) => sum + bytes, 0);
  return [...large.map(([name, bytes]): Row => [name, kb(bytes)]), [`${rest.length} smaller ones`, kb(restBytes)]];
}

const kb = (bytes: number) => inWords(Math.round(bytes / 1024));
