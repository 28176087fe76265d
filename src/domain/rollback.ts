import { type ChangeSince, changeSince, type History, type PastExecution } from './change-since.ts';
import type { ExecutionId } from './ids.ts';

/** Those that a stage can go back to.
 * @param good what was good in the stage in the pipeline's present version, newest first
 * @param holder the execution that the stage saw last; what it brought back itself needs no rollback once that is good */
export function rollbackTargets(good: readonly PastExecution[], holder: ExecutionId): readonly PastExecution[] {
  const brought = good.find(({ executionId }) => executionId === holder)?.rollbackOf;
  return good.filter(
    ({ executionId, rollbackOf }) => rollbackOf === undefined && executionId !== holder && executionId !== brought,
  );
}

/** What a rollback would take out of a stage, and what it would put there again. */
export interface RollbackEffect {
  readonly undoes: ChangeSince;
  /** of a rollback before: empty where the target is older than what is there */
  readonly restores: ChangeSince;
}

const NOTHING: ChangeSince = { revisions: [], whole: true };

/** @param holder the execution that the stage saw last, whether it was good there or not */
export function rollbackEffect(history: History, holder: ExecutionId, target: ExecutionId): RollbackEffect {
  const { executions } = history;
  // What a rollback brought back is what is there, not the rollback.
  const there = executions.find(({ executionId }) => executionId === holder)?.rollbackOf ?? holder;
  const isNewer = position(executions, target) < position(executions, there);
  return isNewer
    ? { undoes: NOTHING, restores: changeSince(history, target, there) }
    : { undoes: changeSince(history, there, target), restores: NOTHING };
}

function position(executions: readonly PastExecution[], id: ExecutionId): number {
  const found = executions.findIndex(({ executionId }) => executionId === id);
  return found < 0 ? executions.length : found;
}
