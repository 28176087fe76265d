import { dropStale, type StaleDeps } from './drop-stale.ts';
import { errorWord } from './error-word.ts';
import { PASS_EVERY_MS } from './pass-due.ts';
import type { StoredExecution } from './ports.ts';
import { readTags, type TagDeps } from './read-tags.ts';

export type TendSubscriptionsDeps = TagDeps & StaleDeps;

/** Reads the tags that name channels, and takes away what nobody can be told any more.
 * @returns the items that carry what is to be posted */
export async function tendSubscriptions(deps: TendSubscriptionsDeps): Promise<StoredExecution[]> {
  try {
    const turn = Math.floor(deps.now() / PASS_EVERY_MS);
    await readTags(deps, turn);
    return await dropStale(deps, turn);
  } catch (error) {
    deps.log.warn('Subscriptions could not be looked after; the next pass tries again', { cause: errorWord(error) });
    return [];
  }
}
