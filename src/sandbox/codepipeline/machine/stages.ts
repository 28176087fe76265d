import { PARALLEL_ACTION_RUNS } from '../choices.ts';
import type { ActionDeclaration } from '../shapes.ts';
import type { Execution, Pipeline, StageRun } from '../state.ts';
import { startRun } from './action-runs.ts';
import { beginCondition } from './conditions.ts';
import type { Draft } from './draft.ts';
import { countedRuns, declarationOf, isRunning, slotOf, stageOf, stageRunOf } from './pipeline-views.ts';
import { tellStage } from './tell.ts';

/* Inside a stage: who is in it, and which of its actions start. */

/** The execution enters a stage: its entry condition is evaluated, or its first group of actions
 * starts. (Neither actions nor rules ever end while they start, so neither does the stage.) */
export function enter(draft: Draft, pipeline: Pipeline, execution: Execution, stage: string): void {
  occupy(draft, pipeline, execution, stage);
  const run: StageRun = {
    name: stage,
    status: 'InProgress',
    startedAt: draft.now,
    updatedAt: draft.now,
    phase: 'actions',
    conditions: {},
    counted: [],
    manualRetries: 0,
    automaticRetries: 0,
  };
  execution.stages.push(run);
  execution.updatedAt = draft.now;
  tellStage(draft, pipeline, execution, run, 'STARTED');
  if (!beginCondition(draft, pipeline, execution, run, 'beforeEntry')) startGroup(draft, pipeline, execution, run);
}

/** Takes the lock of a stage, also when a retry comes back to it. */
export function occupy(draft: Draft, pipeline: Pipeline, execution: Execution, stage: string): void {
  execution.place = { stage, at: 'inside', since: draft.now, stale: false };
  if (execution.mode === 'PARALLEL') return;
  const slot = slotOf(pipeline, stage);
  slot.holder = execution.id;
  slot.latest = execution.id;
}

/** The stage run that the execution is in; undefined at a gate and at its end. */
export const stageInside = (execution: Execution): StageRun | undefined =>
  execution.place?.at === 'inside' ? stageRunOf(execution, execution.place.stage) : undefined;

/** The actions of the stage that have not succeeded in its present attempt. */
export function openActions(pipeline: Pipeline, execution: Execution, stage: StageRun): ActionDeclaration[] {
  const succeeded = countedRuns(execution, stage).filter(({ status }) => status === 'Succeeded');
  const actions = stageOf(declarationOf(pipeline, execution), stage.name)?.actions ?? [];
  return actions.filter(({ name }) => !succeeded.some(({ action }) => action === name));
}

/** Starts the actions of the lowest runOrder that is not done, as many as may run at a time. */
export function startGroup(draft: Draft, pipeline: Pipeline, execution: Execution, stage: StageRun): void {
  const counted = countedRuns(execution, stage);
  const open = openActions(pipeline, execution, stage);
  const group = Math.min(...open.map(({ runOrder = 1 }) => runOrder));
  const waiting = open.filter(
    ({ name, runOrder = 1 }) => runOrder === group && !counted.some((run) => run.action === name),
  );
  const running = counted.filter(isRunning).length;
  const places = execution.mode === 'PARALLEL' ? Math.max(0, PARALLEL_ACTION_RUNS - running) : waiting.length;
  for (const action of waiting.slice(0, places)) startRun(draft, pipeline, execution, stage, action);
}
