/** So many of a list at a time, those after them the next time.
 * @param turn grows by one each time */
export function inTurns<T>(all: readonly T[], atMost: number, turn: number): T[] {
  const first = all.length > atMost ? (turn * atMost) % all.length : 0;
  return [...all.slice(first), ...all.slice(0, first)].slice(0, atMost);
}
