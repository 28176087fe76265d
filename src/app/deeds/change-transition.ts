import type { Deed, Outcome, Refusal } from '../../domain/operation.ts';
import { markOf } from '../mark.ts';
import type { DeedContext, DeedDeps } from '../perform-deed.ts';
import type { LiveStage } from '../ports.ts';
import { singleEffect } from './single-effect.ts';

type Context = DeedContext<Extract<Deed, { kind: 'disable' | 'enable' }>>;

/** Closes or opens the way into (or out of) a stage. */
export async function changeTransition(deps: DeedDeps, context: Context): Promise<Outcome> {
  const { deed, operationId } = context.operation;
  const { target } = deed;
  const live = await deps.reads.state(target);
  if (!live) return { kind: 'refused', refusal: { reason: 'pipeline_not_found', pipeline: target.pipeline } };
  const index = live.stages.findIndex(({ name }) => name === target.stage);
  if (index < 0) return { kind: 'refused', refusal: { reason: 'stage_not_found', stage: target.stage } };
  // CodePipeline shows only ways in; the way out of a stage is the way into the next.
  const gate = live.stages[target.transition === 'Inbound' ? index : index + 1];
  const refusal = gate && !context.resumed ? alreadySo(deed.kind, gate) : undefined;
  if (refusal) return { kind: 'refused', refusal };
  return singleEffect(
    deps,
    context,
    [
      deed.kind,
      target.account,
      target.region,
      target.pipeline,
      target.stage,
      target.transition,
      gate?.inbound.changedAt ?? '',
    ].join('|'),
    () =>
      deed.kind === 'disable'
        ? deps.writes.disable(target, target.stage, target.transition, reasonOf(context, deed.reason, operationId))
        : deps.writes.enable(target, target.stage, target.transition),
    async () =>
      gate !== undefined &&
      (deed.kind === 'disable' ? (gate.inbound.reason?.includes(markOf(operationId)) ?? false) : gate.inbound.enabled),
  );
}

function alreadySo(kind: 'disable' | 'enable', gate: LiveStage): Refusal | undefined {
  if (kind === 'disable') return gate.inbound.enabled ? undefined : { reason: 'already_closed' };
  return gate.inbound.enabled ? { reason: 'already_open' } : undefined;
}

/** The reason is what others read in the console, so it comes first; who and the mark follow, within the alphabet CodePipeline takes. */
function reasonOf({ byName }: Context, reason: string, operationId: Context['operation']['operationId']): string {
  return `${reason.trim().slice(0, 200)} (${byName.slice(0, 60)} via Slack ${markOf(operationId)})`;
}
