import type { Command } from '../domain/command.ts';
import type { StatusView } from './answer.ts';
import { blockedBy } from './blocked-by.ts';
import { deed, type Resolved, refused, sameWord, unknownStage } from './resolved.ts';

/** The condition that stops or holds an execution there at this moment. */
export function resolveOverride(
  { stage: typed, place }: Extract<Command, { verb: 'override' }>,
  { live, ref: { account, region, pipeline } }: StatusView,
): Resolved {
  const stage = live.stages.find(({ name }) => sameWord(name, typed));
  if (!stage) return unknownStage(typed);
  const condition = blockedBy(stage, place);
  const { executionId } = stage;
  if (executionId === undefined || condition?.run === undefined) return refused({ reason: 'not_blocked' });
  const target = { account, region, pipeline, executionId, stage: stage.name, run: condition.run };
  return deed({ kind: 'override', target, place });
}
