import { type Observation, RANK } from './execution-event.ts';

/** An observation with the key that orders its attempt or run among those of the same subject. */
export interface Keyed {
  readonly order: string;
  readonly observation: Observation;
}

/** The attempt or run that counts now, of any number seen in any order.
 *
 * Two keys with no end between them are one attempt, of which the higher rank is true: an event in between may be lost,
 * and a read of the API may have named the attempt differently.
 */
export function currentOf(runs: readonly Keyed[]): Keyed | undefined {
  const ordered = runs.toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  return ordered.reduce<Keyed | undefined>((current, next) => {
    if (!current || current.observation.rank === RANK.ended) return next;
    return next.observation.rank >= current.observation.rank ? next : { ...next, observation: current.observation };
  }, undefined);
}
