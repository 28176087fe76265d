import type { Execution, Pipeline, StageSlot } from '../state.ts';
import { type Draft, editExecution } from './draft.ts';
import { end } from './ending.ts';
import { slotOf } from './pipeline-views.ts';
import { enter } from './stages.ts';

/* The gate in front of a stage: who goes in, who waits, who is overtaken (reference 4.4). */

/** The execution comes to the gate in front of a stage: it goes in, waits, or is overtaken. */
export function arrive(draft: Draft, pipeline: Pipeline, execution: Execution, stage: string): void {
  const slot = slotOf(pipeline, stage);
  const locked = execution.mode !== 'PARALLEL' && slot.holder !== null;
  if (isOvertaken(pipeline, slot, execution)) {
    end(draft, pipeline, execution, 'Superseded');
    return;
  }
  if (execution.mode === 'SUPERSEDED') overtake(draft, pipeline, slot);
  if (!slot.transition.enabled || locked) wait(draft, pipeline, execution, stage);
  else enter(draft, pipeline, execution, stage);
}

/** SUPERSEDED: an older execution never passes a newer one, whether that one waits here or has been let in. */
function isOvertaken(pipeline: Pipeline, slot: StageSlot, execution: Execution): boolean {
  if (execution.mode !== 'SUPERSEDED') return false;
  const ahead = [...slot.waiting, slot.latest].flatMap((id) =>
    id === null ? [] : (pipeline.executions.get(id) ?? []),
  );
  return ahead.some(
    ({ mode, type, number }) => mode === 'SUPERSEDED' && type === 'STANDARD' && number > execution.number,
  );
}

/** The newest takes the one waiting place, also when it goes straight in (then only one that waited too long is left there). */
function overtake(draft: Draft, pipeline: Pipeline, slot: StageSlot): void {
  for (const id of [...slot.waiting]) {
    const older = editExecution(draft, pipeline, id);
    if (older.mode === 'SUPERSEDED') end(draft, pipeline, older, 'Superseded');
  }
}

function wait(draft: Draft, pipeline: Pipeline, execution: Execution, stage: string): void {
  const slot = slotOf(pipeline, stage);
  execution.place = { stage, at: 'gate', since: draft.now, stale: false };
  slot.waiting.push(execution.id);
}

/** Lets in who waits in front of a stage, as far as gate and lock allow. */
export function admit(draft: Draft, pipeline: Pipeline, stage: string): void {
  const slot = slotOf(pipeline, stage);
  for (const id of [...slot.waiting]) {
    const waiter = pipeline.executions.get(id);
    const locked = waiter?.mode !== 'PARALLEL' && slot.holder !== null;
    if (!slot.transition.enabled || locked || waiter?.place?.stale) continue;
    slot.waiting = slot.waiting.filter((other) => other !== id);
    enter(draft, pipeline, editExecution(draft, pipeline, id), stage);
  }
}
