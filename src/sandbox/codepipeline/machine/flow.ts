import { ROLLBACK_GOES_ON } from '../choices.ts';
import type { RetryMode } from '../shapes.ts';
import type { Execution, Pipeline, StageRun, StageStatus } from '../state.ts';
import type { Draft } from './draft.ts';
import { end } from './ending.ts';
import { admit, arrive } from './gates.ts';
import { countedRuns, declarationOf, isRunning, slotOf, stageAfter, stageOf } from './pipeline-views.ts';
import { rollBackAutomatically } from './rollback.ts';
import { occupy, openActions, stageInside, startGroup } from './stages.ts';
import { type StageEventState, tellPipeline, tellStage } from './tell.ts';

/* How executions move on: what the end of an action means for its stage, the end of a stage for its execution and for who waits. */

/** Takes a stage further after something in it has changed: starts what may start, ends the stage when nothing is left. */
export function advance(draft: Draft, pipeline: Pipeline, execution: Execution): void {
  const stage = stageInside(execution);
  if (!stage) return;
  const counted = countedRuns(execution, stage);
  const quiet = !counted.some(isRunning);
  const unfinished = counted.some((run) => !isRunning(run) && run.status !== 'Succeeded');
  if (execution.stop || execution.cut || unfinished) {
    // What runs goes on to its end first.
    if (!quiet) return;
    if (execution.stop) leave(draft, pipeline, execution, stage, 'Stopped');
    else if (execution.cut) leave(draft, pipeline, execution, stage, 'Cancelled');
    else fail(draft, pipeline, execution, stage);
    return;
  }
  const open = openActions(pipeline, execution, stage);
  if (open.length === 0) leave(draft, pipeline, execution, stage, 'Succeeded');
  else startGroup(draft, pipeline, execution, stage);
}

/** One automatic attempt per stage run, before the failure is told as such. */
function fail(draft: Draft, pipeline: Pipeline, execution: Execution, stage: StageRun): void {
  const { result, retryConfiguration } = stageOf(declarationOf(pipeline, execution), stage.name)?.onFailure ?? {};
  const retries = result === 'RETRY' && stage.automaticRetries === 0;
  const mode = retryConfiguration?.retryMode ?? 'FAILED_ACTIONS';
  if (retries) retry(draft, pipeline, execution, stage, mode, 'AutomatedStageRetry');
  else leave(draft, pipeline, execution, stage, 'Failed');
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
  stage.status = 'InProgress';
  stage.updatedAt = draft.now;
  stage.lastRetry = { at: draft.now, trigger };
  if (trigger === 'ManualStageRetry') stage.manualRetries += 1;
  else stage.automaticRetries += 1;

  if (!pipeline.open.includes(execution.id)) pipeline.open.push(execution.id);
  execution.status = 'InProgress';
  execution.updatedAt = draft.now;
  execution.attempt += 1;
  execution.retriedAt = draft.now;
  delete execution.stop;
  occupy(draft, pipeline, execution, stage.name);
  tellPipeline(draft, pipeline, execution, 'RESUMED');
  tellStage(draft, pipeline, execution, stage, 'RESUMED');
  advance(draft, pipeline, execution);
}

/** The same word for the stage's end and for that of an execution which ends with it. */
type StageEnd = Extract<StageStatus, 'Succeeded' | 'Failed' | 'Stopped' | 'Cancelled'>;
const STAGE_EVENTS: Record<StageEnd, StageEventState> = {
  Succeeded: 'SUCCEEDED',
  Failed: 'FAILED',
  Stopped: 'STOPPED',
  Cancelled: 'CANCELED',
};

/** A stage is over: the execution goes on or ends with it, and the place is free for who waits. */
function leave(draft: Draft, pipeline: Pipeline, execution: Execution, stage: StageRun, status: StageEnd): void {
  stage.status = status;
  stage.updatedAt = draft.now;
  execution.updatedAt = draft.now;
  execution.place = null;
  tellStage(draft, pipeline, execution, stage, STAGE_EVENTS[status]);
  const next = status === 'Succeeded' ? nextStage(pipeline, execution, stage) : undefined;
  if (next === undefined) end(draft, pipeline, execution, status);
  else arrive(draft, pipeline, execution, next);

  const slot = slotOf(pipeline, stage.name);
  if (slot.holder === execution.id) slot.holder = null;
  if (status === 'Failed') rollBackAutomatically(draft, pipeline, execution, stage.name);
  admit(draft, pipeline, stage.name);
}

function nextStage(pipeline: Pipeline, execution: Execution, stage: StageRun): string | undefined {
  if (execution.type === 'ROLLBACK' && !ROLLBACK_GOES_ON) return undefined;
  return stageAfter(declarationOf(pipeline, execution), stage.name)?.name;
}
