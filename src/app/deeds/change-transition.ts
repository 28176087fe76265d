import type { Deed, Outcome, Refusal } from '../../domain/operation.ts';
import type { LiveStage, WriteResult } from '../codepipeline-ports.ts';
import { markOf } from '../mark.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { singleEffect } from './single-effect.ts';

type Context = DeedContext<Extract<Deed, { kind: 'disable' | 'enable' }>>;

/** Closes or opens the way into (or out of) a stage.
 *
 * When the way was last changed is written down before the write: a delivery that goes on after a crash sees from it whether
 * somebody, perhaps this very deed, changed the way since, and then changes nothing any more.
 */
export async function changeTransition(deps: DeedDeps, context: Context): Promise<Outcome> {
  const { operationId, deed } = context.operation;
  const { target } = deed;
  const live = await deps.reads.state(target);
  if (!live) return { kind: 'refused', refusal: { reason: 'pipeline_not_found', pipeline: target.pipeline } };
  const index = live.stages.findIndex(({ name }) => name === target.stage);
  if (index < 0) return { kind: 'refused', refusal: { reason: 'stage_not_found', stage: target.stage } };
  // CodePipeline shows only ways in; the way out of a stage is the way into the next.
  const gate = live.stages[target.transition === 'Inbound' ? index : index + 1];
  const changedAt = gate?.inbound.changedAt ?? '';
  const begun = context.resumed ? target.changedAt : undefined;
  if (begun !== undefined && begun !== changedAt) {
    const holder = await deps.claims.effectHolder(effectSince(deed, begun));
    return afterChange(context, gate, holder === operationId);
  }
  const refusal = gate && alreadySo(deed.kind, gate);
  if (refusal) return { kind: 'refused', refusal };
  await deps.claims.rememberDeed(operationId, { ...deed, target: { ...target, changedAt } } as Deed);
  return singleEffect(
    deps,
    context,
    effectSince(deed, changedAt),
    () => change(deps, context),
    async () => undefined,
  );
}

/** One change of one way, as it stood since `changedAt`. */
function effectSince({ kind, target }: Context['operation']['deed'], changedAt: string): string {
  return [kind, target.account, target.region, target.pipeline, target.stage, target.transition, changedAt].join('|');
}

function change(deps: DeedDeps, context: Context): Promise<WriteResult> {
  const { deed } = context.operation;
  const { target } = deed;
  if (deed.kind === 'enable') return deps.writes.enable(target, target.stage, target.transition);
  return deps.writes.disable(target, target.stage, target.transition, reasonOf(context, deed.reason));
}

/** The way was changed after this deed was begun: by itself, or by somebody who decided later and whose word stands.
 * @param claimed an earlier delivery had got as far as the change: where somebody undid it since, nobody can tell whether it was made */
function afterChange({ operation }: Context, gate: LiveStage | undefined, claimed: boolean): Outcome {
  const { enabled, reason = '' } = gate?.inbound ?? {};
  if (operation.deed.kind === 'enable' && enabled) {
    // An open way bears no mark: who never claimed the change did not make it.
    return claimed ? { kind: 'performed' } : { kind: 'refused', refusal: { reason: 'already_open' } };
  }
  if (operation.deed.kind === 'disable' && enabled === false && reason.includes(markOf(operation.operationId)))
    return { kind: 'performed' };
  return claimed ? { kind: 'unknown' } : { kind: 'refused', refusal: { reason: 'changed_meanwhile' } };
}

function alreadySo(kind: 'disable' | 'enable', gate: LiveStage): Refusal | undefined {
  if (kind === 'disable') return gate.inbound.enabled ? undefined : { reason: 'already_closed' };
  return gate.inbound.enabled ? { reason: 'already_open' } : undefined;
}

/** Who and the mark come first: CodePipeline's alphabet makes some words longer, and what is cut is cut at the end. */
function reasonOf({ byName, operation }: Context, reason: string): string {
  return `${markOf(operation.operationId)} ${byName.slice(0, 60)} via Slack: ${reason.trim()}`;
}
