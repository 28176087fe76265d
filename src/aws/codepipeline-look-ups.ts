import {
  GetActionTypeCommand,
  GetPipelineCommand,
  GetPipelineExecutionCommand,
  ListActionTypesCommand,
  ListDeployActionExecutionTargetsCommand,
  ListRuleExecutionsCommand,
  ListRuleTypesCommand,
  ListWebhooksCommand,
} from '@aws-sdk/client-codepipeline';
import { DeniedError } from '../app/denied-error.ts';
import type { ActionTypeSummary, PipelineLookUps, Webhook } from '../app/look-up-ports.ts';
import type { PipelineRef } from '../domain/ids.ts';
import { isServed, type Served } from '../domain/served.ts';
import type { ClientFor } from './codepipeline-reads.ts';
import { errorName, isAbsent, isDenied } from './errors.ts';
import { toActionType, toActionTypeDetail, toCategory } from './look-ups/to-action-type.ts';
import { toExecutionDetail } from './look-ups/to-execution-detail.ts';
import { toOutline } from './look-ups/to-outline.ts';
import { toRuleRun } from './look-ups/to-rule-run.ts';
import { toDeployTarget } from './look-ups/to-target.ts';
import { toWebhook } from './look-ups/to-webhook.ts';
import { createPipelineTags } from './pipeline-tags.ts';
import { isPossible } from './possible.ts';

/** Whoever has more than two thousand of them does not read them in Slack. */
const PAGES = 20;

/** What only people who read ask of CodePipeline; a part of its own, because no event and no deed needs it. */
export function createPipelineLookUps(clientFor: ClientFor, served: Served): PipelineLookUps {
  const about = <T, E>(ref: PipelineRef, none: E, call: () => Promise<T>): Promise<T | E> =>
    isServed(served, ref) && isPossible(ref) ? orNone(none, call) : Promise.resolve(none);

  const tags = createPipelineTags(clientFor, served);

  return {
    outline: (ref) =>
      about(ref, undefined, async () => {
        const { pipeline, metadata } = await clientFor(ref).send(new GetPipelineCommand({ name: ref.pipeline }));
        return pipeline ? toOutline(pipeline, metadata) : undefined;
      }),
    execution: (ref) =>
      about(ref, undefined, async () => {
        const of = { pipelineName: ref.pipeline, pipelineExecutionId: ref.executionId };
        const { pipelineExecution } = await clientFor(ref).send(new GetPipelineExecutionCommand(of));
        return pipelineExecution ? toExecutionDetail(pipelineExecution, ref.executionId) : undefined;
      }),
    ruleRuns: (ref) =>
      about(ref, [], async () => {
        const of = { pipelineName: ref.pipeline, maxResults: 100 };
        const { ruleExecutionDetails } = await clientFor(ref).send(new ListRuleExecutionsCommand(of));
        return (ruleExecutionDetails ?? []).flatMap(toRuleRun);
      }),
    deployTargets: (ref, runId) =>
      about(ref, [], async () => {
        const of = { pipelineName: ref.pipeline, actionExecutionId: runId, maxResults: 100 };
        const { targets } = await clientFor(ref).send(new ListDeployActionExecutionTargetsCommand(of));
        return (targets ?? []).map(toDeployTarget);
      }),
    tags: (ref) => orNone([], async () => [...((await tags.of(ref)) ?? [])].map(([key, value]) => ({ key, value }))),
    ruleTypes: (place) =>
      orNone([], async () => {
        const { ruleTypes } = await clientFor(place).send(new ListRuleTypesCommand({}));
        return (ruleTypes ?? []).flatMap(({ id }) => id?.provider ?? []);
      }),
    actionTypes: (place) =>
      orNone([], async () => {
        const found: ActionTypeSummary[] = [];
        let nextToken: string | undefined;
        for (let page = 0; page < PAGES; page++) {
          const listed = await clientFor(place).send(new ListActionTypesCommand(nextToken ? { nextToken } : {}));
          found.push(...(listed.actionTypes ?? []).map(toActionType));
          nextToken = listed.nextToken;
          if (!nextToken) break;
        }
        return found;
      }),
    actionType: (place, { owner, provider, version, ...id }) =>
      orNone(undefined, async () => {
        const category = toCategory(id.category);
        if (!category) return undefined;
        const asked = new GetActionTypeCommand({ category, owner, provider, version });
        const { actionType } = await clientFor(place).send(asked);
        return actionType && toActionTypeDetail(actionType);
      }),
    webhooks: (place) =>
      orNone([], async () => {
        const found: Webhook[] = [];
        let NextToken: string | undefined;
        for (let page = 0; page < PAGES; page++) {
          const listed = await clientFor(place).send(
            new ListWebhooksCommand({ MaxResults: 100, ...(NextToken ? { NextToken } : {}) }),
          );
          found.push(...(listed.webhooks ?? []).map((one) => toWebhook(one, place)));
          NextToken = listed.NextToken;
          if (!NextToken) break;
        }
        return found;
      }),
  };
}

/** @returns `none` when CodePipeline knows nothing of that name; every other error is thrown */
async function orNone<T, E>(none: E, call: () => Promise<T>): Promise<T | E> {
  try {
    return await call();
  } catch (error) {
    if (isAbsent(error)) return none;
    if (isDenied(error)) throw new DeniedError(errorName(error), { cause: error });
    throw error;
  }
}
