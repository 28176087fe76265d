import { scopeOf } from '../../domain/freeze.ts';
import { type Deed, isPerson, type Outcome } from '../../domain/operation.ts';
import { tellChannels } from '../freeze-notices.ts';
import { pipelinesOf } from '../frozen-places.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';

/** Ends the freezes that hold there now, for all or for one execution. What holds is judged with the right to do it; the sweep opens
 * the ways. The channels are told who did it. */
export async function liftFreeze(
  deps: DeedDeps,
  { operation, byName, resumed, barred, places }: DeedContext<Extract<Deed, { kind: 'unfreeze' }>>,
): Promise<Outcome> {
  const { deed, actor, operationId } = operation;
  const { lifts } = await deps.freezes.read();
  const done = lifts.some(({ id }) => id === operationId);
  if (barred && !(resumed && done)) return { kind: 'refused', refusal: barred };
  if (!isPerson(actor)) return { kind: 'refused', refusal: { reason: 'not_frozen' } };
  const once = deed.once === undefined ? {} : { executionId: deed.once };
  await deps.freezes.lift({
    ...scopeOf(deed.target),
    ...once,
    id: operationId,
    at: new Date(deps.now()).toISOString(),
    by: actor.userId,
    byName,
    reason: deed.reason,
  });
  const { stages } = deed.target;
  const about = { reason: deed.reason, byName, ...once, ...(stages === undefined ? {} : { stages }) };
  // After a crash nothing is frozen there any more, and the names have to do.
  const refs = places.length > 0 ? places.map(({ ref }) => ref) : await pipelinesOf(deps, 'unfreeze', deed.target);
  await tellChannels(deps, 'lifted', operationId, refs, about);
  await deps.wakeSchedule();
  return { kind: 'performed' };
}
