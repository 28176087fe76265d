import { WAITING_LIMIT_MS } from '../choices.ts';
import { editExecution, editPipeline } from '../machine/draft.ts';
import { admit } from '../machine/gates.ts';
import { slotOf, stageAfter } from '../machine/pipeline-views.ts';
import type { Pipeline } from '../state.ts';
import { type Call, findPipeline, findStage } from './operation.ts';

export interface TransitionInput {
  pipelineName: string;
  stageName: string;
  transitionType: 'Inbound' | 'Outbound';
}

/** The stage whose way in the transition is; undefined behind the last stage, where nothing passes. */
const gatedStage = ({ declaration }: Pipeline, { stageName, transitionType }: TransitionInput): string | undefined =>
  transitionType === 'Inbound' ? stageName : stageAfter(declaration, stageName)?.name;

/** Opens or closes the way into a stage. Closing stops nobody who is inside; opening lets the waiters in.
 * @param reason absent: open */
export function setTransition({ draft, caller }: Call, input: TransitionInput, reason?: string): void {
  const found = findPipeline(draft, input.pipelineName);
  findStage(found, input.stageName);
  const stage = gatedStage(found, input);
  if (stage === undefined) return;
  const pipeline = editPipeline(draft, found);
  const slot = slotOf(pipeline, stage);
  const change = { changedBy: caller, changedAt: draft.now };
  slot.transition = reason === undefined ? { enabled: true, ...change } : { enabled: false, ...change, reason };
  if (reason !== undefined) return;
  for (const id of slot.waiting) {
    const { place } = editExecution(draft, pipeline, id);
    if (place && draft.now - place.since > WAITING_LIMIT_MS) place.stale = true;
  }
  admit(draft, pipeline, stage);
}
