import { characters, isObject } from '../json.ts';

/** Undocumented: from about this many characters in all blocks together, Slack answers `msg_blocks_too_long`. */
const TOO_MANY = 13_200;

/** Every piece of text that the blocks show, one after the other. */
export function textOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'text' && typeof member === 'string' ? [member] : typeof member === 'object' ? textOf(member) : [],
  );
}

export function isTooLong(pieces: readonly string[]): boolean {
  let sum = 0;
  for (const piece of pieces) sum += characters(piece);
  return sum >= TOO_MANY;
}

/** The text Slack shows in notifications when the app sent blocks and no `text`. */
export function fallbackText(blocks: unknown): string {
  const text = textOf(blocks).join(' ');
  return text === '' ? "This content can't be displayed." : text.slice(0, 3000);
}
