/** The next JSON value, built from the parts of the previous one wherever they are equal: what did not change keeps its
 * identity, so that only what did change is drawn again. */
export function keepUnchanged<T>(previous: unknown, next: T): T;
export function keepUnchanged(previous: unknown, next: unknown): unknown {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) {
    const merged = next.map((item, index) => keepUnchanged<unknown>(previous[index], item));
    return merged.length === previous.length && merged.every((item, index) => item === previous[index])
      ? previous
      : merged;
  }
  if (!isPlain(previous) || !isPlain(next)) return next;
  const keys = Object.keys(next);
  const merged = Object.fromEntries(keys.map((key) => [key, keepUnchanged<unknown>(previous[key], next[key])]));
  const same =
    keys.length === Object.keys(previous).length &&
    keys.every((key) => key in previous && merged[key] === previous[key]);
  return same ? previous : merged;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
