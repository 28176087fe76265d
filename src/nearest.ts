import { distance } from 'fastest-levenshtein';

/** More names than this are not compared: a catalogue is never so long, and an answer is due in a moment. */
const MAX_NAMES = 5_000;
const MAX_LENGTH = 120;
/** From here on two letters that changed places, which count as two edits, are still a near miss. */
const SHORT = 4;

/** The name that was probably meant: the same but for its case, one that begins so, else the least different within a third of its length, or two letters.
 * @returns undefined when none is near */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  if (wanted === '' || wanted.length > MAX_LENGTH) return undefined;
  const known = names.slice(0, MAX_NAMES);
  const same = known.find((name) => name.toLowerCase() === wanted);
  if (same !== undefined) return same;
  const beginning = known.filter((name) => wanted.length >= 2 && name.toLowerCase().startsWith(wanted));
  if (beginning.length === 1) return beginning[0];
  const scored = known.map((name) => ({ name, edits: distance(wanted, name.toLowerCase()) }));
  const allowed = Math.max(wanted.length < SHORT ? 1 : 2, Math.floor(wanted.length / 3));
  return scored
    .filter(({ edits }) => edits <= allowed)
    .toSorted((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1))[0]?.name;
}
