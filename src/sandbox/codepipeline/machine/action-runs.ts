import {
  APPROVAL_EXPIRED_CODE,
  JOB_EXPIRED_CODE,
  TOKEN_EQUALS_ACTION_EXECUTION_ID,
  UNRESOLVED_VARIABLE_CODE,
} from '../choices.ts';
import { providerOf } from '../providers/index.ts';
import type { Provider, Report, Work } from '../providers/provider.ts';
import type { ActionDeclaration } from '../shapes.ts';
import type { ActionRun, Execution, Failure, Pipeline, Revision, RunStatus, StageRun } from '../state.ts';
import { locateInputs, placeOutputs } from './artifacts.ts';
import type { Draft } from './draft.ts';
import { callFunction, endJob, queueJob, silence } from './jobs.ts';
import { actionOf, declarationOf, isApproval, isSource, slotOf } from './pipeline-views.ts';
import { takeScript } from './scripts.ts';
import { headOf } from './sources.ts';
import { type ActionEventState, tellAction } from './tell.ts';
import { approvalTimer, workTimer } from './timers.ts';
import { resolveConfiguration } from './variables.ts';

/* One run of an action: from its start to its end. What the end means for the stage is decided in flow.ts. */

export function startRun(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  stage: StageRun,
  action: ActionDeclaration,
): void {
  draft.sequence += 1;
  const run: ActionRun = {
    id: draft.dice.uuid(),
    sequence: draft.sequence,
    stage: stage.name,
    action: action.name,
    status: 'InProgress',
    startedAt: draft.now,
    updatedAt: draft.now,
    timer: null,
    answered: false,
    doom: null,
    inputs: locateInputs(execution, action),
    outputs: [],
  };
  execution.runs.push(run);
  execution.updatedAt = draft.now;
  stage.counted.push(run.id);
  noteLastRun(pipeline, execution, run);

  const resolved = resolveConfiguration(pipeline, execution, action);
  if (resolved.kind === 'missing') {
    run.doom = {
      code: UNRESOLVED_VARIABLE_CODE,
      message: `The variable reference ${resolved.reference} could not be resolved.`,
    };
    // Not held by a pause: no work is simulated.
    run.timer = { kind: 'work', at: draft.now };
  } else {
    run.configuration = resolved.configuration;
    begin(draft, pipeline, execution, run, action);
  }
  tellAction(draft, pipeline, execution, run, action, 'STARTED');
}

function begin(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  run: ActionRun,
  action: ActionDeclaration,
): void {
  if (isApproval(action)) {
    run.token = TOKEN_EQUALS_ACTION_EXECUTION_ID ? run.id : draft.dice.uuid();
    // How a PARALLEL pipeline hands out its token, which it cannot show in a stage's state.
    if (execution.mode === 'PARALLEL') run.externalId = run.token;
    run.timer = approvalTimer(draft, action);
    return;
  }
  const provider = providerOf(draft.types, action.actionTypeId);
  const work = workOf(draft, pipeline, run, action);
  apply(run, provider.begin?.(work) ?? {});
  const script = takeScript(execution, run.stage, run.action);
  if (script) run.doom = script.failure ?? provider.fail(work, run.externalId ?? '');
  if (script?.output !== undefined) run.output = script.output;
  if (isSource(action)) run.revision = revisionFor(draft, execution, run, action);
  if (script) run.timer = workTimer(draft, provider);
  else engage(draft, pipeline, execution, run, provider);
}

/** Gives the work to who does it: a job worker, a function, or the simulation. */
function engage(draft: Draft, pipeline: Pipeline, execution: Execution, run: ActionRun, provider: Provider): void {
  const { worker } = provider;
  if (worker === undefined || (worker === 'lambda' && !draft.invokes)) {
    run.timer = workTimer(draft, provider);
    return;
  }
  // The worker is told where its artifacts belong.
  run.outputs = placeOutputs(draft, declarationOf(pipeline, execution), declared(pipeline, execution, run));
  if (worker === 'lambda') callFunction(draft, pipeline, execution, run);
  else queueJob(draft, pipeline, execution, run, worker);
}

function revisionFor(draft: Draft, execution: Execution, run: ActionRun, action: ActionDeclaration): Revision {
  const pinned = execution.pinned.find((pin) => pin.action === action.name)?.revision;
  const { source } = providerOf(draft.types, action.actionTypeId);
  if (!source) throw new Error(`${action.actionTypeId.provider} is no source provider`);
  return pinned ?? headOf(draft, source, run.configuration ?? {});
}

/** The run as its provider gets to know it. */
export const workOf = (draft: Draft, pipeline: Pipeline, run: ActionRun, action: ActionDeclaration): Work => ({
  accountId: draft.accountId,
  region: action.region ?? draft.region,
  pipeline: pipeline.name,
  action,
  configuration: run.configuration ?? {},
  runId: run.id,
  dice: draft.dice,
});

export function apply(
  run: ActionRun,
  { externalId, externalUrl, logStreamArn, summary, variables, targets }: Report,
): void {
  if (externalId !== undefined) run.externalId = externalId;
  if (externalUrl !== undefined) run.externalUrl = externalUrl;
  if (logStreamArn !== undefined) run.logStreamArn = logStreamArn;
  if (summary !== undefined) run.summary = summary;
  if (variables !== undefined) run.variables = variables;
  if (targets !== undefined) run.targets = targets;
}

