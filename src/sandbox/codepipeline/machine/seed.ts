/** State of a small fast counting generator (sfc32): four 32-bit words. */
export type Seed = readonly [number, number, number, number];

/** A seed from four draws of an outer source of random numbers in [0, 1). */
export function seedFrom(random: () => number): Seed {
  const word = () => Math.floor(random() * 2 ** 32) >>> 0;
  const mixed: Seed = [word(), word(), word(), word()];
  // The first results of sfc32 are close to its seed; a few rounds mix it.
  let seed = mixed;
  for (let round = 0; round < 12; round += 1) seed = draw(seed).next;
  return seed;
}

/** The next number in [0, 1) and the seed to go on with. */
export function draw([a, b, c, counter]: Seed): { value: number; next: Seed } {
  const sum = (((a + b) | 0) + counter) | 0;
  const next: Seed = [b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + sum) | 0, (counter + 1) | 0];
  return { value: (sum >>> 0) / 2 ** 32, next };
}

/** What the machine and the providers need of chance: always taken from the seed that the state carries. */
export interface Dice {
  /** in [from, to) */
  between(from: number, to: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  hex(length: number): string;
  /** letters and digits */
  alphanumeric(length: number): string;
  /** capital letters and digits, as in CodeDeploy's ids */
  capitals(length: number): string;
  digits(length: number): string;
  /** version 4 */
  uuid(): string;
}

const HEX = '0123456789abcdef';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** @param holder keeps the seed; every draw replaces it */
export function diceOf(holder: { seed: Seed }): Dice {
  const roll = () => {
    const { value, next } = draw(holder.seed);
    holder.seed = next;
    return value;
  };
  const text = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet.charAt(Math.floor(roll() * alphabet.length))).join('');
  return {
    between: (from, to) => from + roll() * (to - from),
    pick: ([first, ...others]) => others[Math.floor(roll() * (others.length + 1)) - 1] ?? first,
    hex: (length) => text(HEX, length),
    alphanumeric: (length) => text(ALPHANUMERIC, length),
    capitals: (length) => text(CAPITALS, length),
    digits: (length) => text('0123456789', length),
    uuid: () => `${text(HEX, 8)}-${text(HEX, 4)}-4${text(HEX, 3)}-${text('89ab', 1)}${text(HEX, 3)}-${text(HEX, 12)}`,
  };
}
