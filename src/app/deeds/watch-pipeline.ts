import { samePipeline } from '../../domain/ids.ts';
import { type Deed, isPerson, type Outcome } from '../../domain/operation.ts';
import { entryKey, limitReached, type Watch } from '../../domain/subscriptions.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';

/** Somebody hears of a pipeline by direct message from now on, or no more.
 * @throws when Slack cannot be asked */
export async function watchPipeline(
  { subscriptions, conversations, now }: Pick<DeedDeps, 'subscriptions' | 'conversations' | 'now'>,
  { operation, barred, resumed }: DeedContext<Extract<Deed, { kind: 'watch' | 'unwatch' }>>,
): Promise<Outcome> {
  const { deed, actor } = operation;
  if (barred) return { kind: 'refused', refusal: barred };
  if (!isPerson(actor)) return { kind: 'refused', refusal: { reason: 'not_a_person' } };
  const { account, region, pipeline } = deed.target;
  const isWanted = deed.kind === 'watch';
  const book = await subscriptions.read();
  const seen = book.find(
    (entry): entry is Watch =>
      entry.kind === 'watch' && entry.user === actor.userId && samePipeline(entry, deed.target),
  );
  if (!isWanted && !seen && !resumed) return { kind: 'refused', refusal: { reason: 'not_subscribed' } };
  if (isWanted === (seen !== undefined)) return { kind: 'performed' };
  const channel = seen?.channel ?? (await conversations.direct(actor.userId));
  if (channel === undefined) return { kind: 'failed', code: 'no_direct_messages', advice: 'try_again' };
  const at = new Date(now()).toISOString();
  const watch: Watch = { kind: 'watch', account, region, pipeline, user: actor.userId, channel, at };
  const most = isWanted ? limitReached(book, watch) : undefined;
  if (most !== undefined) return { kind: 'refused', refusal: { reason: 'too_many_subscriptions', most } };
  if (await subscriptions.set(entryKey(watch), isWanted ? watch : undefined, seen)) return { kind: 'performed' };
  throw new Error('The same was asked twice at the same time; the delivery is repeated');
}
