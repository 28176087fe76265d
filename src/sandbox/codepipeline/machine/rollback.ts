import type { Execution, Pipeline, Trigger } from '../state.ts';
import type { Draft } from './draft.ts';
import { newExecution } from './new-execution.ts';
import { actionOf, declarationOf, slotOf, stageRunOf } from './pipeline-views.ts';
import { enter } from './stages.ts';
import { tellPipeline } from './tell.ts';

/** Runs a stage again with the source revisions, artifacts and variables of an execution that was good there.
 * It enters the stage past its gate; the caller has seen to it that the stage is free. */
export function rollBack(
  draft: Draft,
  pipeline: Pipeline,
  stage: string,
  target: Execution,
  trigger: Trigger,
): Execution {
  const execution = newExecution(draft, pipeline, { trigger, variables: target.variables, pinned: [] });
  execution.type = 'ROLLBACK';
  execution.rollbackTarget = target.id;
  execution.revisions = [...target.revisions];
  execution.inherited = inheritance(pipeline, target);
  tellPipeline(draft, pipeline, execution, 'STARTED');
  enter(draft, pipeline, execution, stage);
  return execution;
}

function inheritance(pipeline: Pipeline, target: Execution): Execution['inherited'] {
  const declaration = declarationOf(pipeline, target);
  const succeeded = target.runs.filter(({ status }) => status === 'Succeeded');
  return {
    artifacts: succeeded.flatMap(({ outputs }) => outputs),
    // The newest run of an action comes last and is found last.
    namespaces: succeeded.flatMap(({ stage, action, variables }) => {
      const namespace = actionOf(declaration, stage, action)?.namespace;
      return namespace !== undefined && variables ? [{ namespace, variables }] : [];
    }),
  };
}

/** A result of ROLLBACK: back to the last execution of this version that was good in the stage, if there is one.
 * A rollback that fails is not rolled back itself. */
export function rollBackAutomatically(draft: Draft, pipeline: Pipeline, failed: Execution, stage: string): void {
  if (failed.type === 'ROLLBACK' || failed.mode === 'PARALLEL' || slotOf(pipeline, stage).holder !== null) return;
  const target = [...pipeline.executions.values()].findLast(
    (execution) =>
      execution.type === 'STANDARD' &&
      execution.version === failed.version &&
      stageRunOf(execution, stage)?.status === 'Succeeded',
  );
  const detail = JSON.stringify({ FailedPipelineExecutionId: failed.id });
  if (target) rollBack(draft, pipeline, stage, target, { type: 'AutomatedRollback', detail });
}
