import { ON_FAILURE_ANSWERS_CONDITIONS, ROLLBACK_GOES_ON, SKIPPED_STAGE_IS_TOLD_AS } from '../choices.ts';
import type { RetryMode } from '../shapes.ts';
import type { ConditionPlace, ConditionRun, Execution, Pipeline, StageRun, StageStatus } from '../state.ts';
import { beginCondition, breakOff, hasPassed, isEvaluating, settle } from './conditions.ts';
import type { Draft } from './draft.ts';
import { end } from './ending.ts';
import { admit, arrive } from './gates.ts';
import { countedRuns, declarationOf, hasEnded, isRunning, slotOf, stageAfter, stageOf } from './pipeline-views.ts';
import { rollBackAutomatically } from './rollback.ts';
import { occupy, openActions, stageInside, startGroup } from './stages.ts';
import { type StageEventState, tellPipeline, tellStage } from './tell.ts';

/* How executions move on: what the end of an action means for its stage, the end of a stage for its execution and for who waits. */

/** Takes a stage further after something in it has changed: starts what may start, ends the stage when nothing is left. */
export function advance(draft: Draft, pipeline: Pipeline, execution: Execution): void {
  const stage = stageInside(execution);
  if (!stage) return;
  if (execution.stop || execution.cut) breakUp(draft, pipeline, execution, stage);
  else if (stage.phase === 'actions') advanceActions(draft, pipeline, execution, stage);
  else advanceCondition(draft, pipeline, execution, stage, stage.phase);
}

/** Stopped or cut off: what runs goes on to its end first. */
function breakUp(draft: Draft, pipeline: Pipeline, execution: Execution, stage: StageRun): void {
  if (countedRuns(execution, stage).some(isRunning) || isEvaluating(execution, stage)) return;
  for (const condition of Object.values(stage.conditions))
    if (condition.status === 'InProgress') settle(draft, execution, condition);
  leave(draft, pipeline, execution, stage, execution.stop ? 'Stopped' : 'Cancelled');
}

function advanceActions(draft: Draft, pipeline: Pipeline, execution: Execution, stage: StageRun): void {
  const counted = countedRuns(execution, stage);
  if (counted.some((run) => !isRunning(run) && run.status !== 'Succeeded')) {
    if (!counted.some(isRunning)) fail(draft, pipeline, execution, stage);
  } else if (openActions(pipeline, execution, stage).length > 0) {
    startGroup(draft, pipeline, execution, stage);
  } else if (hasPassed(stage.conditions.onSuccess) || !beginCondition(draft, pipeline, execution, stage, 'onSuccess')) {
    leave(draft, pipeline, execution, stage, 'Succeeded');
  }
}

function advanceCondition(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  stage: StageRun,
  place: ConditionPlace,
): void {
  const condition = stage.conditions[place];
  if (!condition) throw new Error(`${execution.id} evaluates no condition ${place} in ${stage.name}`);
  const outcome = settle(draft, execution, condition);
  if (outcome === 'open') return;
  stage.phase = 'actions';
  const rollBack = condition.result === 'ROLLBACK';
  // A failure's condition acts when its rules succeed, the others when one of theirs fails.
  if (place === 'onFailure') leave(draft, pipeline, execution, stage, 'Failed', rollBack && outcome === 'passed');
  else if (outcome === 'passed') advanceActions(draft, pipeline, execution, stage);
  else if (condition.result === 'SKIP') leave(draft, pipeline, execution, stage, 'Skipped');
  else if (ON_FAILURE_ANSWERS_CONDITIONS && !rollBack) fail(draft, pipeline, execution, stage);
  else leave(draft, pipeline, execution, stage, 'Failed', rollBack);
}

/** One automatic attempt per stage run, before the failure is told as such; a condition may decide about a rollback. */
function fail(draft: Draft, pipeline: Pipeline, execution: Execution, stage: StageRun): void {
  const { result, retryConfiguration } = stageOf(declarationOf(pipeline, execution), stage.name)?.onFailure ?? {};
  if (result === 'RETRY' && stage.automaticRetries === 0) {
    retry(draft, pipeline, execution, stage, retryConfiguration?.retryMode ?? 'FAILED_ACTIONS', 'AutomatedStageRetry');
  } else if (!beginCondition(draft, pipeline, execution, stage, 'onFailure')) {
    leave(draft, pipeline, execution, stage, 'Failed', result === 'ROLLBACK');
  }
}

