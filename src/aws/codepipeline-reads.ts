import {
  type ActionExecutionDetail,
  type ActionState,
  type CodePipelineClient,
  type ExecutionTrigger,
  GetPipelineCommand,
  GetPipelineStateCommand,
  ListActionExecutionsCommand,
  ListPipelineExecutionsCommand,
  ListPipelinesCommand,
  type PipelineDeclaration,
  type PipelineExecutionSummary,
  type StageDeclaration,
  type StageState,
} from '@aws-sdk/client-codepipeline';
import type {
  ActionRun,
  Catalogue,
  ExecutionSummary,
  LiveAction,
  LiveStage,
  PipelineReads,
  PipelineStructure,
  PipelineSummary,
  WaitingApproval,
} from '../app/codepipeline-ports.ts';
import { runKeyOf } from '../app/digest.ts';
import { inBatches } from '../app/in-batches.ts';
import type { Log } from '../app/ports.ts';
import type { PastExecution } from '../domain/change-since.ts';
import type { Fact, Trigger } from '../domain/execution-event.ts';
import { type AccountRegion, ExecutionId, type ExecutionRef, type PipelineRef } from '../domain/ids.ts';
import { isServed, placesOf, type Served } from '../domain/served.ts';
import { type SourceAction, takenBy } from '../domain/source-override.ts';
import { toAuthor } from './author.ts';
import { errorName, isNotAsked, isNotFound } from './errors.ts';
import {
  cut,
  EXTERNAL_ID_MAX,
  httpsUrl,
  NAME_MAX,
  toCommitMessage,
  toErrorText,
  toHost,
  toWholeMessage,
} from './limits.ts';
import { isPossible } from './possible.ts';
import { toCondition } from './to-condition.ts';

/** Gives the client for an account and region; clients are kept between calls. */
export type ClientFor = (place: AccountRegion) => CodePipelineClient;

/** Accounts and regions listed at once. */
const AT_ONCE = 5;

/** Reads of every account that is served; what lies elsewhere is not readable. */
export function createPipelineReads(clientFor: ClientFor, served: Served, log: Pick<Log, 'warn'>): PipelineReads {
  /** A pipeline of another account may have the name of one of ours: it is not asked for here. */
  const read = <T>(ref: PipelineRef, call: (client: CodePipelineClient) => Promise<T>) =>
    isServed(served, ref) && isPossible(ref) ? known(() => call(clientFor(ref))) : Promise.resolve(undefined);

  async function catalogue(): Promise<Catalogue> {
    const listed = await inBatches(placesOf(served), AT_ONCE, async (place) => {
      try {
        return { place, pipelines: await list(clientFor(place), place) };
      } catch (error) {
        return { place, error };
      }
    });
    const unread = listed.flatMap((one) => ('error' in one ? [one] : []));
    const [first] = unread;
    if (first && unread.length === listed.length) throw first.error;
    for (const { place, error } of unread) {
      log.warn('An account could not be listed; its pipelines are left out', { ...place, cause: errorName(error) });
    }
    return {
      pipelines: listed.flatMap((one) => ('pipelines' in one ? one.pipelines : [])),
      unread: unread.map(({ place }) => place),
    };
  }

  return {
    catalogue,
    list: async () => (await catalogue()).pipelines,
    structure: (ref, version) =>
      read(pipelineOf(ref), async (client) => {
        const { pipeline } = await client.send(
          new GetPipelineCommand({ name: ref.pipeline, ...(version === undefined ? {} : { version }) }),
        );
        return pipeline ? toStructure(pipeline) : undefined;
      }),
    state: (ref) =>
      read(pipelineOf(ref), async (client) => {
        const { pipelineVersion, stageStates } = await client.send(new GetPipelineStateCommand({ name: ref.pipeline }));
        return { version: pipelineVersion ?? 0, stages: (stageStates ?? []).map(toLiveStage) };
      }),
    executions: (ref, limit) =>
      read(pipelineOf(ref), async (client) => {
        const { pipelineExecutionSummaries } = await client.send(
          new ListPipelineExecutionsCommand({ pipelineName: ref.pipeline, maxResults: limit }),
        );
        return (pipelineExecutionSummaries ?? []).map(toSummary);
      }),
    history: (ref, after) =>
      read(pipelineOf(ref), async (client) => {
        const { pipelineExecutionSummaries: summaries, nextToken } = await client.send(
          new ListPipelineExecutionsCommand({
            pipelineName: ref.pipeline,
            maxResults: 100,
            ...(after === undefined ? {} : { nextToken: after }),
          }),
        );
        return { executions: (summaries ?? []).map(toPastExecution), ...(nextToken ? { next: nextToken } : {}) };
      }),
    goodIn: async (ref, stageName) =>
      (await read(pipelineOf(ref), async (client) => {
        const filter = { succeededInStage: { stageName } };
        try {
          const { pipelineExecutionSummaries: summaries } = await client.send(
            new ListPipelineExecutionsCommand({ pipelineName: ref.pipeline, maxResults: 100, filter }),
          );
          return (summaries ?? []).map(toPastExecution);
        } catch (error) {
          // Whatever is not good there only counts as not shipped yet.
          if (isNotAsked(error)) return [];
          throw error;
        }
      })) ?? [],
    actionRuns: async (ref) => (await read(ref, (client) => listActions(client, ref)))?.flatMap(toActionRun) ?? [],
    parallelApprovals: async (ref) =>
      (await read(ref, (client) => listActions(client, ref)))?.flatMap(toWaitingApproval) ?? [],
    authors: async (ref) => (await read(ref, (client) => listActions(client, ref)))?.flatMap(toSourceFacts) ?? [],
  };
}

