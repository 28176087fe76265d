export interface PolicyProblem {
  /** where it stands; `[]` is the whole file */
  readonly path: readonly PropertyKey[];
  /** what is wrong there, after the path in words: `routes.0.channel: a channel is named by its id` */
  readonly message: string;
  /** a word that nobody knows, and those that are known, for "did you mean" */
  readonly unknown?: { readonly typed: string; readonly known: readonly string[] };
}

/** @param what is wrong there
 * @param unknown a word that nobody knows */
export function problemAt(
  path: readonly PropertyKey[],
  what: string,
  unknown?: PolicyProblem['unknown'],
): PolicyProblem {
  return { path, message: `${path.join('.') || 'policy'}: ${what}`, ...(unknown && { unknown }) };
}
