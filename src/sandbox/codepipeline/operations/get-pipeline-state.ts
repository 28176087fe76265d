import { isApproval } from '../machine/pipeline-views.ts';
import { findProvider } from '../providers/index.ts';
import type { ActionDeclaration, StageDeclaration } from '../shapes.ts';
import type {
  ActionRun,
  Execution,
  LastRun,
  Pipeline,
  RegionState,
  Revision,
  StageSlot,
  Transition,
} from '../state.ts';
import { findPipeline, operation, seconds } from './operation.ts';
import { presentRunStatus } from './present.ts';
import { presentConditions } from './present-conditions.ts';

/** One entry for each declared stage, in order. PARALLEL pipelines keep no state of stages. */
export const getPipelineState = operation<{ name: string }>('GetPipelineState', ({ draft }, { name }) => {
  const pipeline = findPipeline(draft, name);
  const { accountId, region, types } = draft;
  const view = { accountId, region, types, pipeline };
  return {
    pipelineName: pipeline.name,
    pipelineVersion: pipeline.version,
    stageStates: pipeline.declaration.stages.map((stage) => presentStage(view, stage)),
    created: seconds(pipeline.createdAt),
    updated: seconds(pipeline.updatedAt),
  };
});

interface View {
  accountId: string;
  region: string;
  types: RegionState['types'];
  pipeline: Pipeline;
}

function presentStage(view: View, stage: StageDeclaration) {
  const { pipeline } = view;
  const slot = pipeline.slots.get(stage.name);
  const stateless = pipeline.declaration.executionMode === 'PARALLEL';
  const shown = stateless ? undefined : slot;
  const waiting = (shown?.waiting ?? [])
    .flatMap((id) => pipeline.executions.get(id) ?? [])
    .filter(({ mode }) => mode !== 'PARALLEL');
  const [first] = waiting;
  return {
    stageName: stage.name,
    ...(first && { inboundExecution: presentInbound(first), inboundExecutions: waiting.map(presentInbound) }),
    inboundTransitionState: presentTransition(slot?.transition ?? { enabled: true }),
    actionStates: stage.actions.map((action) => presentAction(view, action, shown?.lastRuns.get(action.name))),
    ...presentLatest(pipeline, stage, shown),
  };
}

const presentInbound = ({ id, type }: Execution) => ({ pipelineExecutionId: id, status: 'InProgress', type });

const presentTransition = ({ enabled, changedBy, changedAt, reason }: Transition) => ({
  enabled,
  lastChangedBy: changedBy,
  lastChangedAt: changedAt === undefined ? undefined : seconds(changedAt),
  disabledReason: reason,
});

function presentLatest({ executions }: Pipeline, { name }: StageDeclaration, slot: StageSlot | undefined) {
  const execution = executions.get(slot?.latest ?? '');
  const run = execution?.stages.findLast((stage) => stage.name === name);
  if (!execution || !run) return {};
  const { status, lastRetryTrigger, manualRetries, automaticRetries } = run;
  return {
    latestExecution: { pipelineExecutionId: execution.id, status, type: execution.type },
    ...presentConditions(execution, run),
    ...(lastRetryTrigger && {
      retryStageMetadata: {
        autoStageRetryAttempt: automaticRetries || undefined,
        manualStageRetryAttempt: manualRetries || undefined,
        latestRetryTrigger: lastRetryTrigger,
      },
    }),
  };
}

/** An action tells of its latest run, also when that belongs to an older execution than the stage's. */
function presentAction(
  { accountId, region, types, pipeline }: View,
  action: ActionDeclaration,
  last: LastRun | undefined,
) {
  const run = pipeline.executions.get(last?.executionId ?? '')?.runs.find(({ id }) => id === last?.runId);
  const provider = findProvider(types, action.actionTypeId);
  const own = action.region ?? region;
  const configuration = run?.configuration ?? action.configuration ?? {};
  return {
    actionName: action.name,
    ...(last?.revision && { currentRevision: presentRevisionState(last.revision) }),
    ...(run && { latestExecution: presentRun(run, action) }),
    entityUrl: provider?.entityUrl?.({ accountId, region: own, pipeline: pipeline.name, action, configuration }),
    revisionUrl: last?.revision && provider?.source?.url(last.revision, configuration, own),
  };
}

const presentRevisionState = ({ id, changeId, createdAt }: Revision) => ({
  revisionId: id,
  revisionChangeId: changeId,
  created: seconds(createdAt),
});

function presentRun(run: ActionRun, action: ActionDeclaration) {
  const waits = isApproval(action) && run.status === 'InProgress';
  return {
    actionExecutionId: run.id,
    status: presentRunStatus(run.status),
    summary: run.summary || undefined,
    lastStatusChange: seconds(run.updatedAt),
    token: waits ? run.token : undefined,
    lastUpdatedBy: run.updatedBy,
    externalExecutionId: run.externalId,
    externalExecutionUrl: run.externalUrl,
    percentComplete: run.percentComplete,
    errorDetails: run.error,
    logStreamARN: run.logStreamArn?.slice(0, 250),
  };
}