/** Whoever asks about a pipeline may hold one of its executions in hand. */
function pipelineOf({ account, region, pipeline }: PipelineRef): PipelineRef {
  return { account, region, pipeline };
}

/** The newest hundred runs of actions of an execution. */
export async function listActions(client: CodePipelineClient, ref: ExecutionRef): Promise<ActionExecutionDetail[]> {
  const filter = { pipelineExecutionId: ref.executionId };
  const page = await client.send(
    new ListActionExecutionsCommand({ pipelineName: ref.pipeline, filter, maxResults: 100 }),
  );
  return page.actionExecutionDetails ?? [];
}

/** @returns undefined when CodePipeline knows no such pipeline or execution; every other error is thrown */
async function known<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function list(client: CodePipelineClient, place: AccountRegion): Promise<PipelineSummary[]> {
  const found: PipelineSummary[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new ListPipelinesCommand({ maxResults: 1000, ...(nextToken === undefined ? {} : { nextToken }) }),
    );
    for (const { name, version } of page.pipelines ?? []) {
      if (name) found.push({ ...place, pipeline: name, ...(version === undefined ? {} : { version }) });
    }
    nextToken = page.nextToken;
  } while (nextToken);
  return found;
}

function toStructure(pipeline: PipelineDeclaration): PipelineStructure {
  return {
    stages: (pipeline.stages ?? []).map((stage) => ({
      name: stage.name ?? '',
      actions: (stage.actions ?? []).map(({ name, actionTypeId, runOrder, timeoutInMinutes }) => ({
        name: name ?? '',
        category: actionTypeId?.category ?? '',
        provider: actionTypeId?.provider ?? '',
        runOrder: runOrder ?? 1,
        ...(timeoutInMinutes === undefined ? {} : { timeoutMinutes: timeoutInMinutes }),
      })),
    })),
    variables: (pipeline.variables ?? []).map(({ name, defaultValue, description }) => ({
      name: name ?? '',
      ...(defaultValue === undefined ? {} : { defaultValue }),
      ...(description === undefined ? {} : { description }),
    })),
    sources: (pipeline.stages ?? []).flatMap(toSources),
    type: pipeline.pipelineType ?? ('V1' as const),
    mode: pipeline.executionMode ?? ('SUPERSEDED' as const),
  };
}

