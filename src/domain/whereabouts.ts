import type { ExecutionId } from './ids.ts';
import type { Structure } from './progress.ts';

/** Where an execution is, and how far it has come. */
export interface ExecutionPlace {
  /** stages in which all of its actions were good, in the order of the pipeline */
  readonly good: readonly string[];
  /** where it is now, or where it ended */
  readonly at?: { readonly stage: string; readonly how: 'in' | 'before' };
}

/** A run of an action, newest first in any list. */
interface Run {
  readonly stage: string;
  readonly action: string;
  readonly status: 'InProgress' | 'Abandoned' | 'Succeeded' | 'Failed';
}

interface Stage {
  readonly name: string;
  readonly executionId?: ExecutionId;
  readonly waiting: readonly ExecutionId[];
}

/** Where an execution is, from the runs of its actions and from what stands in and before the stages now.
 * @param structure of the pipeline as it is now: a stage that it has no more is not told
 * @param runs of this execution, newest first
 * @param live the stages as they are now; none in PARALLEL mode */
export function placeOfExecution(
  executionId: ExecutionId,
  { stages }: Structure,
  runs: readonly Run[],
  live: readonly Stage[],
): ExecutionPlace {
  const newest = (stage: string, action: string) => runs.find((run) => run.stage === stage && run.action === action);
  const good = stages
    .filter(({ name, actions }) => actions.every((action) => newest(name, action.name)?.status === 'Succeeded'))
    .map(({ name }) => name);
  const before = live.find(({ waiting }) => waiting.includes(executionId));
  if (before) return { good, at: { stage: before.name, how: 'before' } };
  const reached = stages.findLast(({ name }) => runs.some(({ stage }) => stage === name));
  return { good, ...(reached ? { at: { stage: reached.name, how: 'in' } } : {}) };
}
