import type { OperationId } from '../../domain/ids.ts';
import type { Outcome } from '../../domain/operation.ts';
import type { DeedContext, DeedDeps } from '../perform-deed.ts';
import type { WriteResult } from '../ports.ts';

/** Makes a write happen once for all operations with the same effect, so that a double click and two people at once are one deed.
 *
 * The claim is given back only when CodePipeline certainly changed nothing: then somebody may try again.
 * @param alreadyMine asked when an earlier delivery of this operation took the claim: did it get through?
 */
export async function singleEffect(
  deps: DeedDeps,
  context: DeedContext,
  effect: string,
  act: () => Promise<WriteResult>,
  alreadyMine: () => Promise<boolean>,
): Promise<Outcome> {
  const { operation, byName, resumed, expired } = context;
  if (resumed && (await heldByUs(deps, effect, operation.operationId)) && (await alreadyMine()))
    return { kind: 'performed' };
  if (expired) return { kind: 'refused', refusal: { reason: 'too_late', requestedAt: operation.requestedAt } };
  const claim = await deps.claims.claimEffect(effect, operation, byName);
  if (!claim.mine) {
    return {
      kind: 'refused',
      refusal: { reason: 'already_requested', ...(claim.byName ? { byName: claim.byName } : {}) },
    };
  }
  const result = await act();
  if (result.kind === 'failed' || result.kind === 'refused')
    await deps.claims.releaseEffect(effect, operation.operationId);
  return result.kind === 'done' ? { kind: 'performed' } : result;
}

async function heldByUs(deps: DeedDeps, effect: string, operationId: OperationId): Promise<boolean> {
  return (await deps.claims.effectHolder(effect)) === operationId;
}
