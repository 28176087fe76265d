import { type OperationId, shortId } from '../../domain/ids.ts';
import { type Deed, effectOf, type Outcome, type Refusal, type StageTarget } from '../../domain/operation.ts';
import { toProgress } from '../../domain/to-progress.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { type EffectHolder, singleEffect } from './single-effect.ts';

type Retry = Extract<Deed, { kind: 'retry' }>;

/** Runs the failed actions of a stage, or the whole stage, again; only for the attempt that the button was drawn for. */
export async function retryStage(deps: DeedDeps, context: DeedContext<Retry>): Promise<Outcome> {
  const { deed } = context.operation;
  const { target } = deed;
  const refusal = await whyNot(deps, target);
  if (refusal && !context.resumed) return { kind: 'refused', refusal };
  return singleEffect(
    deps,
    context,
    effectOf(deed) ?? context.operation.operationId,
    () => deps.writes.retry(target, deed.mode),
    async (holder) => refusal && afterRefusal(deps, deed, refusal, holder),
  );
}

/** What the redelivery of a retry makes of a stage that cannot be retried (any more).
 *
 * A retry leaves no mark in CodePipeline. That the stage runs anew after we had claimed the effect is ours; where the claim was given
 * back, because the answer got lost, or somebody claimed the other way of retrying the same attempt, nobody can tell. */
async function afterRefusal(deps: DeedDeps, deed: Retry, refusal: Refusal, holder: EffectHolder): Promise<Outcome> {
  const { target } = deed;
  // A newer execution may have come to the stage after the retry.
  const superseded = refusal.reason === 'superseded' ? await attemptPassed(deps, target) : undefined;
  if ((superseded ?? refusal).reason !== 'old_attempt' || holder === 'somebody') return { kind: 'refused', refusal };
  const onlyUs = holder === 'us' && (await holderOfOtherWay(deps, deed)) === undefined;
  return onlyUs ? { kind: 'performed' } : { kind: 'unknown' };
}

async function holderOfOtherWay(deps: DeedDeps, deed: Retry): Promise<OperationId | undefined> {
  const mode = deed.mode === 'FAILED_ACTIONS' ? 'ALL_ACTIONS' : 'FAILED_ACTIONS';
  const effect = effectOf({ ...deed, mode });
  return effect === undefined ? undefined : deps.claims.effectHolder(effect);
}

/** Whether the attempt on the button has been followed by another, by what tells it without the state of the stage. */
function attemptPassed(deps: DeedDeps, target: StageTarget): Promise<Refusal | undefined> {
  return isNumber(target.run) ? oldAttempt(deps, target) : replacedRun(deps, target);
}

function isNumber(run: string): boolean {
  return /^a\d+$/.test(run);
}

async function whyNot(deps: DeedDeps, target: StageTarget): Promise<Refusal | undefined> {
  const live = await deps.reads.state(target);
  if (!live) return { reason: 'pipeline_not_found', pipeline: target.pipeline };
  const stage = live.stages.find(({ name }) => name === target.stage);
  if (!stage) return { reason: 'stage_not_found', stage: target.stage };
  // A PARALLEL pipeline shows no stage state: there the runs of the action tell the attempt.
  if (stage.executionId === undefined) return attemptPassed(deps, target);
  if (stage.executionId !== target.executionId) return { reason: 'superseded', newer: shortId(stage.executionId) };
  if (isNumber(target.run)) return oldAttempt(deps, target);
  const failed = stage.actions.filter(({ status }) => status === 'Failed' || status === 'Abandoned');
  if (!failed.some(({ run }) => run === target.run)) return { reason: 'old_attempt' };
  return undefined;
}

/** The button names a failed run: it belongs to the last attempt as long as its action has no newer run. */
async function replacedRun(deps: DeedDeps, target: StageTarget): Promise<Refusal | undefined> {
  const runs = (await deps.reads.actionRuns(target)).filter(({ stage }) => stage === target.stage);
  const pressed = runs.find(({ run }) => run === target.run);
  const newest = runs.find(({ action }) => action === pressed?.action);
  return pressed && newest?.run === pressed.run ? undefined : { reason: 'old_attempt' };
}

/** A button drawn before any run was known names the attempt by its number, which only our own record has. */
async function oldAttempt(deps: DeedDeps, target: StageTarget): Promise<Refusal | undefined> {
  const stored = await deps.executions.get(target);
  if (!stored) return undefined;
  const stage = toProgress(stored.execution).stages.find(({ name }) => name === target.stage);
  return target.run === `a${stage?.attempt ?? 1}` ? undefined : { reason: 'old_attempt' };
}
