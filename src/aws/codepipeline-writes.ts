import {
  DisableStageTransitionCommand,
  EnableStageTransitionCommand,
  OverrideStageConditionCommand,
  PutActionRevisionCommand,
  PutApprovalResultCommand,
  RetryStageExecutionCommand,
  RollbackStageCommand,
  StartPipelineExecutionCommand,
  StopPipelineExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-codepipeline';
import type { PipelineWrites, WriteResult } from '../app/codepipeline-ports.ts';
import { ExecutionId, type PipelineRef } from '../domain/ids.ts';
import type { Refusal } from '../domain/operation.ts';
import type { ClientFor } from './codepipeline-reads.ts';
import { errorName, toFailure } from './errors.ts';
import { APPROVAL_SUMMARY_MAX, cutTo, STOP_REASON_MAX, toTransitionReason } from './limits.ts';
import { pipelineArn } from './pipeline-arn.ts';
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
    start: (target, { variables, revisions = [] }, clientRequestToken) =>
      write(target, notFound(target.pipeline), async () => {
        const given = Object.entries(variables).map(([name, value]) => ({ name, value }));
        const sourceRevisions = revisions.map(({ action: actionName, type: revisionType, value: revisionValue }) => ({
          actionName,
          revisionType,
          revisionValue,
        }));
        const { pipelineExecutionId } = await clientFor(target).send(
          new StartPipelineExecutionCommand({
            name: target.pipeline,
            clientRequestToken,
            ...(given.length === 0 ? {} : { variables: given }),
            ...(sourceRevisions.length === 0 ? {} : { sourceRevisions }),
          }),
        );
        return pipelineExecutionId;
      }),
    rollback: ({ stage, ...ref }, to) =>
      write(ref, { ...NO_ROLLBACK, ...notFound(ref.pipeline, stage) }, async () => {
        const { pipelineExecutionId } = await clientFor(ref).send(
          new RollbackStageCommand({ pipelineName: ref.pipeline, stageName: stage, targetPipelineExecutionId: to }),
        );
        return pipelineExecutionId;
      }),
    override: (target, place) =>
      write(
        target,
        {
          ConditionNotOverridableException: { reason: 'not_overridable' },
          NotLatestPipelineExecutionException: { reason: 'superseded' },
          ...notFound(target.pipeline, target.stage),
        },
        () =>
          clientFor(target).send(
            new OverrideStageConditionCommand({
              pipelineName: target.pipeline,
              stageName: target.stage,
              pipelineExecutionId: target.executionId,
              conditionType: place === 'entry' ? 'BEFORE_ENTRY' : 'ON_SUCCESS',
            }),
          ),
      ),
    putRevision: (target, revisionId, change) =>
      write(target, notFound(target.pipeline, target.stage), async () => {
        const { pipelineExecutionId } = await clientFor(target).send(
          new PutActionRevisionCommand({
            pipelineName: target.pipeline,
            stageName: target.stage,
            actionName: target.action,
            actionRevision: { revisionId, revisionChangeId: change.id, created: new Date(change.at) },
          }),
        );
        return pipelineExecutionId;
      }),
    tag: (ref, tags) =>
      write(ref, tagsRefused(ref.pipeline), () =>
        clientFor(ref).send(
          new TagResourceCommand({
            resourceArn: pipelineArn(ref),
            tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
          }),
        ),
      ),
    untag: (ref, keys) =>
      write(ref, tagsRefused(ref.pipeline), () =>
        clientFor(ref).send(new UntagResourceCommand({ resourceArn: pipelineArn(ref), tagKeys: [...keys] })),
      ),
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

const NO_ROLLBACK: Readonly<Record<string, Refusal>> = {
  PipelineExecutionNotFoundException: { reason: 'not_rollbackable', why: 'not_good' },
  PipelineExecutionOutdatedException: { reason: 'not_rollbackable', why: 'outdated' },
  UnableToRollbackStageException: { reason: 'not_rollbackable', why: 'unable' },
};

function tagsRefused(pipeline: string): Record<string, Refusal> {
  return {
    ResourceNotFoundException: { reason: 'pipeline_not_found', pipeline },
    InvalidTagsException: { reason: 'tags_not_taken', why: 'invalid' },
    TooManyTagsException: { reason: 'tags_not_taken', why: 'too_many' },
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
