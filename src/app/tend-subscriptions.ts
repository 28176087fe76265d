import type { StaleDeps } from './drop-stale.ts';
import { errorWord } from './error-word.ts';
import type { StoredExecution } from './ports.ts';
import type { TagDeps } from './read-tags.ts';

export type TendSubscriptionsDeps = TagDeps & StaleDeps;

const EVERY_MS = 15 * 60_000;
/** The pass keeps its own pace in the store of paces: one pass, whoever makes it. */
const BUCKET = 'subscriptions pass';

/** Every quarter of an hour: reads the tags that name channels, and takes away what nobody can be told any more.
 * @returns the items that carry what is to be posted */
export async function tendSubscriptions(deps: TendSubscriptionsDeps): Promise<StoredExecution[]> {
  const seen = await deps.pace.get(BUCKET);
  const now = deps.now();
  if ((seen?.paidUntil ?? 0) > now || !(await deps.pace.put(BUCKET, { paidUntil: now + EVERY_MS }, seen))) return [];
  try {
    const turn = Math.floor(now / EVERY_MS);
    const [{ readTags }, { dropStale }] = await Promise.all([import('./read-tags.ts'), import('./drop-stale.ts')]);
    await readTags(deps, turn);
    return await dropStale(deps, turn);
  } catch (error) {
    deps.log.warn('Subscriptions could not be looked after; the next pass tries again', { cause: errorWord(error) });
    return [];
  }
}
