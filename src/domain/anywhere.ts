import type { Refusal } from './operation.ts';
import { judgeGrant, type Standing } from './permissions.ts';
import { EVERYONE, type Grant, type Policy, type Right, type Rule } from './policy.ts';

/** The grants of a right in all the rules that have it. */
function grantsOf({ rules }: Policy, right: Right): readonly { readonly rule: Rule; readonly grant: Grant }[] {
  return rules.flatMap((rule) => {
    const grant = rule[right];
    return grant ? [{ rule, grant }] : [];
  });
}

/** May they, by any rule at all? For what is about no pipeline, or about many of which each is judged later.
 * @returns why not */
export function judgeAnywhere(policy: Policy, standing: Standing, right: Right): Refusal | undefined {
  const refusals: Refusal[] = [];
  for (const ruling of grantsOf(policy, right)) {
    const refusal = judgeGrant(standing, right, ruling);
    if (!refusal) return undefined;
    refusals.push(refusal);
  }
  const by = [...new Set(grantsOf(policy, right).flatMap(({ grant }) => grant.by))];
  const unreadable = refusals.find(({ reason }) => reason === 'group_unreadable');
  return unreadable ?? { reason: 'not_allowed', right, by };
}

/** The teams that have to be looked up to judge that. */
export function teamsAnywhere(policy: Policy, right: Right): string[] {
  const named = grantsOf(policy, right).flatMap(({ grant }) => grant.by);
  return [...new Set(named)].filter((team) => team !== EVERYONE);
}
