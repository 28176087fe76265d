/** What is under way in the sandbox: deliveries, invocations, requests to the bot. */
export interface Activity {
  /** How many pieces of work are under way. */
  count(): number;
  /** Counts until `work` has ended, however it ends. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way and nothing follows at once, or when `limitMs` of real time have passed.
   * @returns whether it is idle */
  idle(limitMs: number): Promise<boolean>;
}

/** One turn of the event loop, so that what a finished piece of work set off can begin. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

export function createActivity(): Activity {
  let running = 0;
  let waiting: (() => void)[] = [];

  function end(): void {
    running--;
    if (running > 0) return;
    const wake = waiting;
    waiting = [];
    for (const resume of wake) resume();
  }

  function untilEmpty(limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  return {
    count: () => running,
    async during(work) {
      running++;
      try {
        return await work();
      } finally {
        end();
      }
    },
    async idle(limitMs) {
      const deadline = performance.now() + limitMs;
      let quietTurns = 0;
      while (quietTurns < 3) {
        if (running > 0) {
          quietTurns = 0;
          const left = deadline - performance.now();
          if (left <= 0) return false;
          await untilEmpty(left);
        }
        await nextTurn();
        quietTurns++;
      }
      return running === 0;
    },
  };
}
