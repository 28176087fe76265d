import { type KeepDeps, keepMessages } from './keep-messages.ts';
import { toLiveObservations } from './live-observations.ts';
import type { PipelineReads, StoredExecution } from './ports.ts';

export interface RefreshDeps extends KeepDeps {
  readonly reads: Pick<PipelineReads, 'state' | 'executions' | 'structure'>;
}

/** How far back an execution is looked for in the list of its pipeline. */
const LOOK_BACK = 50;

/** Reads what is true of one execution now, folds it in, and redraws its messages. For moments when what is known is certainly not
 * enough: somebody acted on a message that turned out to be out of date, or an event lacked what a button needs. */
export async function refreshExecution(deps: RefreshDeps, known: StoredExecution): Promise<StoredExecution> {
  const { ref } = known.execution;
  const [live, summaries, structure] = await Promise.all([
    deps.reads.state(ref),
    deps.reads.executions(ref, LOOK_BACK),
    deps.reads.structure(ref, undefined),
  ]);
  const summary = summaries?.find(({ executionId }) => executionId === ref.executionId);
  const at = new Date(deps.now()).toISOString();
  let newest = known;
  for (const event of toLiveObservations(known.execution, live, summary, structure, at)) {
    ({ stored: newest } = await deps.executions.observe(event, deps.now()));
  }
  return keepMessages(deps, newest);
}
