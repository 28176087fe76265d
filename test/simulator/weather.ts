import type { BusEvent } from '../../src/sandbox/ports.ts';
import type { Arrival, CallFate, CallFates, Fates } from './fates.ts';
import type { Random } from './random.ts';

/** How hostile the world is; 0 is calm. */
export interface Weather {
  /** a remote call fails, before or after its effect */
  readonly failingCalls: number;
  /** an invocation dies at one of its calls */
  readonly crashes: number;
  readonly lostEvents: number;
  readonly doubledEvents: number;
  readonly lateEvents: number;
}

export const CALM: Weather = { failingCalls: 0, crashes: 0, lostEvents: 0, doubledEvents: 0, lateEvents: 0 };

const TEN_MINUTES_MS = 10 * 60_000;
/** An invocation that is to die does so at one of its first calls. */
const LAST_CRASH = 20;

/** One run in four is calm, so that what goes wrong there is not blamed on faults. */
export function weatherOf(random: Random): Weather {
  if (random.chance(0.25)) return CALM;
  return {
    failingCalls: random.next() * 0.08,
    crashes: random.next() * 0.15,
    lostEvents: random.next() * 0.3,
    doubledEvents: random.next() * 0.4,
    lateEvents: random.next() * 0.4,
  };
}

/** Whatever goes wrong, goes wrong by chance. */
export function createWeather(random: Random): Fates & { set(next: Weather): void } {
  let weather = CALM;
  return {
    set(next) {
      weather = next;
    },
    arrivals(_event: BusEvent): Arrival[] {
      if (random.chance(weather.lostEvents)) return [];
      const copies = random.chance(weather.doubledEvents) ? 2 : 1;
      return Array.from({ length: copies }, () =>
        random.chance(weather.lateEvents) ? random.between(1_000, TEN_MINUTES_MS) : random.between(0, 1_500),
      );
    },
    callsOf: () => callsByChance(random, () => weather),
  };
}

function callsByChance(random: Random, weather: () => Weather): CallFates {
  const crashAt = random.chance(weather().crashes) ? random.between(1, LAST_CRASH) : Number.POSITIVE_INFINITY;
  let calls = 0;
  return {
    next(): CallFate {
      calls += 1;
      if (calls === crashAt) return { kind: 'dies', afterEffect: random.chance(0.5) };
      if (!random.chance(weather().failingCalls)) return { kind: 'answered' };
      return { kind: 'fails', afterEffect: random.chance(0.5) };
    },
    slackFailure(afterEffect) {
      if (!afterEffect && random.chance(0.5)) return { kind: 'not_now', retryAfterMs: random.between(1, 30) * 1000 };
      return { kind: 'unknown' };
    },
    writeFailure(afterEffect) {
      if (!afterEffect && random.chance(0.5))
        return { kind: 'failed', code: 'ThrottlingException', advice: 'try_again' };
      return { kind: 'unknown' };
    },
  };
}
