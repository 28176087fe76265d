import { createPipeline } from './create-pipeline.ts';
import { deletePipeline } from './delete-pipeline.ts';
import { disableStageTransition } from './disable-stage-transition.ts';
import { enableStageTransition } from './enable-stage-transition.ts';
import { getPipeline } from './get-pipeline.ts';
import { getPipelineExecution } from './get-pipeline-execution.ts';
import { getPipelineState } from './get-pipeline-state.ts';
import { listActionExecutions } from './list-action-executions.ts';
import { listPipelineExecutions } from './list-pipeline-executions.ts';
import { listPipelines } from './list-pipelines.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import type { Operation } from './operation.ts';
import { putApprovalResult } from './put-approval-result.ts';
import { retryStageExecution } from './retry-stage-execution.ts';
import { rollbackStage } from './rollback-stage.ts';
import { startPipelineExecution } from './start-pipeline-execution.ts';
import { stopPipelineExecution } from './stop-pipeline-execution.ts';
import { tagResource } from './tag-resource.ts';
import { untagResource } from './untag-resource.ts';
import { updatePipeline } from './update-pipeline.ts';

const OPERATIONS = new Map<string, Operation>(
  [
    createPipeline,
    deletePipeline,
    disableStageTransition,
    enableStageTransition,
    getPipeline,
    getPipelineExecution,
    getPipelineState,
    listActionExecutions,
    listPipelineExecutions,
    listPipelines,
    listTagsForResource,
    putApprovalResult,
    retryStageExecution,
    rollbackStage,
    startPipelineExecution,
    stopPipelineExecution,
    tagResource,
    untagResource,
    updatePipeline,
  ].map((operation) => [operation.name, operation]),
);

/** An operation that the emulator carries out; undefined for the others of the service. */
export const operationNamed = (name: string): Operation | undefined => OPERATIONS.get(name);
