import { CONCURRENT_EXECUTIONS, RETRY_OF_UNKNOWN_EXECUTION } from '../choices.ts';
import { isEvaluating } from '../machine/conditions.ts';
import { editExecution, editPipeline } from '../machine/draft.ts';
import { retry } from '../machine/flow.ts';
import { isFull } from '../machine/new-execution.ts';
import { countedRuns, hasEnded, isRunning, stageRunOf } from '../machine/pipeline-views.ts';
import { ServiceError } from '../service-error.ts';
import type { RetryMode } from '../shapes.ts';
import type { Execution, Pipeline } from '../state.ts';
import { findPipeline, findStage, operation } from './operation.ts';

interface Input {
  pipelineName: string;
  stageName: string;
  pipelineExecutionId: string;
  retryMode: RetryMode;
}

/** Runs a failed or stopped stage again, in the same execution. */
export const retryStageExecution = operation<Input>('RetryStageExecution', ({ draft }, input) => {
  const { pipelineName, stageName, pipelineExecutionId, retryMode } = input;
  const found = findPipeline(draft, pipelineName);
  findStage(found, stageName);
  const known = found.executions.get(pipelineExecutionId);
  if (!known)
    throw new ServiceError(
      RETRY_OF_UNKNOWN_EXECUTION,
      `Pipeline '${pipelineName}' does not have a pipeline execution with id '${pipelineExecutionId}'`,
    );
  checkRetryable(found, known, stageName, retryMode);

  const pipeline = editPipeline(draft, found);
  const execution = editExecution(draft, pipeline, pipelineExecutionId);
  const stage = stageRunOf(execution, stageName);
  if (!stage) throw new Error(`${pipelineExecutionId} was never in ${stageName}`);
  retry(draft, pipeline, execution, stage, retryMode, 'ManualStageRetry');
  return { pipelineExecutionId };
});

function checkRetryable(pipeline: Pipeline, execution: Execution, stageName: string, mode: RetryMode): void {
  const notRetryable = (why: string) =>
    new ServiceError('StageNotRetryableException', `Stage '${stageName}' cannot be retried: ${why}`);
  const stage = stageRunOf(execution, stageName);
  if (!stage) throw notRetryable('the pipeline execution never entered it');
  if (execution.mode !== 'PARALLEL' && pipeline.slots.get(stageName)?.latest !== execution.id)
    throw new ServiceError(
      'NotLatestPipelineExecutionException',
      `Pipeline execution '${execution.id}' is not the latest in stage '${stageName}'`,
    );
  if (execution.version !== pipeline.version) throw notRetryable('the structure of the pipeline has changed since');
  if (execution.cut || execution.status === 'Stopping') throw notRetryable('the pipeline execution is ending');

  const runs = countedRuns(execution, stage);
  const running = runs.some(isRunning) || isEvaluating(execution, stage);
  const unfinished = runs.some((run) => !isRunning(run) && run.status !== 'Succeeded');
  // A stage that was stopped between two groups of actions, or failed by a condition, has no failed action and can still be taken up.
  if (!unfinished && stage.status !== 'Stopped' && stage.status !== 'Failed')
    throw notRetryable('it has no failed actions');
  if (mode === 'ALL_ACTIONS' && running) throw notRetryable('its actions are in progress');
  if (hasEnded(execution) && isFull(pipeline))
    throw new ServiceError(
      'ConcurrentPipelineExecutionsLimitExceededException',
      `Pipeline '${pipeline.name}' has reached its limit of ${CONCURRENT_EXECUTIONS} concurrent pipeline executions`,
    );
}
