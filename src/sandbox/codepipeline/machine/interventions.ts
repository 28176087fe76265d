import { UPDATE_LETS_RUNNING_ACTIONS_FINISH } from '../choices.ts';
import type { Execution, Pipeline } from '../state.ts';
import { abandonRun, cancelRun } from './action-runs.ts';
import { breakOff } from './conditions.ts';
import { type Draft, editExecution } from './draft.ts';
import { end } from './ending.ts';
import { advance } from './flow.ts';
import { admit } from './gates.ts';
import { isRunning, slotOf } from './pipeline-views.ts';
import { stageInside } from './stages.ts';
import { tellPipeline, tellStage } from './tell.ts';

/* What people do to executions from outside: stop them, cut them off by an update. */

/** Stops an execution that is in progress, or turns a stop that waits into one that abandons. */
export function stop(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  abandon: boolean,
  reason: string | undefined,
): void {
  const first = execution.status === 'InProgress';
  const told = reason ?? execution.stop?.reason;
  execution.stop = { abandon, ...(told !== undefined && { reason: told }) };
  execution.status = 'Stopping';
  execution.updatedAt = draft.now;
  const stage = stageInside(execution);
  if (first) tellPipeline(draft, pipeline, execution, 'STOPPING');
  if (!stage) {
    end(draft, pipeline, execution, 'Stopped');
    return;
  }
  if (first) {
    stage.status = 'Stopping';
    stage.updatedAt = draft.now;
    tellStage(draft, pipeline, execution, stage, 'STOPPING');
  }
  if (abandon) {
    for (const run of execution.runs.filter(isRunning)) abandonRun(draft, pipeline, execution, run);
    breakOff(draft, pipeline, execution, stage, 'Abandoned');
  }
  advance(draft, pipeline, execution);
}

/** Ends the executions that an update of the definition does not let go on. PARALLEL ones do go on, by their own version. */
export function cutOff(draft: Draft, pipeline: Pipeline): void {
  const affected = pipeline.open.filter((id) => pipeline.executions.get(id)?.mode !== 'PARALLEL');
  const cut = affected.map((id) => editExecution(draft, pipeline, id));
  // First who waits, so that nobody of them slips into a stage that becomes free.
  for (const execution of cut.filter(({ place }) => place?.at === 'gate')) end(draft, pipeline, execution, 'Cancelled');
  for (const execution of cut.filter(({ place }) => place?.at === 'inside')) {
    execution.cut = true;
    for (const run of execution.runs.filter(isRunning)) {
      const finishes = UPDATE_LETS_RUNNING_ACTIONS_FINISH && run.token === undefined;
      if (!finishes) cancelRun(draft, pipeline, execution, run);
    }
    // Rules have nothing outside to complete.
    const stage = stageInside(execution);
    if (stage) breakOff(draft, pipeline, execution, stage, 'Cancelled');
    advance(draft, pipeline, execution);
  }
  forgetStages(draft, pipeline);
}

/** Stages that are no longer declared: nobody can open their gates any more, so whoever waits there is let in. */
function forgetStages(draft: Draft, pipeline: Pipeline): void {
  for (const name of [...pipeline.slots.keys()]) {
    if (pipeline.declaration.stages.some((stage) => stage.name === name)) continue;
    slotOf(pipeline, name).transition = { enabled: true };
    admit(draft, pipeline, name);
    if (slotOf(pipeline, name).holder === null) pipeline.slots.delete(name);
  }
}
