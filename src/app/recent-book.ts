import type { SubscriptionBook } from '../domain/subscriptions.ts';
import type { Subscriptions, World } from './ports.ts';

/** What is asked for beside the routes, kept for a while so that not every event reads it. */
export interface RecentBook {
  /** As it was at most half a minute ago, and not before something began: what had been asked for by then holds for all of it.
   * @param begunAt ISO, with whole seconds; absent: nobody knows */
  recent(begunAt?: string): Promise<SubscriptionBook>;
  /** as it is now */
  fresh(): Promise<SubscriptionBook>;
}

const MAX_AGE_MS = 30_000;
/** Times of events are cut to the second. */
const SECOND_MS = 1_000;
/** One delivery asks several times. */
const AT_ONCE_MS = 200;

/** For as long as a container lives. Those who ask at once share one read; what failed is asked again. */
export function createRecentBook({ read }: Pick<Subscriptions, 'read'>, now: World['now']): RecentBook {
  let known: { readonly at: number; readonly book: Promise<SubscriptionBook> } | undefined;
  const fresh = () => {
    const asked = { at: now(), book: read() };
    known = asked;
    asked.book.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked.book;
  };
  return {
    recent(begunAt = '') {
      if (!known) return fresh();
      const age = now() - known.at;
      const isOfBefore = known.at < Date.parse(begunAt) + SECOND_MS;
      return age < AT_ONCE_MS || (age < MAX_AGE_MS && !isOfBefore) ? known.book : fresh();
    },
    fresh,
  };
}
