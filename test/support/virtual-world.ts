import type { World } from '../../src/app/ports.ts';

/** Virtual time for stories that wait: nothing sleeps for real, and time moves only when everybody waits. */
export interface VirtualWorld extends World {
  /** Starts work at a time (epoch ms). Its failure is kept, not thrown: stories crash on purpose here. */
  schedule(atMs: number, work: () => Promise<unknown>): void;
  /** Runs everything that is scheduled, and what it waits for, up to this time. */
  runUntil(untilMs: number): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/** @param turns of the event loop that anything may need to go on by itself: 1 for promises, more where streams are involved */
export function createVirtualWorld(startMs: number, turns = 1): VirtualWorld {
  let time = startMs;
  let serial = 0;
  const timers: Timer[] = [];
  const add = (at: number, wake: () => void) => {
    timers.push({ at, order: serial++, wake });
  };

  return {
    now: () => time,
    newId: () => `id-${serial++}`,
    timeLeft: () => 30_000,
    sleep: (ms) => new Promise((resolve) => add(time + ms, resolve)),
    schedule(atMs, work) {
      add(atMs, () => void work().catch(() => undefined));
    },
    async runUntil(untilMs) {
      for (;;) {
        await settled(turns);
        const next = timers.reduce<Timer | undefined>(
          (first, timer) => (first && isBefore(first, timer) ? first : timer),
          undefined,
        );
        if (!next || next.at > untilMs) break;
        timers.splice(timers.indexOf(next), 1);
        time = Math.max(time, next.at);
        next.wake();
      }
      time = untilMs;
    },
  };
}

/** Everything that can go on without time passing has gone on. */
async function settled(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
