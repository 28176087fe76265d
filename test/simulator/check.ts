import { caseOf, checkCase } from './cases.ts';
import { runSeed } from './run.ts';

/** One thing to check, as it is handed to whoever has time for it. */
export type Task = { readonly seed: number; readonly steps: number } | { readonly id: string };

export interface Checked {
  readonly violations: readonly string[];
  readonly story: readonly string[];
}

export async function check(task: Task): Promise<Checked> {
  const { violations, story } = 'id' in task ? await checkCase(caseOf(task.id)) : await runSeed(task.seed, task.steps);
  return { violations, story };
}
