import type { ExecutionId, OperationId } from '../../domain/ids.ts';
import type { Deed, Outcome } from '../../domain/operation.ts';
import type { WriteResult } from '../codepipeline-ports.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';

/** Who has the claim on an effect when an operation is delivered again. `nobody`: it never got so far, or its answer got lost. */
export type EffectHolder = 'us' | 'somebody' | 'nobody';

/** Makes a write happen once for all operations with the same effect, so that a double click and two people at once are one deed.
 *
 * The claim is given back when CodePipeline did not say that it was done: then somebody may try again.
 * @param lookBack asked when an earlier delivery of this operation died: what became of it? `undefined`: it did not act yet
 */
export async function singleEffect(
  deps: DeedDeps,
  context: DeedContext,
  effect: string,
  act: () => Promise<WriteResult>,
  lookBack: (holder: EffectHolder) => Promise<Outcome | undefined>,
): Promise<Outcome> {
  const { operation, byName, resumed, barred } = context;
  const holder = resumed ? await holderOf(deps, effect, operation.operationId) : 'nobody';
  const past = resumed ? await lookBack(holder) : undefined;
  if (past) return past;
  if (barred) return { kind: 'refused', refusal: barred };
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
  if (result.kind === 'done') return performedBy(operation.deed, result.executionId);
  // A refusal may be the echo of our own first try that the look back did not show yet.
  return result.kind === 'refused' && holder === 'us' ? { kind: 'unknown' } : result;
}

/** @param executionId the execution that the write began, if it did */
export function performedBy({ target }: Deed, executionId: ExecutionId | undefined): Outcome {
  if (executionId === undefined) return { kind: 'performed' };
  const { account, region, pipeline } = target;
  return { kind: 'performed', execution: { account, region, pipeline, executionId } };
}

async function holderOf(deps: DeedDeps, effect: string, operationId: OperationId): Promise<EffectHolder> {
  const holder = await deps.claims.effectHolder(effect);
  if (holder === undefined) return 'nobody';
  return holder === operationId ? 'us' : 'somebody';
}
