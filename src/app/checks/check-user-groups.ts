import { type Finding, failed, ok, warning } from '../../domain/check-report.ts';
import { inBatches } from '../in-batches.ts';
import type { CheckDeps } from './check-deps.ts';

/** Slack answers about twenty a minute. */
const LOOKED_AT = 15;
const AT_ONCE = 3;

/** Is there somebody in each user group that the policy names? Who cannot be looked up, may nothing. */
export async function checkUserGroups({ policy, people }: CheckDeps): Promise<readonly Finding[]> {
  const teams = policy.teams.flatMap((team) => ('userGroup' in team ? [team] : []));
  if (teams.length === 0) return [];
  const looked = teams.slice(0, LOOKED_AT);
  const problems = await inBatches(looked, AT_ONCE, async ({ name, userGroup }): Promise<Finding[]> => {
    const members = await people.members(userGroup);
    const team = `the team ${name} (${userGroup})`;
    if (members === 'unreadable') {
      const next = 'Is there such a user group, enabled, and has the app the scope usergroups:read?';
      return [failed('User groups', `Slack does not tell who is in ${team}, so nobody counts as its member.`, next)];
    }
    if (members.size > 0) return [];
    return [warning('User groups', `Nobody is in ${team}.`, 'Add people to the user group in Slack.')];
  });
  const rest = teams.length - looked.length;
  const found = problems.flat();
  return [
    ...(found.length === 0 ? [ok('User groups', 'Slack tells who is in the teams that are user groups.')] : found),
    ...(rest > 0
      ? [warning('User groups', `${rest} more were not looked at, as Slack limits it.`, 'See to them by hand.')]
      : []),
  ];
}