export function declared(pipeline: Pipeline, execution: Execution, run: ActionRun): ActionDeclaration {
  const action = actionOf(declarationOf(pipeline, execution), run.stage, run.action);
  if (!action) throw new Error(`${pipeline.name} v${execution.version} has no action ${run.stage}/${run.action}`);
  return action;
}

type RunEnd = Exclude<RunStatus, 'InProgress'>;
const EVENTS: Record<RunEnd, ActionEventState> = {
  Succeeded: 'SUCCEEDED',
  Failed: 'FAILED',
  Abandoned: 'ABANDONED',
  Cancelled: 'CANCELED',
};

function close(draft: Draft, pipeline: Pipeline, execution: Execution, run: ActionRun, status: RunEnd): void {
  run.status = status;
  run.timer = null;
  run.updatedAt = draft.now;
  execution.updatedAt = draft.now;
  endJob(pipeline, run, status === 'Succeeded' ? 'Succeeded' : 'Failed');
  if (status !== 'Succeeded') run.outputs = [];
  tellAction(draft, pipeline, execution, run, declared(pipeline, execution, run), EVENTS[status]);
}

/** The run's time has come: simulated work ends, or nobody has answered an approval. */
export function completeRun(draft: Draft, pipeline: Pipeline, execution: Execution, run: ActionRun): void {
  if (run.timer?.kind === 'call') {
    callFunction(draft, pipeline, execution, run);
    return;
  }
  const failure = run.timer?.kind === 'expiry' ? expire(pipeline, run) : run.doom;
  if (failure) failRun(draft, pipeline, execution, run, failure);
  else succeedRun(draft, pipeline, execution, run);
}

/** Nobody has answered in time: a reviewer, a job worker, a function. */
function expire(pipeline: Pipeline, run: ActionRun): Failure {
  const job = run.job === undefined ? undefined : pipeline.jobs.get(run.job);
  endJob(pipeline, run, 'TimedOut');
  return job
    ? { code: JOB_EXPIRED_CODE, message: silence(job.worker, run.configuration) }
    : { code: APPROVAL_EXPIRED_CODE, message: 'The approval was not answered before it expired.' };
}

export function failRun(draft: Draft, pipeline: Pipeline, execution: Execution, run: ActionRun, error: Failure): void {
  run.error = error;
  close(draft, pipeline, execution, run, 'Failed');
}

export function succeedRun(draft: Draft, pipeline: Pipeline, execution: Execution, run: ActionRun): void {
  const action = declared(pipeline, execution, run);
  const work = workOf(draft, pipeline, run, action);
  const provider = providerOf(draft.types, action.actionTypeId);
  if (run.revision) bring(draft, pipeline, execution, run, work, run.revision);
  apply(run, provider.succeed?.(work, run.externalId ?? '') ?? {});
  if (run.job === undefined) run.outputs = placeOutputs(draft, declarationOf(pipeline, execution), action);
  close(draft, pipeline, execution, run, 'Succeeded');
}

/** A source action has fetched its revision: what the provider tells of it, and what the execution has from now on. */
function bring(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  run: ActionRun,
  work: Work,
  revision: Revision,
): void {
  const { action, configuration, accountId, region } = work;
  const { source } = providerOf(draft.types, action.actionTypeId);
  const summary = source?.summary(revision, configuration);
  const externalUrl = source?.url(revision, configuration, region);
  apply(run, {
    // A job worker may have named its own work.
    externalId: (run.job === undefined ? undefined : run.externalId) ?? revision.id,
    ...(summary !== undefined && { summary }),
    ...(externalUrl !== undefined && { externalUrl }),
    ...(source &&
      run.variables === undefined && { variables: source.variables(revision, configuration, accountId, region) }),
  });
  const brought = { action: action.name, artifact: action.outputArtifacts?.[0]?.name ?? null, revision };
  execution.revisions = [...execution.revisions.filter((known) => known.action !== action.name), brought];
  if (execution.mode !== 'PARALLEL')
    slotOf(pipeline, run.stage).lastRuns.set(run.action, { executionId: execution.id, runId: run.id, revision });
}

function noteLastRun(pipeline: Pipeline, execution: Execution, run: ActionRun): void {
  if (execution.mode === 'PARALLEL') return;
  const { lastRuns } = slotOf(pipeline, run.stage);
  const revision = lastRuns.get(run.action)?.revision;
  lastRuns.set(run.action, { executionId: execution.id, runId: run.id, ...(revision && { revision }) });
}

/** Stop with abandon: the provider's work goes on outside, nobody listens any more. */
export function abandonRun(draft: Draft, pipeline: Pipeline, execution: Execution, run: ActionRun): void {
  close(draft, pipeline, execution, run, 'Abandoned');
}

/** The definition was updated. */
export function cancelRun(draft: Draft, pipeline: Pipeline, execution: Execution, run: ActionRun): void {
  close(draft, pipeline, execution, run, 'Cancelled');
}
