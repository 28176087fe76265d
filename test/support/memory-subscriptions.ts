import type { PipelineTags } from '../../src/app/codepipeline-ports.ts';
import type { Conversations, Subscriptions } from '../../src/app/ports.ts';
import { createRecentBook, type RecentBook } from '../../src/app/recent-book.ts';
import { ChannelId } from '../../src/domain/ids.ts';
import type { BookEntry } from '../../src/domain/subscriptions.ts';

/** The store of subscriptions in memory. */
export function createMemorySubscriptions(): Subscriptions {
  const entries = new Map<string, BookEntry>();
  return {
    read: async () => [...entries.values()],
    async set(key, next, seen) {
      if (entries.get(key)?.at !== seen?.at) return false;
      if (next) entries.set(key, next);
      else entries.delete(key);
      return true;
    },
  };
}

/** Every channel is ours alone and the app is in it; direct messages are called after the person. */
export const openConversations: Conversations = {
  find: async () => ({ shared: false, archived: false, joined: true }),
  direct: async (user) => ChannelId(`D${user.slice(1)}`),
};

/** What stories need to know what is asked for beside the routes; at first that is nothing. */
export function listening(
  now: () => number,
  subscriptions = createMemorySubscriptions(),
): { subscriptions: Subscriptions; book: RecentBook; conversations: Conversations; tags: PipelineTags } {
  return {
    subscriptions,
    book: createRecentBook(subscriptions, now),
    conversations: openConversations,
    tags: { of: async () => new Map() },
  };
}
