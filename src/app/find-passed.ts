import type { PipelineRef } from '../domain/ids.ts';
import type { LiveStage, LiveState } from './codepipeline-ports.ts';
import type { Executions, Red, Reds, StoredExecution } from './ports.ts';

/** Finds failures whose stage has gone on to another execution: CodePipeline retries only what a stage saw last, so their Retry has to go.
 * @returns the executions whose failures are over, to be redrawn */
export async function findPassed(
  deps: { readonly reds: Reds; readonly executions: Pick<Executions, 'addFacts'> },
  ref: PipelineRef,
  live: LiveState,
): Promise<StoredExecution[]> {
  const passed: StoredExecution[] = [];
  for (const red of await deps.reds.of(ref)) {
    const stage = live.stages.find(({ name }) => name === red.stage);
    const by = stage?.executionId;
    if (stage && by !== undefined && by !== red.execution.executionId) {
      if (!changedSince(stage, red)) continue;
      passed.push(await deps.executions.addFacts(red.execution, [{ kind: 'passed', stage: red.stage, by }]));
    } else if (stage && stage.status !== 'Succeeded') continue;
    await deps.reds.forget(red);
  }
  return passed;
}

/** What was read may be from before the failure; then the stage shows the execution before, not the one after. The next in a queue comes
 * at the very moment. */
function changedSince({ actions }: LiveStage, { at }: Red): boolean {
  return actions.some(({ changedAt }) => changedAt !== undefined && changedAt >= at);
}
