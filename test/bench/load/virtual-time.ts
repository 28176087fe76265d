/** Virtual time for very many waits at once: it moves on only when nobody has anything left to do. */
export interface VirtualTime {
  /** epoch milliseconds */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** @returns cancels it */
  at(atMs: number, work: () => void): () => void;
  /** Runs everything that falls due until then, and what follows from it. */
  runUntil(untilMs: number): Promise<void>;
  /** Time stands still while this takes real time. */
  during<T>(work: Promise<T>): Promise<T>;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  wake: (() => void) | undefined;
}

export function createVirtualTime(startMs: number): VirtualTime {
  let time = startMs;
  let serial = 0;
  let busy = 0;
  const timers: Timer[] = [];

  const at = (atMs: number, wake: () => void) => {
    const timer: Timer = { at: Math.max(atMs, time), order: serial++, wake };
    push(timers, timer);
    return () => {
      timer.wake = undefined;
    };
  };

  return {
    now: () => time,
    sleep: (ms) => new Promise((resolve) => at(time + ms, resolve)),
    at,
    async runUntil(untilMs) {
      for (;;) {
        do await new Promise((resolve) => setImmediate(resolve));
        while (busy > 0);
        const next = timers[0];
        if (!next || next.at > untilMs) break;
        time = next.at;
        // All of one instant go on together, in the order in which they began to wait.
        while (timers[0]?.at === time) pop(timers)?.wake?.();
      }
      time = Math.max(time, untilMs);
    },
    async during(work) {
      busy += 1;
      try {
        return await work;
      } finally {
        busy -= 1;
      }
    },
  };
}

const isBefore = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.order < b.order);

/* A binary heap: thousands of invocations wait at once, and a search through all of them at every step would be the bench itself. */

function push(heap: Timer[], timer: Timer): void {
  let index = heap.push(timer) - 1;
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (!parent || isBefore(parent, timer)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = timer;
}

function pop(heap: Timer[]): Timer | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (!last || heap.length === 0) return first;
  let index = 0;
  for (;;) {
    let below = 2 * index + 1;
    const [left, right] = [heap[below], heap[below + 1]];
    if (!left) break;
    if (right && isBefore(right, left)) below += 1;
    const child = heap[below];
    if (!child || isBefore(last, child)) break;
    heap[index] = child;
    index = below;
  }
  heap[index] = last;
  return first;
}
