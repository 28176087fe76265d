import { scopeOf } from '../../domain/freeze.ts';
import type { Deed, Outcome } from '../../domain/operation.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';

/** Nothing ships any more from now on: what people ask for is refused at once, and the sweep closes the ways. */
export async function orderFreeze(
  deps: DeedDeps,
  { operation, byName, resumed, barred }: DeedContext<Extract<Deed, { kind: 'freeze' }>>,
): Promise<Outcome> {
  const { deed, operationId, requestedAt } = operation;
  const { orders } = await deps.freezes.read();
  if (resumed && orders.some(({ id }) => id === operationId)) return { kind: 'performed' };
  if (barred) return { kind: 'refused', refusal: barred };
  if (Date.parse(deed.until) <= deps.now()) return { kind: 'refused', refusal: { reason: 'too_late', requestedAt } };
  await deps.freezes.order({
    ...scopeOf(deed.target),
    id: operationId,
    from: new Date(deps.now()).toISOString(),
    until: deed.until,
    reason: deed.reason,
    byName,
  });
  await deps.wakeSchedule();
  return { kind: 'performed' };
}
