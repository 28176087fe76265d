import type { Decision } from '../../domain/execution.ts';
import type { ApprovalTarget, Deed, Outcome } from '../../domain/operation.ts';
import { lastMomentOf, type Tally } from '../../domain/votes.ts';
import { countVotesNow, termsOf } from './count-votes.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { lookAtRun } from './look-at-run.ts';
import { putDecision, refOf } from './put-decision.ts';

/** Finishes an approval whose votes are complete, but whose last vote died before CodePipeline was told.
 *
 * Asked for by the sweep. What was decided is done within the time in which the deciding vote may still be, and never later.
 */
export async function settleApproval(
  deps: DeedDeps,
  context: DeedContext<Extract<Deed, { kind: 'settle' }>>,
): Promise<Outcome> {
  const { target } = context.operation.deed;
  const look = await lookAtRun(deps, target);
  if (look.kind !== 'waits') return { kind: 'refused', refusal: { reason: 'not_waiting' } };
  if (context.barred) return { kind: 'refused', refusal: context.barred };
  const execution = (await deps.executions.get(refOf(target)))?.execution;
  const known = execution?.decisions[target.run];
  if (!execution || known?.outcome !== undefined) return { kind: 'refused', refusal: { reason: 'not_waiting' } };
  const terms = await termsOf(deps, target, context.place);
  const tally = terms && (await countVotesNow(deps, terms, target, execution));
  const decision = known ? await stillDecided(deps, target, known, tally) : await decideNow(deps, target, tally);
  if (!decision || decision.outcome !== undefined) return { kind: 'refused', refusal: { reason: 'not_waiting' } };
  if (deps.now() >= lastMomentOf(decision))
    return { kind: 'refused', refusal: { reason: 'too_late', requestedAt: decision.at } };
  return putDecision(deps, target, decision, look.token);
}

/** A decision that nobody told CodePipeline is judged once more: since then somebody may have lost the right, or a freeze begun.
 * @returns undefined when it does not stand any more; then it is taken back */
async function stillDecided(
  deps: DeedDeps,
  target: ApprovalTarget,
  known: Decision,
  tally: Tally | undefined,
): Promise<Decision | undefined> {
  if (tally?.kind === 'decided' && tally.verdict === known.verdict) return { ...known, votes: tally.counted };
  await deps.executions.settleDecision(refOf(target), target.run, known.operationId, undefined);
  return undefined;
}

async function decideNow(
  deps: DeedDeps,
  target: ApprovalTarget,
  tally: Tally | undefined,
): Promise<Decision | undefined> {
  const last = tally?.kind === 'decided' ? tally.counted.at(-1) : undefined;
  if (tally?.kind !== 'decided' || !last || deps.now() >= lastMomentOf(last)) return undefined;
  const decision: Decision = { ...last, verdict: tally.verdict, votes: tally.counted };
  const { stands } = await deps.executions.decide(refOf(target), target.run, decision);
  return stands;
}
