import { ROLLBACK_TO_OLDER_VERSION } from '../choices.ts';
import { editPipeline } from '../machine/draft.ts';
import { stageRunOf } from '../machine/pipeline-views.ts';
import { rollBack } from '../machine/rollback.ts';
import { executionNotFound, ServiceError } from '../service-error.ts';
import type { Execution, Pipeline } from '../state.ts';
import { findPipeline, findStage, operation } from './operation.ts';

interface Input {
  pipelineName: string;
  stageName: string;
  targetPipelineExecutionId: string;
}

/** A new execution of the named stage alone, with what an earlier good execution had. */
export const rollbackStage = operation<Input>('RollbackStage', ({ draft, caller }, input) => {
  const { pipelineName, stageName, targetPipelineExecutionId } = input;
  const found = findPipeline(draft, pipelineName);
  findStage(found, stageName);
  const target = found.executions.get(targetPipelineExecutionId);
  if (!target) throw executionNotFound(pipelineName, targetPipelineExecutionId);
  checkRollback(found, stageName, target);
  const pipeline = editPipeline(draft, found);
  const { id } = rollBack(draft, pipeline, stageName, target, { type: 'ManualRollback', detail: caller });
  return { pipelineExecutionId: id };
});

function checkRollback(pipeline: Pipeline, stageName: string, target: Execution): void {
  const { declaration, slots, version } = pipeline;
  const unable = (why: string) =>
    new ServiceError('UnableToRollbackStageException', `Unable to roll back stage '${stageName}': ${why}`);
  if (declaration.pipelineType !== 'V2') throw unable('only V2 pipelines can be rolled back');
  if (declaration.executionMode === 'PARALLEL') throw unable('the pipeline is in PARALLEL mode');
  if (declaration.stages[0]?.name === stageName) throw unable('it is the source stage');
  if (target.version !== version)
    throw new ServiceError(
      ROLLBACK_TO_OLDER_VERSION,
      `Pipeline execution '${target.id}' ran an earlier version of the pipeline`,
    );
  if (target.type === 'ROLLBACK') throw unable('the target is a rollback itself');
  if (stageRunOf(target, stageName)?.status !== 'Succeeded') throw unable('the target did not succeed in it');
  if (slots.get(stageName)?.holder !== null) throw unable('the stage is running');
}
