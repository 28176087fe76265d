import type { ConditionPlace } from '../domain/operation.ts';
import type { LiveCondition, LiveStage } from './codepipeline-ports.ts';

/** The condition that stops the execution in a stage, or holds it while its rules are looked at: a deployment window may do so for days.
 *
 * A stage shows how its conditions were evaluated last, which may have been for an execution before. */
export function blockedBy(
  { status, actions, conditions }: LiveStage,
  place: ConditionPlace,
): LiveCondition | undefined {
  const condition = conditions?.[place];
  if (condition?.status === 'InProgress') return status === 'InProgress' ? condition : undefined;
  const failed = condition?.status === 'Failed' && status === 'Failed';
  return failed && !actions.some((action) => action.status === 'Failed') ? condition : undefined;
}

const PLACES: readonly ConditionPlace[] = ['entry', 'success'];

export function blocksIn(stage: LiveStage): { readonly place: ConditionPlace; readonly condition: LiveCondition }[] {
  return PLACES.flatMap((place) => {
    const condition = blockedBy(stage, place);
    return condition ? [{ place, condition }] : [];
  });
}
