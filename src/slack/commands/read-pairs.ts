/** Reads `name=value` words. A value may be empty.
 * @param name what a name may look like
 * @returns why they cannot be read, as a sentence */
export function readPairs(words: readonly string[], name: RegExp): ReadonlyMap<string, string> | string {
  const pairs = new Map<string, string>();
  for (const word of words) {
    const at = word.indexOf('=');
    const key = word.slice(0, at);
    if (at < 1 || !name.test(key)) return `“${word}” is not name=value.`;
    if (pairs.has(key)) return `${key} is given twice.`;
    pairs.set(key, word.slice(at + 1));
  }
  return pairs;
}