function toSources({ name: stage = '', actions = [] }: StageDeclaration): SourceAction[] {
  return actions.flatMap(({ name, actionTypeId, configuration }) => {
    if (actionTypeId?.category !== 'Source') return [];
    const takes = takenBy(actionTypeId.provider ?? '', configuration?.AllowOverrideForS3ObjectKey === 'true');
    return [{ name: name ?? '', stage, takes }];
  });
}

function toLiveStage(stage: StageState): LiveStage {
  const inbound = stage.inboundTransitionState;
  const waiting = stage.inboundExecutions ?? (stage.inboundExecution ? [stage.inboundExecution] : []);
  return {
    name: stage.stageName ?? '',
    ...(stage.latestExecution?.pipelineExecutionId
      ? { executionId: ExecutionId(stage.latestExecution.pipelineExecutionId) }
      : {}),
    ...(stage.latestExecution?.status ? { status: stage.latestExecution.status } : {}),
    waiting: waiting.flatMap(({ pipelineExecutionId }) =>
      pipelineExecutionId ? [ExecutionId(pipelineExecutionId)] : [],
    ),
    inbound: {
      enabled: inbound?.enabled ?? true,
      ...(inbound?.disabledReason ? { reason: inbound.disabledReason } : {}),
      ...(inbound?.lastChangedBy ? { changedBy: inbound.lastChangedBy } : {}),
      ...(inbound?.lastChangedAt ? { changedAt: inbound.lastChangedAt.toISOString() } : {}),
    },
    actions: (stage.actionStates ?? []).map(toLiveAction),
    conditions: {
      ...toCondition('entry', stage.beforeEntryConditionState),
      ...toCondition('success', stage.onSuccessConditionState),
    },
  };
}

function toLiveAction({ actionName, latestExecution }: ActionState): LiveAction {
  const url = httpsUrl(latestExecution?.externalExecutionUrl);
  const error = toErrorText(latestExecution?.errorDetails?.code, latestExecution?.errorDetails?.message);
  return {
    name: actionName ?? '',
    ...(latestExecution?.status ? { status: latestExecution.status } : {}),
    ...(latestExecution?.actionExecutionId
      ? { runId: latestExecution.actionExecutionId, run: runKeyOf(latestExecution.actionExecutionId) }
      : {}),
    ...(latestExecution?.token ? { token: latestExecution.token } : {}),
    ...(latestExecution?.summary ? { summary: latestExecution.summary } : {}),
    ...(latestExecution?.lastStatusChange ? { changedAt: latestExecution.lastStatusChange.toISOString() } : {}),
    ...(latestExecution?.lastUpdatedBy ? { changedBy: latestExecution.lastUpdatedBy } : {}),
    ...(url === undefined ? {} : { url }),
    ...(error === undefined ? {} : { error }),
  };
}

function toSummary(summary: PipelineExecutionSummary): ExecutionSummary {
  const source = summary.sourceRevisions?.[0];
  return {
    executionId: ExecutionId(summary.pipelineExecutionId ?? ''),
    status: summary.status ?? 'Unknown',
    ...(summary.startTime ? { startedAt: summary.startTime.toISOString() } : {}),
    ...(summary.lastUpdateTime ? { updatedAt: summary.lastUpdateTime.toISOString() } : {}),
    ...(source?.revisionId ? { revision: source.revisionId } : {}),
    ...(source?.revisionSummary ? { summary: toCommitMessage(source.revisionSummary) } : {}),
    ...(summary.executionMode ? { mode: summary.executionMode } : {}),
    ...(summary.stopTrigger?.reason ? { stopReason: summary.stopTrigger.reason } : {}),
    ...toTrigger(summary.trigger),
    revisions: (summary.sourceRevisions ?? []).flatMap(({ revisionId }) => revisionId ?? []),
  };
}

function toTrigger(trigger: ExecutionTrigger | undefined): { trigger?: Trigger } {
  const { triggerType: type, triggerDetail: detail } = trigger ?? {};
  return type ? { trigger: { type, ...(detail ? { detail } : {}) } } : {};
}

