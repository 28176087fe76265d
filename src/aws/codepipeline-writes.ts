import {
  DisableStageTransitionCommand,
  EnableStageTransitionCommand,
  PutApprovalResultCommand,
  RetryStageExecutionCommand,
  StartPipelineExecutionCommand,
  StopPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import type { PipelineWrites, WriteResult } from '../app/codepipeline-ports.ts';
import { ExecutionId } from '../domain/ids.ts';
import type { Refusal } from '../domain/operation.ts';
import type { ClientFor } from './codepipeline-reads.ts';
import { errorName, toFailure } from './errors.ts';
import { APPROVAL_SUMMARY_MAX, cutTo, STOP_REASON_MAX, toTransitionReason } from './limits.ts';

/** Writes: each is one attempt (`maxAttempts: 1` on the client), because a repeat could act twice.
 * Foreseen errors of the API come back as refusals; match on names, the texts are not documented. */
export function createPipelineWrites(clientFor: ClientFor): PipelineWrites {
  return {
    putApprovalResult: ({ region, pipeline, stage, action }, verdict, summary, token) =>
      write(
        {
          InvalidApprovalTokenException: { reason: 'already_decided' },
          ApprovalAlreadyCompletedException: { reason: 'already_decided' },
          ...notFound(pipeline, stage),
        },
        () =>
          clientFor(region).send(
            new PutApprovalResultCommand({
              pipelineName: pipeline,
              stageName: stage,
              actionName: action,
              token,
              result: {
                status: verdict === 'approved' ? 'Approved' : 'Rejected',
                summary: cutTo(summary, APPROVAL_SUMMARY_MAX),
              },
            }),
          ),
      ),
    retry: ({ region, pipeline, stage, executionId }, mode) =>
      write(
        {
          StageNotRetryableException: { reason: 'not_retryable' },
          NotLatestPipelineExecutionException: { reason: 'superseded' },
          ...notFound(pipeline, stage),
        },
        () =>
          clientFor(region).send(
            new RetryStageExecutionCommand({
              pipelineName: pipeline,
              stageName: stage,
              pipelineExecutionId: executionId,
              retryMode: mode,
            }),
          ),
      ),
    stop: ({ region, pipeline, executionId }, abandon, reason) =>
      write(
        {
          PipelineExecutionNotStoppableException: { reason: 'not_running' },
          DuplicatedStopRequestException: { reason: 'already_stopping' },
          ...notFound(pipeline),
        },
        () =>
          clientFor(region).send(
            new StopPipelineExecutionCommand({
              pipelineName: pipeline,
              pipelineExecutionId: executionId,
              abandon,
              reason: cutTo(reason, STOP_REASON_MAX),
            }),
          ),
      ),
    start: ({ region, pipeline }, variables, clientRequestToken) =>
      write(notFound(pipeline), async () => {
        const given = Object.entries(variables).map(([name, value]) => ({ name, value }));
        const { pipelineExecutionId } = await clientFor(region).send(
          new StartPipelineExecutionCommand({
            name: pipeline,
            clientRequestToken,
            ...(given.length === 0 ? {} : { variables: given }),
          }),
        );
        return pipelineExecutionId;
      }),
    disable: ({ region, pipeline }, stage, transition, reason) =>
      write(notFound(pipeline, stage), () =>
        clientFor(region).send(
          new DisableStageTransitionCommand({
            pipelineName: pipeline,
            stageName: stage,
            transitionType: transition,
            reason: toTransitionReason(reason),
          }),
        ),
      ),
    enable: ({ region, pipeline }, stage, transition) =>
      write(notFound(pipeline, stage), () =>
        clientFor(region).send(
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

async function write(foreseen: Readonly<Record<string, Refusal>>, call: () => Promise<unknown>): Promise<WriteResult> {
  try {
    const answer = await call();
    return { kind: 'done', ...(typeof answer === 'string' ? { executionId: ExecutionId(answer) } : {}) };
  } catch (error) {
    const refusal = foreseen[errorName(error)];
    return refusal ? { kind: 'refused', refusal } : toFailure(error);
  }
}
