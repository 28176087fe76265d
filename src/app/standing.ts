import type { Person } from '../domain/identity.ts';
import type { TeamId, UserId } from '../domain/ids.ts';
import { type Actor, type Deed, isPerson } from '../domain/operation.ts';
import { type Place, type Standing, teamsToAsk } from '../domain/permissions.ts';
import type { Policy, Team } from '../domain/policy.ts';
import type { People } from './ports.ts';

export interface StandingDeps {
  readonly people: People;
  readonly policy: Policy;
  readonly homeTeam: TeamId;
}

/** Who somebody is to the policy at this moment, as far as this deed asks.
 * @throws when Slack cannot say who a person is: then nobody acts, and the delivery is repeated */
export async function standingFor(
  deps: StandingDeps,
  actor: Actor,
  deed: Deed,
  place: Place,
  known?: Person,
): Promise<Standing> {
  return standingIn(deps, actor, teamsToAsk(deed, place, deps.policy), known);
}

/** @param names of the teams that matter
 * @param known what Slack said of them a moment ago */
export async function standingIn(
  deps: StandingDeps,
  actor: Actor,
  names: readonly string[],
  known?: Person,
): Promise<Standing> {
  const nobody = { actor, homeTeam: deps.homeTeam, person: undefined, teams: NONE, unreadable: NONE };
  if (!isPerson(actor)) return nobody;
  const person = known ?? (await deps.people.find(actor.userId));
  if (!person) return nobody;
  return { ...nobody, person, ...(await teamsOf(deps, actor.userId, names)) };
}

/** Which of these teams somebody is in.
 * @returns `unreadable`: those whose user group Slack does not tell */
export async function teamsOf(
  { people, policy }: Pick<StandingDeps, 'people' | 'policy'>,
  user: UserId,
  names: readonly string[],
): Promise<Pick<Standing, 'teams' | 'unreadable'>> {
  const teams = new Set<string>();
  const unreadable = new Set<string>();
  for (const team of policy.teams.filter(({ name }) => names.includes(name))) {
    const members = await membersOf(people, team);
    if (members === 'unreadable') unreadable.add(team.name);
    else if (members.has(user)) teams.add(team.name);
  }
  return { teams, unreadable };
}

const NONE: ReadonlySet<string> = new Set();

/** Who is in a team now.
 * @returns `unreadable` when it is a user group that Slack does not tell */
export async function membersOf(
  people: Pick<People, 'members'>,
  team: Team,
): Promise<ReadonlySet<UserId> | 'unreadable'> {
  return 'users' in team ? new Set(team.users) : people.members(team.userGroup);
}
