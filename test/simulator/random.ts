/** Everything that happens by chance in a run comes from its seed, so that a run is reproducible by its number. */
export interface Random {
  /** in [0, 1) */
  next(): number;
  chance(probability: number): boolean;
  /** whole, both ends included */
  between(least: number, most: number): number;
  pick<T>(list: readonly T[]): T | undefined;
}

/** A small, fast generator of 32-bit state (mulberry32); good enough to choose what happens next. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}
