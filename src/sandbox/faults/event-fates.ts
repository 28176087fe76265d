import type { BusEvent } from '../ports.ts';
import { everyNth } from './every-nth.ts';
import type { Faults } from './faults.ts';
import { createRandom } from './random.ts';

/** What becomes of the events on both buses. */
export interface EventFates {
  /** @returns after how many ms of the sandbox's clock the event is delivered: once for each delivery, none when it is lost */
  next(event: Pick<BusEvent, 'id' | 'source'>): number[];
}

/** Events of CodePipeline are best effort; whatever else is on a bus, EventBridge delivers at least once. */
const BEST_EFFORT = 'aws.codepipeline';

/** The same faults and the same order of events give the same fates. */
export function createEventFates({ duplicateEvents, shuffleEvents, dropEvents, delayEvents }: Faults): EventFates {
  const random = createRandom(shuffleEvents?.seed ?? 0);
  const isDropped = everyNth(dropEvents && 'every' in dropEvents ? dropEvents.every : 1);
  const isDoubled = everyNth(typeof duplicateEvents === 'object' ? duplicateEvents.every : 1);

  function isLost({ id, source }: Pick<BusEvent, 'id' | 'source'>): boolean {
    if (!dropEvents || source !== BEST_EFFORT) return false;
    return 'ids' in dropEvents ? dropEvents.ids.includes(id) : isDropped();
  }

  const lateness = () =>
    (delayEvents?.ms ?? 0) + (shuffleEvents ? Math.floor(random() * (shuffleEvents.windowMs + 1)) : 0);

  return {
    next(event) {
      if (isLost(event)) return [];
      const deliveries = duplicateEvents && isDoubled() ? 2 : 1;
      return Array.from({ length: deliveries }, lateness);
    },
  };
}
