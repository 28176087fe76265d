import type { VirtualWorld } from '../support/virtual-world.ts';
import { type Arrival, CALM_CALLS, type Plan, USUAL_DELAY_MS } from './fates.ts';
import { MINUTE } from './places.ts';
import { createRandom } from './random.ts';

/** What EventBridge does to the events of one story. */
export type EventFault =
  | { readonly kind: 'lost' | 'doubled' | 'swapped' | 'late' /** counted from 1 */; readonly event: number }
  | { readonly kind: 'shuffled'; readonly seed: number }
  | { readonly kind: 'at once' };

/** Longer than any event of CodePipeline was ever seen to need. */
const LATE_MS = 10 * MINUTE;
/** Shuffled events come in any order within such a time: of a burst, of a stage, of the whole story. */
const SHUFFLED_WITHIN_MS = [5_000, 30_000, 2 * MINUTE, LATE_MS];
/** Events that come at once wait until CodePipeline has nothing more to say for so long. */
const SILENCE_MS = MINUTE;

export interface PlannedEvents extends Plan {
  /** how many there were since it began */
  readonly events: () => number;
}

/** The events of a story, one of which meets a fault, or all of which come in another order. */
export function plannedEvents(fault?: EventFault): PlannedEvents {
  let count: number | undefined;
  const arrivalsOf = fault ? waysOf(fault) : () => [USUAL_DELAY_MS];
  return {
    begin() {
      count = 0;
    },
    events: () => count ?? 0,
    callsOf: () => CALM_CALLS,
    arrivals(_event, clock) {
      if (count === undefined) return [USUAL_DELAY_MS];
      count += 1;
      return arrivalsOf(count, clock);
    },
  };
}

type Clock = Pick<VirtualWorld, 'now' | 'schedule'>;
type Way = (event: number, clock: Clock) => Arrival[];

function waysOf(fault: EventFault): Way {
  switch (fault.kind) {
    case 'lost':
      return (event) => (event === fault.event ? [] : [USUAL_DELAY_MS]);
    case 'doubled':
      return (event) => (event === fault.event ? [USUAL_DELAY_MS, USUAL_DELAY_MS] : [USUAL_DELAY_MS]);
    case 'late':
      return (event) => [event === fault.event ? LATE_MS : USUAL_DELAY_MS];
    case 'swapped':
      return swapped(fault.event);
    case 'shuffled':
      return shuffled(fault.seed);
    case 'at once':
      return atOnce();
  }
}

/** It comes right after the event that follows it, and ten minutes late when that lets people wait. */
function swapped(event: number): Way {
  let held: (() => void) | undefined;
  const release = () => {
    held?.();
    held = undefined;
  };
  return (next, clock) => {
    if (next === event) {
      clock.schedule(clock.now() + LATE_MS, async () => release());
      return [(arrive) => (held = arrive)];
    }
    if (held) clock.schedule(clock.now() + USUAL_DELAY_MS + 100, async () => release());
    return [USUAL_DELAY_MS];
  };
}

function shuffled(seed: number): Way {
  const random = createRandom(seed);
  const within = random.pick(SHUFFLED_WITHIN_MS) ?? LATE_MS;
  return () => [random.between(0, within)];
}

function atOnce(): Way {
  const held: (() => void)[] = [];
  let newest = 0;
  return (event, clock) => {
    newest = event;
    clock.schedule(clock.now() + SILENCE_MS, async () => {
      if (newest === event) for (const arrive of held.splice(0)) arrive();
    });
    return [(arrive) => void held.push(arrive)];
  };
}
