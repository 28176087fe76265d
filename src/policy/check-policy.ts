import type * as z from 'zod/mini';
import type { Policy } from '../domain/policy.ts';
import { findContradictions } from './contradictions.ts';
import { keysAt } from './keys.ts';
import { type PolicyProblem, problemAt } from './policy-problem.ts';
import { PolicyFile } from './schema.ts';
import { toPolicy } from './to-policy.ts';
import { wordsFor } from './words.ts';

/** One check for the build and for the functions, so that what the build accepts is what the functions accept.
 * @param hash names this very policy in the audit */
export function checkPolicy(
  value: unknown,
  hash: string,
): { readonly policy: Policy } | { readonly problems: readonly PolicyProblem[] } {
  if (value === null) return { problems: [problemAt([], 'it is empty; `rules: []` allows nothing')] };
  const parsed = PolicyFile.safeParse(value, { error: wordsFor, reportInput: true });
  if (!parsed.success) return { problems: parsed.error.issues.flatMap((issue) => toProblems(issue, keysAt)) };
  const problems = findContradictions(parsed.data);
  return problems.length > 0 ? { problems } : { policy: toPolicy(parsed.data, hash) };
}

/** A key too many is named with its own path; everything else is said of the path where it stands.
 * @param keysAt the keys that are known there */
export function toProblems(
  issue: z.core.$ZodIssue,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): PolicyProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(issue.path);
    return issue.keys.map((typed) =>
      problemAt([...issue.path, typed], 'there is no such key', { unknown: { typed, known } }),
    );
  }
  if (issue.code === 'invalid_value' && typeof issue.input === 'string') {
    return [problemAt(issue.path, issue.message, { unknown: { typed: issue.input, known: issue.values.map(String) } })];
  }
  const { path, message, input } = issue;
  const empty =
    issue.code !== 'invalid_type'
      ? undefined
      : input === undefined
        ? 'missing'
        : input === null
          ? 'nothing'
          : undefined;
  return [problemAt(path, message, empty ? { empty } : {})];
}
