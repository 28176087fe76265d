import type { Execution, ExecutionStatus, Pipeline } from '../state.ts';
import type { Draft } from './draft.ts';
import { hasEnded, slotOf } from './pipeline-views.ts';
import { type PipelineEventState, tellPipeline } from './tell.ts';

const PIPELINE_EVENTS: Record<Exclude<ExecutionStatus, 'InProgress' | 'Stopping'>, PipelineEventState> = {
  Succeeded: 'SUCCEEDED',
  Failed: 'FAILED',
  Stopped: 'STOPPED',
  Superseded: 'SUPERSEDED',
  Cancelled: 'CANCELED',
};

/** The execution is over. One that waits at a gate leaves its place there. */
export function end(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  status: keyof typeof PIPELINE_EVENTS,
): void {
  if (hasEnded(execution)) throw new Error(`execution ${execution.id} has ended already: ${execution.status}`);
  if (execution.place?.at === 'gate') {
    const slot = slotOf(pipeline, execution.place.stage);
    slot.waiting = slot.waiting.filter((id) => id !== execution.id);
  }
  execution.place = null;
  execution.status = status;
  execution.updatedAt = draft.now;
  pipeline.open = pipeline.open.filter((id) => id !== execution.id);
  tellPipeline(draft, pipeline, execution, PIPELINE_EVENTS[status]);
}
