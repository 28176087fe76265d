import { HISTORY_MS } from '../choices.ts';
import type { Execution, Pipeline } from '../state.ts';
import { type Draft, editPipeline } from './draft.ts';
import { hasEnded } from './pipeline-views.ts';

/** Forgets executions that ended longer ago than the service keeps its history. What a stage still shows as its latest stays. */
export function forgetOldHistory(draft: Draft): void {
  const limit = draft.now - HISTORY_MS;
  for (const pipeline of draft.pipelines.values()) {
    const old = oldExecutions(pipeline, limit);
    if (old.length === 0) continue;
    const { executions, jobs } = editPipeline(draft, pipeline);
    for (const { id } of old) executions.delete(id);
    for (const { id, executionId } of jobs.values()) if (!executions.has(executionId)) jobs.delete(id);
  }
}

function oldExecutions(pipeline: Pipeline, limit: number): Execution[] {
  const old: Execution[] = [];
  for (const execution of pipeline.executions.values()) {
    // Oldest first: whoever started later cannot have ended before the limit.
    if (execution.startedAt > limit) break;
    if (hasEnded(execution) && execution.updatedAt < limit && !isShown(pipeline, execution.id)) old.push(execution);
  }
  return old;
}

const isShown = ({ slots }: Pipeline, id: string): boolean =>
  [...slots.values()].some(
    ({ latest, lastRuns }) => latest === id || [...lastRuns.values()].some(({ executionId }) => executionId === id),
  );
