import { newExecution } from '../domain/execution.ts';
import type { ExecutionRef } from '../domain/ids.ts';
import { type KeepDeps, keepMessages } from './keep-messages.ts';
import { toLiveObservations } from './live-observations.ts';
import type { PipelineReads } from './ports.ts';

export interface RefreshDeps extends KeepDeps {
  readonly reads: Pick<PipelineReads, 'state' | 'executions' | 'structure'>;
}

/** How far back an execution is looked for in the list of its pipeline. */
const LOOK_BACK = 50;

/** Reads what is true of one execution now, folds it in, and redraws its messages. For moments when somebody acted on a message
 * that turned out to be out of date: an event got lost, or was slower than the person. */
export async function refreshExecution(deps: RefreshDeps, ref: ExecutionRef): Promise<void> {
  const stored = await deps.executions.get(ref);
  const execution = stored?.execution ?? newExecution(ref);
  const [live, summaries, structure] = await Promise.all([
    deps.reads.state(ref),
    deps.reads.executions(ref, LOOK_BACK),
    deps.reads.structure(ref, undefined),
  ]);
  const summary = summaries?.find(({ executionId }) => executionId === ref.executionId);
  if (!stored && !summary) return;
  const at = new Date(deps.now()).toISOString();
  let newest = stored;
  for (const event of toLiveObservations(execution, live, summary, structure, at)) {
    ({ stored: newest } = await deps.executions.observe(event, deps.now()));
  }
  if (newest) await keepMessages(deps, newest);
}
