import { CONCURRENT_EXECUTIONS, OVERRIDE_OF_UNKNOWN_EXECUTION } from '../choices.ts';
import { editExecution, editPipeline } from '../machine/draft.ts';
import { override } from '../machine/flow.ts';
import { isFull } from '../machine/new-execution.ts';
import { hasEnded, stageRunOf } from '../machine/pipeline-views.ts';
import { ServiceError } from '../service-error.ts';
import type { Execution, Pipeline } from '../state.ts';
import { findPipeline, findStage, operation } from './operation.ts';

interface Input {
  pipelineName: string;
  stageName: string;
  pipelineExecutionId: string;
  conditionType: 'BEFORE_ENTRY' | 'ON_SUCCESS';
}

const PLACES = { BEFORE_ENTRY: 'beforeEntry', ON_SUCCESS: 'onSuccess' } as const;

/** Lets an execution go on although a condition has failed, or while it is still being evaluated. */
export const overrideStageCondition = operation<Input>('OverrideStageCondition', ({ draft, caller }, input) => {
  const { pipelineName, stageName, pipelineExecutionId, conditionType } = input;
  const found = findPipeline(draft, pipelineName);
  findStage(found, stageName);
  const known = found.executions.get(pipelineExecutionId);
  if (!known)
    throw new ServiceError(
      OVERRIDE_OF_UNKNOWN_EXECUTION,
      `Pipeline '${pipelineName}' does not have a pipeline execution with id '${pipelineExecutionId}'`,
    );
  const place = PLACES[conditionType];
  checkOverridable(found, known, stageName, place);

  const pipeline = editPipeline(draft, found);
  const execution = editExecution(draft, pipeline, pipelineExecutionId);
  const stage = stageRunOf(execution, stageName);
  const condition = stage?.conditions[place];
  if (!stage || !condition) throw new Error(`${pipelineExecutionId} has lost its condition ${place} in ${stageName}`);
  for (const run of execution.rules) if (condition.rules.includes(run.id)) run.updatedBy = caller;
  override(draft, pipeline, execution, stage, condition);
});

function checkOverridable(
  pipeline: Pipeline,
  execution: Execution,
  stageName: string,
  place: 'beforeEntry' | 'onSuccess',
): void {
  const fixed = (why: string) =>
    new ServiceError(
      'ConditionNotOverridableException',
      `The condition of stage '${stageName}' cannot be overridden: ${why}`,
    );
  if (execution.mode !== 'PARALLEL' && pipeline.slots.get(stageName)?.latest !== execution.id)
    throw new ServiceError(
      'NotLatestPipelineExecutionException',
      `Pipeline execution '${execution.id}' is not the latest in stage '${stageName}'`,
    );
  const stage = stageRunOf(execution, stageName);
  const condition = stage?.conditions[place];
  if (!stage || !condition) throw fixed('it was not evaluated');
  if (condition.result === 'SKIP') throw fixed('its result is SKIP');
  if (execution.version !== pipeline.version) throw fixed('the structure of the pipeline has changed since');
  const evaluating = condition.status === 'InProgress';
  if (evaluating && (execution.stop ?? execution.cut))
    throw new ServiceError('ConflictException', `Pipeline execution '${execution.id}' is ending`);
  if (!evaluating && (condition.status !== 'Failed' || stage.status !== 'Failed'))
    throw fixed(`it is ${condition.status}, its stage ${stage.status}`);
  if (hasEnded(execution) && isFull(pipeline))
    throw new ServiceError(
      'ConcurrentPipelineExecutionsLimitExceededException',
      `Pipeline '${pipeline.name}' has reached its limit of ${CONCURRENT_EXECUTIONS} concurrent pipeline executions`,
    );
}
