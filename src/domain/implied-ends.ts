import { hasEnded, type State } from './execution-event.ts';
import type { ActionProgress, StageProgress } from './progress.ts';

/** A stage that has ended ends what still seemed to run in it: the event of that action was lost. Only a failed stage says nothing of
 * its other actions, which go on to their own end. */
export function closedBy(stage: State | undefined, action: ActionProgress): ActionProgress {
  if (action.state === undefined || hasEnded(action.state) || stage === undefined) return action;
  return { ...action, state: stage === 'succeeded' ? 'succeeded' : stage === 'failed' ? 'failed' : 'abandoned' };
}

/** An execution passes its stages in order: a stage that has begun means that those before it succeeded.
 * @param fromFirstSeen it may have begun in the middle: nothing is said of stages before the first one seen */
export function implyFromOrder(stages: readonly StageProgress[], fromFirstSeen: boolean): StageProgress[] {
  const first = fromFirstSeen ? stages.findIndex(({ state }) => state !== undefined) : 0;
  const last = stages.findLastIndex(({ state }) => state !== undefined);
  return stages.map((stage, index) => (index >= first && index < last ? withState(stage, 'succeeded') : stage));
}

/** The end of the execution ends its stages. */
export function implyFromPipeline(stages: readonly StageProgress[], pipeline: State | undefined): StageProgress[] {
  if (!hasEnded(pipeline)) return [...stages];
  return stages.map((stage) => {
    if (pipeline === 'succeeded') return stage.state === undefined ? stage : withState(stage, 'succeeded');
    if (stage.state === undefined) return stage;
    if (hasEnded(stage.state))
      return { ...stage, actions: stage.actions.map((action) => closedBy(stage.state, action)) };
    return withState(stage, pipeline === 'superseded' ? 'cancelled' : (pipeline ?? 'cancelled'));
  });
}

function withState(stage: StageProgress, state: State): StageProgress {
  if (stage.state === state) return stage;
  return { ...stage, state, actions: stage.actions.map((action) => closedBy(state, action)) };
}
