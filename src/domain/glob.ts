/** `*` any characters, `?` one; everything else is itself, upper and lower case alike.
 *
 * Walked rather than made into a regular expression: those take for ever over some patterns, and people may type theirs. Only the
 * last `*` is ever taken back, so the time is at most that of the two lengths multiplied.
 */
export function matchesGlob(glob: string, name: string): boolean {
  const pattern = glob.toLowerCase();
  const text = name.toLowerCase();
  let inPattern = 0;
  let inText = 0;
  let lastStar = -1;
  let takenByStar = 0;
  while (inText < text.length) {
    if (pattern[inPattern] === '*') {
      lastStar = inPattern++;
      takenByStar = inText;
    } else if (pattern[inPattern] === '?' || pattern[inPattern] === text[inText]) {
      inPattern++;
      inText++;
    } else if (lastStar >= 0) {
      inPattern = lastStar + 1;
      inText = ++takenByStar;
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern++;
  return inPattern === pattern.length;
}