/** Runs a stage again in the same execution. */
export function retry(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  stage: StageRun,
  mode: RetryMode,
  trigger: 'ManualStageRetry' | 'AutomatedStageRetry',
): void {
  const kept =
    mode === 'ALL_ACTIONS'
      ? []
      : countedRuns(execution, stage).filter((run) => isRunning(run) || run.status === 'Succeeded');
  stage.counted = kept.map(({ id }) => id);
  breakOff(draft, pipeline, execution, stage, 'Abandoned');
  delete stage.conditions.onSuccess;
  delete stage.conditions.onFailure;
  stage.lastRetryTrigger = trigger;
  if (trigger === 'ManualStageRetry') stage.manualRetries += 1;
  else stage.automaticRetries += 1;
  takeUp(draft, pipeline, execution, stage);
  const { beforeEntry } = stage.conditions;
  const entryFirst = beforeEntry && !hasPassed(beforeEntry);
  if (!(entryFirst && beginCondition(draft, pipeline, execution, stage, 'beforeEntry')))
    advance(draft, pipeline, execution);
}

/** An execution that had ended in a stage, or whose stage begins a new attempt, is in progress there again. */
function takeUp(draft: Draft, pipeline: Pipeline, execution: Execution, stage: StageRun): void {
  stage.status = 'InProgress';
  stage.phase = 'actions';
  stage.updatedAt = draft.now;
  stage.resumedAt = draft.now;
  if (!pipeline.open.includes(execution.id)) pipeline.open.push(execution.id);
  execution.status = 'InProgress';
  execution.updatedAt = draft.now;
  execution.attempt += 1;
  execution.retriedAt = draft.now;
  delete execution.stop;
  occupy(draft, pipeline, execution, stage.name);
  tellPipeline(draft, pipeline, execution, 'RESUMED');
  tellStage(draft, pipeline, execution, stage, 'RESUMED');
}

/** Somebody lets an execution go on although a condition has failed, or has not decided yet. One that had failed by it is taken up
 * again, told and counted as after a retry: readers would take what follows for older than the failure otherwise. (Our choice.) */
export function override(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  stage: StageRun,
  condition: ConditionRun,
): void {
  breakOff(draft, pipeline, execution, stage, 'Overridden');
  condition.status = 'Overridden';
  condition.changedAt = draft.now;
  if (hasEnded(execution)) takeUp(draft, pipeline, execution, stage);
  stage.phase = 'actions';
  advance(draft, pipeline, execution);
}

/** The same word for the stage's end and for that of an execution which ends with it. */
type StageEnd = Extract<StageStatus, 'Succeeded' | 'Failed' | 'Stopped' | 'Cancelled' | 'Skipped'>;
const STAGE_EVENTS: Record<StageEnd, StageEventState> = {
  Succeeded: 'SUCCEEDED',
  Failed: 'FAILED',
  Stopped: 'STOPPED',
  Cancelled: 'CANCELED',
  Skipped: SKIPPED_STAGE_IS_TOLD_AS,
};

/** A stage is over: the execution goes on or ends with it, and the place is free for who waits. */
function leave(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  stage: StageRun,
  status: StageEnd,
  rollBack = false,
): void {
  stage.status = status;
  stage.updatedAt = draft.now;
  execution.updatedAt = draft.now;
  execution.place = null;
  tellStage(draft, pipeline, execution, stage, STAGE_EVENTS[status]);
  const goesOn = status === 'Succeeded' || status === 'Skipped';
  const next = goesOn ? nextStage(pipeline, execution, stage) : undefined;
  if (next === undefined) end(draft, pipeline, execution, status === 'Skipped' ? 'Succeeded' : status);
  else arrive(draft, pipeline, execution, next);

  const slot = slotOf(pipeline, stage.name);
  if (slot.holder === execution.id) slot.holder = null;
  if (rollBack) rollBackAutomatically(draft, pipeline, execution, stage.name);
  admit(draft, pipeline, stage.name);
}

function nextStage(pipeline: Pipeline, execution: Execution, stage: StageRun): string | undefined {
  if (execution.type === 'ROLLBACK' && !ROLLBACK_GOES_ON) return undefined;
  return stageAfter(declarationOf(pipeline, execution), stage.name)?.name;
}
