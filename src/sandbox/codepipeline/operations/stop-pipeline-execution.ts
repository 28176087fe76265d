import { STOP_OF_UNKNOWN_EXECUTION } from '../choices.ts';
import { editExecution, editPipeline } from '../machine/draft.ts';
import { stop } from '../machine/interventions.ts';
import { hasEnded } from '../machine/pipeline-views.ts';
import { ServiceError } from '../service-error.ts';
import { findPipeline, operation } from './operation.ts';

interface Input {
  pipelineName: string;
  pipelineExecutionId: string;
  abandon?: boolean;
  reason?: string;
}

/** Waits for the running actions, or abandons them; a stop that waits can still be turned into one that abandons. */
export const stopPipelineExecution = operation<Input>('StopPipelineExecution', ({ draft }, input) => {
  const { pipelineName, pipelineExecutionId, abandon = false, reason } = input;
  const found = findPipeline(draft, pipelineName);
  const known = found.executions.get(pipelineExecutionId);
  if (!known)
    throw new ServiceError(
      STOP_OF_UNKNOWN_EXECUTION,
      `Pipeline '${pipelineName}' does not have a pipeline execution with id '${pipelineExecutionId}'`,
    );
  if (hasEnded(known))
    throw new ServiceError(
      'PipelineExecutionNotStoppableException',
      `Pipeline execution '${pipelineExecutionId}' is not in progress: ${known.status}`,
    );
  if (known.stop && (known.stop.abandon || !abandon))
    throw new ServiceError(
      'DuplicatedStopRequestException',
      `Pipeline execution '${pipelineExecutionId}' is already stopping`,
    );
  const pipeline = editPipeline(draft, found);
  stop(draft, pipeline, editExecution(draft, pipeline, pipelineExecutionId), abandon, reason);
  return { pipelineExecutionId };
});
