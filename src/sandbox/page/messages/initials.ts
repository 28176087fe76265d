const TONES = 8;

/** At most two letters for an avatar. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase() || '?';
}

/** A colour of the palette that stays the same for the same id, 0 to 7. */
export function tone(id: string): number {
  // FNV-1a, folded: short ids that differ in their last letters still get different colours.
  let hash = 2_166_136_261;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) % TONES;
}
