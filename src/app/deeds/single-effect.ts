import type { OperationId } from '../../domain/ids.ts';
import type { Outcome } from '../../domain/operation.ts';
import type { WriteResult } from '../codepipeline-ports.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';

/** Makes a write happen once for all operations with the same effect, so that a double click and two people at once are one deed.
 *
 * The claim is given back when CodePipeline did not say that it was done: then somebody may try again.
 * @param alreadyMine asked when an earlier delivery of this operation died: did it get through? `held`: it had the claim
 */
export async function singleEffect(
  deps: DeedDeps,
  context: DeedContext,
  effect: string,
  act: () => Promise<WriteResult>,
  alreadyMine: (held: boolean) => Promise<boolean>,
): Promise<Outcome> {
  const { operation, byName, resumed, expired } = context;
  if (resumed && (await alreadyMine(await heldByUs(deps, effect, operation.operationId)))) return { kind: 'performed' };
  if (expired) return { kind: 'refused', refusal: { reason: 'too_late', requestedAt: operation.requestedAt } };
  const claim = await deps.claims.claimEffect(effect, operation, byName);
  if (!claim.mine) {
    return {
      kind: 'refused',
      refusal: { reason: 'already_requested', ...(claim.byName ? { byName: claim.byName } : {}) },
    };
  }
  const result = await act();
  // Also when the answer got lost: who tries again looks first, and CodePipeline itself takes a retry or a stop once.
  if (result.kind !== 'done') await deps.claims.releaseEffect(effect, operation.operationId);
  return result.kind === 'done' ? { kind: 'performed' } : result;
}

async function heldByUs(deps: DeedDeps, effect: string, operationId: OperationId): Promise<boolean> {
  return (await deps.claims.effectHolder(effect)) === operationId;
}
