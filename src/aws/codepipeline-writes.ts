import {
  DisableStageTransitionCommand,
  EnableStageTransitionCommand,
  PutApprovalResultCommand,
  RetryStageExecutionCommand,
  StartPipelineExecutionCommand,
  StopPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import type { PipelineWrites, WriteResult } from '../app/codepipeline-ports.ts';
import { ExecutionId, type PipelineRef } from '../domain/ids.ts';
import type { Refusal } from '../domain/operation.ts';
import type { ClientFor } from './codepipeline-reads.ts';
import { errorName, toFailure } from './errors.ts';
import { APPROVAL_SUMMARY_MAX, cutTo, STOP_REASON_MAX, toTransitionReason } from './limits.ts';
import { isPossible } from './possible.ts';

/** Writes: each is one attempt (`maxAttempts: 1` on the client), because a repeat could act twice.
 * Foreseen errors of the API come back as refusals; match on names, the texts are not documented. */
export function createPipelineWrites(clientFor: ClientFor): PipelineWrites {
  return {
    putApprovalResult: (target, verdict, summary, token) =>
      write(
        target,
        {
          InvalidApprovalTokenException: { reason: 'already_decided' },
          ApprovalAlreadyCompletedException: { reason: 'already_decided' },
          ...notFound(target.pipeline, target.stage),
        },
        () =>
          clientFor(target).send(
            new PutApprovalResultCommand({
              pipelineName: target.pipeline,
              stageName: target.stage,
              actionName: target.action,
              token,
              result: {
                status: verdict === 'approved' ? 'Approved' : 'Rejected',
                summary: cutTo(summary, APPROVAL_SUMMARY_MAX),
              },
            }),
          ),
      ),
    retry: (target, mode) =>
      write(
        target,
        {
          StageNotRetryableException: { reason: 'not_retryable' },
          NotLatestPipelineExecutionException: { reason: 'superseded' },
          ...notFound(target.pipeline, target.stage),
        },
        () =>
          clientFor(target).send(
            new RetryStageExecutionCommand({
              pipelineName: target.pipeline,
              stageName: target.stage,
              pipelineExecutionId: target.executionId,
              retryMode: mode,
            }),
          ),
      ),
    stop: (target, abandon, reason) =>
      write(
        target,
        {
          PipelineExecutionNotStoppableException: { reason: 'not_running' },
          DuplicatedStopRequestException: { reason: 'already_stopping' },
          ...notFound(target.pipeline),
        },
        () =>
          clientFor(target).send(
            new StopPipelineExecutionCommand({
              pipelineName: target.pipeline,
              pipelineExecutionId: target.executionId,
              abandon,
              reason: cutTo(reason, STOP_REASON_MAX),
            }),
          ),
      ),
    start: (target, variables, clientRequestToken) =>
      write(target, notFound(target.pipeline), async () => {
        const given = Object.entries(variables).map(([name, value]) => ({ name, value }));
        const { pipelineExecutionId } = await clientFor(target).send(
          new StartPipelineExecutionCommand({
            name: target.pipeline,
            clientRequestToken,
            ...(given.length === 0 ? {} : { variables: given }),
          }),
        );
        return pipelineExecutionId;
      }),
    disable: ({ account, region, pipeline }, stage, transition, reason) =>
      write({ account, region, pipeline }, notFound(pipeline, stage), () =>
        clientFor({ account, region }).send(
          new DisableStageTransitionCommand({
            pipelineName: pipeline,
            stageName: stage,
            transitionType: transition,
            reason: toTransitionReason(reason),
          }),
        ),
      ),
    enable: ({ account, region, pipeline }, stage, transition) =>
      write({ account, region, pipeline }, notFound(pipeline, stage), () =>
        clientFor({ account, region }).send(
          new EnableStageTransitionCommand({ pipelineName: pipeline, stageName: stage, transitionType: transition }),
        ),
      ),
  };
}

function notFound(pipeline: string, stage = ''): Record<string, Refusal> {
  return {
    PipelineNotFoundException: { reason: 'pipeline_not_found', pipeline },
    StageNotFoundException: { reason: 'stage_not_found', stage },
    ActionNotFoundException: { reason: 'run_replaced' },
  };
}

async function write(
  target: PipelineRef & { readonly executionId?: string },
  foreseen: Readonly<Record<string, Refusal>>,
  call: () => Promise<unknown>,
): Promise<WriteResult> {
  if (!isPossible(target)) return { kind: 'refused', refusal: whatCannotBe(target) };
  try {
    const answer = await call();
    return { kind: 'done', ...(typeof answer === 'string' ? { executionId: ExecutionId(answer) } : {}) };
  } catch (error) {
    const refusal = foreseen[errorName(error)];
    return refusal ? { kind: 'refused', refusal } : toFailure(error);
  }
}

/** Nothing runs under an id that no execution can have; any other name that cannot be is that of no pipeline. */
function whatCannotBe({ executionId: _id, ...pipeline }: PipelineRef & { readonly executionId?: string }): Refusal {
  return isPossible(pipeline)
    ? { reason: 'not_running' }
    : { reason: 'pipeline_not_found', pipeline: pipeline.pipeline };
}
