import { shortId } from '../../domain/ids.ts';
import { type Deed, effectOf, type Outcome, type Refusal, type StageTarget } from '../../domain/operation.ts';
import { toProgress } from '../../domain/to-progress.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { singleEffect } from './single-effect.ts';

/** Runs the failed actions of a stage, or the whole stage, again; only for the attempt that the button was drawn for. */
export async function retryStage(
  deps: DeedDeps,
  context: DeedContext<Extract<Deed, { kind: 'retry' }>>,
): Promise<Outcome> {
  const { deed } = context.operation;
  const { target } = deed;
  const refusal = await whyNot(deps, target);
  const retriedSince = refusal?.reason === 'old_attempt';
  if (refusal && !(context.resumed && retriedSince)) return { kind: 'refused', refusal };
  return singleEffect(
    deps,
    context,
    effectOf(deed) ?? context.operation.operationId,
    async () => (refusal ? { kind: 'refused', refusal } : deps.writes.retry(target, deed.mode)),
    async (held) => held && retriedSince,
  );
}

async function whyNot(deps: DeedDeps, target: StageTarget): Promise<Refusal | undefined> {
  const live = await deps.reads.state(target);
  if (!live) return { reason: 'pipeline_not_found', pipeline: target.pipeline };
  const stage = live.stages.find(({ name }) => name === target.stage);
  if (!stage) return { reason: 'stage_not_found', stage: target.stage };
  // A PARALLEL pipeline shows no stage state: there CodePipeline itself judges, and our own record tells the attempt.
  if (stage.executionId === undefined) return oldAttempt(deps, target);
  if (stage.executionId !== target.executionId) return { reason: 'superseded', newer: shortId(stage.executionId) };
  const failed = stage.actions.filter(({ status }) => status === 'Failed' || status === 'Abandoned');
  if (/^a\d+$/.test(target.run)) return oldAttempt(deps, target);
  if (!failed.some(({ run }) => run === target.run)) return { reason: 'old_attempt' };
  return undefined;
}

async function oldAttempt(deps: DeedDeps, target: StageTarget): Promise<Refusal | undefined> {
  const stored = await deps.executions.get(target);
  if (!stored) return undefined;
  const progress = toProgress(stored.execution);
  const stage = progress.stages.find(({ name }) => name === target.stage);
  const failure = progress.failures.findLast((entry) => entry.stage === target.stage);
  const sameRun =
    target.run === `a${stage?.attempt ?? 1}` || failure?.actions.some(({ runKey }) => runKey === target.run);
  return sameRun ? undefined : { reason: 'old_attempt' };
}
