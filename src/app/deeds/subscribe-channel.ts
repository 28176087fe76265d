import { scopeOf } from '../../domain/freeze.ts';
import type { ChannelId } from '../../domain/ids.ts';
import { type Deed, isPerson, type Outcome, type Refusal } from '../../domain/operation.ts';
import { teamsThatLook } from '../../domain/permissions.ts';
import { entryKey, limitReached, type Subscription, WISHES } from '../../domain/subscriptions.ts';
import { standingIn } from '../standing.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';

/** Whoever loses against others so often leaves it to the next delivery. */
const TRIES = 5;

type SubscribeDeps = Pick<DeedDeps, 'subscriptions' | 'conversations' | 'people' | 'policy' | 'homeTeam' | 'now'>;

/** A channel hears of pipelines from now on. Asked again for the same, the wishes add up.
 *
 * It is a deed with a claim and an audit, though nothing changes in CodePipeline: it changes what everybody in the channel gets, and
 * where something about a pipeline is written. */
export async function subscribeChannel(
  deps: SubscribeDeps,
  { operation, byName, barred }: DeedContext<Extract<Deed, { kind: 'subscribe' }>>,
): Promise<Outcome> {
  const { deed, actor } = operation;
  if (barred) return { kind: 'refused', refusal: barred };
  if (!isPerson(actor)) return { kind: 'refused', refusal: { reason: 'not_a_person' } };
  const closed = await closedTo(deps, deed.channel);
  if (closed) return { kind: 'refused', refusal: closed };
  const { teams } = await standingIn(deps, actor, teamsThatLook(deps.policy));
  const draft: Subscription = {
    ...scopeOf(deed.target),
    kind: 'subscription',
    channel: deed.channel,
    wishes: deed.wishes,
    ...(deed.branch === undefined ? {} : { branch: deed.branch }),
    by: actor.userId,
    byName,
    sees: [...teams],
    at: new Date(deps.now()).toISOString(),
  };
  const key = entryKey(draft);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const book = await deps.subscriptions.read();
    const seen = book.find((entry) => entryKey(entry) === key);
    const most = seen ? undefined : limitReached(book, draft);
    if (most !== undefined) return { kind: 'refused', refusal: { reason: 'too_many_subscriptions', most } };
    const before = seen?.kind === 'subscription' ? seen.wishes : [];
    const wishes = WISHES.filter((wish) => before.includes(wish) || deed.wishes.includes(wish));
    if (await deps.subscriptions.set(key, { ...draft, wishes }, seen)) return { kind: 'performed' };
  }
  throw new Error('Others changed the same subscription at the same time; the delivery is repeated');
}

/** @throws when Slack cannot be asked */
async function closedTo({ conversations }: SubscribeDeps, channel: ChannelId): Promise<Refusal | undefined> {
  const found = await conversations.find(channel);
  if (!found?.joined || found.archived) return { reason: 'not_in_channel' };
  return found.shared ? { reason: 'shared_channel' } : undefined;
}
