import { MAX } from './limits.ts';

/** The value of a button that runs a sentence as if the person who presses it had typed it. */

const PREFIX = '1|words|';

/** @returns undefined when the sentence is too long for a button */
export function toWordsValue(text: string): string | undefined {
  const value = `${PREFIX}${text}`;
  return value.length <= MAX.buttonValue ? value : undefined;
}

/** @returns undefined for a value that is none of these, and for one that no button can hold: it would not get through the bus */
export function parseWordsValue(value: string): string | undefined {
  return value.startsWith(PREFIX) && value.length <= MAX.buttonValue ? value.slice(PREFIX.length) : undefined;
}
