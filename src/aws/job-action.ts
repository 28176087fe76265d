import type { PipelineContext } from '@aws-sdk/client-codepipeline';
import { runKeyOf } from '../app/digest.ts';
import { AccountId, type AccountRegion, ExecutionId } from '../domain/ids.ts';
import type { JobAction } from '../domain/job.ts';

const ARN = /^arn:[\w-]+:codepipeline:([\w-]+):(\d{12}):/;

/** The action that a job's context names.
 * @param place of the pipeline where its ARN is not told
 * @param execution where that is not told
 * @returns undefined where something is missing that the work cannot do without */
export function toJobAction(
  context: PipelineContext | undefined,
  place: AccountRegion,
  execution?: string,
): JobAction | undefined {
  const { pipelineName: pipeline, stage, action, pipelineExecutionId = execution, pipelineArn } = context ?? {};
  if (!pipeline || !stage?.name || !action?.name || !action.actionExecutionId || !pipelineExecutionId) return undefined;
  const [, region = place.region, account = place.account] = ARN.exec(pipelineArn ?? '') ?? [];
  return {
    account: AccountId(account),
    region,
    pipeline,
    executionId: ExecutionId(pipelineExecutionId),
    stage: stage.name,
    action: action.name,
    run: runKeyOf(action.actionExecutionId),
  };
}
