/** What stands where a secret would, and is none: the name of a variable, an example, nothing. */
const PLACEHOLDERS =
  /^(?:\[?masked]?|\*+|x{3,}|\.{3,}|…|-+|_+|undefined|null|nil|none|true|false|yes|no|on|off|empty|required|missing|invalid|redacted|hidden|secret|password|token|string|str|number|object|set|unset|not|is|was|has|expired|wrong|incorrect|optional|\d{1,3})[.!?:]?$/i;
const REFERENCE =
  /^(?:\$\{?\(?[A-Za-z_{(]|\{\{|<|%[A-Za-z_]+%?$|#\{|process\.env|os\.environ|env\.|arn:aws|https?:\/\/|file:|ssm:|vault:|secretsmanager:|projects\/|@|!)/;

/** A key in Base64 may begin with a slash as well. */
const PATH = /^\.{0,2}\/[A-Za-z0-9_./-]*$/;
const KEY_LENGTH = 32;

export function isPlaceholder(value: string): boolean {
  if (PATH.test(value)) return value.length < KEY_LENGTH || entropyOf(value) < KEY_BITS;
  return value.length < 4 || PLACEHOLDERS.test(value) || REFERENCE.test(value);
}

const LEAST_LENGTH = 8;
/** Paths of that length stay below it. */
const KEY_BITS = 4.3;
/** Of words and names; what a machine has drawn by chance is above it from ten characters on. */
const LEAST_BITS = 2.8;

/** Does it look drawn by chance? Letters together with digits, or so mixed that nobody would type it. */
export function looksRandom(value: string): boolean {
  if (value.length < LEAST_LENGTH) return false;
  const mixed = /\d/.test(value) && /[A-Za-z]/.test(value);
  const caseMixed = value.length >= 16 && /[a-z][A-Z]{2}|[A-Z][a-z][A-Z]/.test(value);
  return (mixed || caseMixed) && entropyOf(value) >= LEAST_BITS;
}

/** Shannon's, in bits per character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
