import type { Deed, Outcome } from '../../domain/operation.ts';
import { entryKey, type Subscription } from '../../domain/subscriptions.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';

/** A channel hears no more of what it subscribed to under this name or pattern, whoever did it, with whatever filters. */
export async function unsubscribeChannel(
  { subscriptions }: Pick<DeedDeps, 'subscriptions'>,
  { operation, barred, resumed }: DeedContext<Extract<Deed, { kind: 'unsubscribe' }>>,
): Promise<Outcome> {
  if (barred) return { kind: 'refused', refusal: barred };
  const book = await subscriptions.read();
  const meant = book.filter((entry) => entry.kind === 'subscription').filter((entry) => isMeant(operation.deed, entry));
  // An earlier delivery may have got as far as this.
  if (meant.length === 0 && !resumed) return { kind: 'refused', refusal: { reason: 'not_subscribed' } };
  for (const entry of meant) {
    if (!(await subscriptions.set(entryKey(entry), undefined, entry)))
      throw new Error('Somebody changed the same subscription at the same time; the delivery is repeated');
  }
  return { kind: 'performed' };
}

function isMeant(
  { target, channel }: Extract<Deed, { kind: 'unsubscribe' }>,
  { pipelines, accounts, ...entry }: Subscription,
): boolean {
  const inPlace = target.everywhere || (accounts?.includes(target.account) ?? false);
  return entry.channel === channel && pipelines.toLowerCase() === target.pipeline.toLowerCase() && inPlace;
}
