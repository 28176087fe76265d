import { shortId } from '../../domain/ids.ts';
import { type Deed, effectOf, type Outcome, type Refusal } from '../../domain/operation.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { type EffectHolder, performedBy, singleEffect } from './single-effect.ts';

type Rollback = Extract<Deed, { kind: 'rollback' }>;

/** Runs a stage again, in a new execution, with what an earlier one was good with there; only while the execution that was to be rolled
 * back is still the last in the stage. */
export async function rollbackStage(deps: DeedDeps, context: DeedContext<Rollback>): Promise<Outcome> {
  const { deed, operationId } = context.operation;
  const refusal = await whyNot(deps, deed);
  if (refusal && !context.resumed) return { kind: 'refused', refusal };
  const { stage, account, region, pipeline } = deed.target;
  return singleEffect(
    deps,
    context,
    effectOf(deed) ?? operationId,
    () => deps.writes.rollback({ account, region, pipeline, stage }, deed.to),
    async (holder) => (await ours(deps, context, holder)) ?? (refusal && { kind: 'refused', refusal }),
  );
}

async function whyNot(deps: DeedDeps, { target }: Rollback): Promise<Refusal | undefined> {
  const live = await deps.reads.state(target);
  if (!live) return { reason: 'pipeline_not_found', pipeline: target.pipeline };
  const stage = live.stages.find(({ name }) => name === target.stage);
  if (!stage) return { reason: 'stage_not_found', stage: target.stage };
  const { executionId, status } = stage;
  if (executionId === undefined) return { reason: 'not_rollbackable', why: 'parallel' };
  if (executionId !== target.executionId) return { reason: 'superseded', newer: shortId(executionId) };
  if (status === 'InProgress' || status === 'Stopping') return { reason: 'not_rollbackable', why: 'running' };
  return undefined;
}

/** A rollback leaves no mark of ours. One to the same execution that began after this was asked is what was asked for; where the claim
 * was given back, because the answer got lost, it may be somebody else's. */
async function ours(
  deps: DeedDeps,
  { operation: { deed, requestedAt } }: DeedContext<Rollback>,
  holder: EffectHolder,
): Promise<Outcome | undefined> {
  if (holder === 'somebody') return undefined;
  const history = await deps.reads.history(deed.target);
  const newer = history?.executions.find(
    ({ rollbackOf, startedAt = '' }) => rollbackOf === deed.to && startedAt >= requestedAt,
  );
  if (!newer) return undefined;
  return holder === 'us' ? performedBy(deed, newer.executionId) : { kind: 'unknown' };
}
