import { shortId } from '../../domain/ids.ts';
import { type Deed, effectOf, type Outcome, type Refusal } from '../../domain/operation.ts';
import { blockedBy } from '../blocked-by.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { singleEffect } from './single-effect.ts';

type Override = Extract<Deed, { kind: 'override' }>;

/** Lets an execution go on although a condition of its stage failed, or is still being evaluated; only that evaluation. */
export async function overrideCondition(deps: DeedDeps, context: DeedContext<Override>): Promise<Outcome> {
  const { deed, operationId } = context.operation;
  const refusal = await whyNot(deps, deed);
  if (refusal && !context.resumed) return { kind: 'refused', refusal };
  return singleEffect(
    deps,
    context,
    effectOf(deed) ?? operationId,
    () => deps.writes.override(deed.target, deed.place),
    async (holder) => {
      if (!refusal) return undefined;
      // CodePipeline does not say who overrode it: what happened after we had claimed it is ours.
      if (refusal.reason !== 'already_overridden' || holder === 'somebody') return { kind: 'refused', refusal };
      return holder === 'us' ? { kind: 'performed' } : { kind: 'unknown' };
    },
  );
}

async function whyNot(deps: DeedDeps, { target, place }: Override): Promise<Refusal | undefined> {
  const live = await deps.reads.state(target);
  if (!live) return { reason: 'pipeline_not_found', pipeline: target.pipeline };
  const stage = live.stages.find(({ name }) => name === target.stage);
  if (!stage) return { reason: 'stage_not_found', stage: target.stage };
  const { executionId, conditions } = stage;
  if (executionId !== undefined && executionId !== target.executionId)
    return { reason: 'superseded', newer: shortId(executionId) };
  const condition = conditions?.[place];
  if (!condition) return { reason: 'not_blocked' };
  if (condition.run !== target.run) return { reason: 'old_attempt' };
  if (condition.status === 'Overridden') return { reason: 'already_overridden' };
  return blockedBy(stage, place) ? undefined : { reason: 'not_blocked' };
}
