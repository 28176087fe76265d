import type { Execution } from '../state.ts';
import { findPipeline, operation, seconds } from './operation.ts';
import { type Paged, page } from './paging.ts';
import { presentRevision, presentRollback, presentTrigger } from './present.ts';

interface Input extends Paged {
  pipelineName: string;
  filter?: { succeededInStage?: { stageName?: string } };
}

/** Newest first. `succeededInStage` finds what a stage could be rolled back to: good there, and of the current version. */
export const listPipelineExecutions = operation<Input>('ListPipelineExecutions', ({ draft }, input) => {
  const { pipelineName, filter, maxResults = 100, nextToken } = input;
  const pipeline = findPipeline(draft, pipelineName);
  const stage = filter?.succeededInStage?.stageName;
  const succeeded = ({ version, stages }: Execution) =>
    version === pipeline.version && stages.findLast(({ name }) => name === stage)?.status === 'Succeeded';
  const newestFirst = [...pipeline.executions.values()]
    .reverse()
    .filter((execution) => stage === undefined || succeeded(execution));
  const question = JSON.stringify(['ListPipelineExecutions', pipelineName, stage]);
  const { items, ...rest } = page(newestFirst, ({ number }) => number, question, maxResults, nextToken);
  const pipelineExecutionSummaries = items.map((execution) => ({
    pipelineExecutionId: execution.id,
    status: execution.status,
    startTime: seconds(execution.startedAt),
    lastUpdateTime: seconds(execution.updatedAt),
    sourceRevisions: execution.revisions.map(({ action, revision }) => ({
      actionName: action,
      ...presentRevision(pipeline, execution, action, revision, draft),
    })),
    trigger: presentTrigger(execution),
    ...(execution.stop?.reason !== undefined && { stopTrigger: { reason: execution.stop.reason } }),
    executionMode: execution.mode,
    executionType: execution.type,
    ...presentRollback(execution),
  }));
  return { pipelineExecutionSummaries, ...rest };
});
