import type * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import type { Policy } from '../domain/policy.ts';
import { findContradictions } from './contradictions.ts';
import { type PolicyProblem, problemAt } from './policy-problem.ts';
import { KEYS, PolicyFile } from './schema.ts';
import { toPolicy } from './to-policy.ts';

/** The small schemas of zod bring no words for what is wrong; these are 3 KB, the namespace of all languages would be 260. */
const words = { error: en().localeError };

/** One check for the build and for the functions, so that what the build accepts is what the functions accept.
 * @param hash names this very policy in the audit */
export function checkPolicy(
  value: unknown,
  hash: string,
): { readonly policy: Policy } | { readonly problems: readonly PolicyProblem[] } {
  const parsed = PolicyFile.safeParse(value, words);
  if (!parsed.success) return { problems: parsed.error.issues.flatMap(toProblems) };
  const problems = findContradictions(parsed.data);
  return problems.length > 0 ? { problems } : { policy: toPolicy(parsed.data, hash) };
}

/** A key too many is named with its own path; everything else is said of the path where it stands. */
function toProblems(issue: z.core.$ZodIssue): PolicyProblem[] {
  if (issue.code !== 'unrecognized_keys') return [problemAt(issue.path, issue.message)];
  const known = KEYS[sectionOf(issue.path)] ?? [];
  return issue.keys.map((typed) => problemAt([...issue.path, typed], 'there is no such key', { typed, known }));
}

/** `rules.0.approve` is of the kind `rules.approve`, `teams.payments` of `teams`. */
function sectionOf(path: readonly PropertyKey[]): string {
  const [section, , ...rest] = path;
  return [section, ...rest].filter((part) => typeof part === 'string').join('.');
}
