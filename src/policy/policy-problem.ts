export interface PolicyProblem {
  /** where it stands; `[]` is the whole file */
  readonly path: readonly PropertyKey[];
  /** what is wrong there, after the path in words: `routes.0.channel: a channel is named by its id` */
  readonly message: string;
  /** a word that nobody knows, and those that are known, for "did you mean" */
  readonly unknown?: { readonly typed: string; readonly known: readonly string[] };
  /** a key that is not there, or has nothing after it */
  readonly empty?: 'missing' | 'nothing';
}

/** @param what is wrong there */
export function problemAt(
  path: readonly PropertyKey[],
  what: string,
  more: Pick<PolicyProblem, 'unknown' | 'empty'> = {},
): PolicyProblem {
  return { path, message: `${path.map(shown).join('.') || 'policy'}: ${what}`, ...more };
}

/** A key may be anything: what is no plain word stands in quotes. */
function shown(part: PropertyKey): string {
  const text = String(part);
  return /^[\w-]+$/.test(text) ? text : JSON.stringify(text.slice(0, 60));
}