function toPastExecution(summary: PipelineExecutionSummary): PastExecution {
  const target = summary.rollbackMetadata?.rollbackTargetPipelineExecutionId;
  return {
    executionId: ExecutionId(summary.pipelineExecutionId ?? ''),
    status: summary.status ?? 'Unknown',
    ...(summary.startTime ? { startedAt: summary.startTime.toISOString() } : {}),
    revisions: (summary.sourceRevisions ?? []).flatMap(({ actionName, revisionId, revisionSummary }) =>
      actionName && revisionId
        ? [
            {
              action: actionName,
              revisionId: cut(revisionId, EXTERNAL_ID_MAX),
              ...(revisionSummary ? { message: toWholeMessage(revisionSummary), ...toHost(revisionSummary) } : {}),
            },
          ]
        : [],
    ),
    ...toTrigger(summary.trigger),
    ...(target ? { rollbackOf: ExecutionId(target) } : {}),
  };
}

function toActionRun(detail: ActionExecutionDetail): ActionRun[] {
  const { stageName: stage, actionName: action, actionExecutionId: runId, status, input, output } = detail;
  if (!stage || !action || !runId || !status) return [];
  const { category, provider } = input?.actionTypeId ?? {};
  const result = output?.executionResult;
  const error = toErrorText(result?.errorDetails?.code, result?.errorDetails?.message);
  const url = httpsUrl(result?.externalExecutionUrl);
  return [
    {
      stage,
      action,
      runId,
      run: runKeyOf(runId),
      status,
      ...(detail.startTime ? { startedAt: detail.startTime.toISOString() } : {}),
      ...(detail.lastUpdateTime ? { updatedAt: detail.lastUpdateTime.toISOString() } : {}),
      ...(category ? { category } : {}),
      ...(provider ? { provider } : {}),
      ...(result?.externalExecutionSummary ? { summary: result.externalExecutionSummary } : {}),
      ...(detail.updatedBy ? { changedBy: detail.updatedBy } : {}),
      ...(error ? { error } : {}),
      ...(url === undefined ? {} : { url }),
    },
  ];
}

/** In a PARALLEL pipeline the token of an approval is the external execution id of its waiting run. */
function toWaitingApproval(detail: ActionExecutionDetail): WaitingApproval[] {
  const token = detail.output?.executionResult?.externalExecutionId;
  const waits = detail.status === 'InProgress' && detail.input?.actionTypeId?.category === 'Approval';
  if (
    !waits ||
    !token ||
    !detail.pipelineExecutionId ||
    !detail.stageName ||
    !detail.actionName ||
    !detail.actionExecutionId
  )
    return [];
  return [
    {
      executionId: ExecutionId(detail.pipelineExecutionId),
      stage: detail.stageName,
      action: detail.actionName,
      run: runKeyOf(detail.actionExecutionId),
      token,
      ...(detail.startTime ? { since: detail.startTime.toISOString() } : {}),
    },
  ];
}

/** Connection sources publish the author as output variables, CodeCommit and GitHub the branch; other sources publish neither. */
function toSourceFacts({ output }: ActionExecutionDetail): Extract<Fact, { kind: 'author' | 'branch' }>[] {
  const variables = output?.outputVariables ?? {};
  const revisionId = variables.CommitId ?? output?.executionResult?.externalExecutionId;
  const value = toAuthor({
    name: variables.AuthorDisplayName,
    email: variables.AuthorEmail,
    login: variables.AuthorId,
    message: variables.CommitMessage,
  });
  if (!revisionId) return [];
  const id = cut(revisionId, EXTERNAL_ID_MAX);
  const branch = variables.BranchName;
  return [
    ...(value ? [{ kind: 'author' as const, revisionId: id, value }] : []),
    ...(branch ? [{ kind: 'branch' as const, revisionId: id, value: cut(branch, NAME_MAX) }] : []),
  ];
}
