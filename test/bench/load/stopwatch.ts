/** Real time that the world around the bot takes in this process: the emulators, the table double, the bench's own books. What is left of
 * the processor's time is the bot's. */
export function createStopwatch() {
  const spentMs: Record<string, number> = {};
  return {
    spentMs,
    /** @param work is over when it returns: what it leaves for later is not counted */
    time<T>(part: string, work: () => T): T {
      const began = performance.now();
      try {
        return work();
      } finally {
        spentMs[part] = (spentMs[part] ?? 0) + performance.now() - began;
      }
    },
    total: () => Object.values(spentMs).reduce((sum, ms) => sum + ms, 0),
  };
}

export type Stopwatch = ReturnType<typeof createStopwatch>;
