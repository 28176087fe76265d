import type { TeamId } from './ids.ts';
import type { PersonActor, Refusal } from './operation.ts';

/** What Slack's directory says of a person, read at decision time. */
export interface Person {
  readonly name: string;
  /** in an Enterprise Grid perhaps another workspace of the organisation, or the organisation itself (`E…`) */
  readonly teamId: TeamId;
  /** the organisation of a person in an Enterprise Grid, ours or somebody else's */
  readonly enterpriseId?: string;
  /** the workspaces of that organisation that the person is a member of; absent when Slack does not list them */
  readonly teams?: readonly TeamId[];
  /** IANA name */
  readonly timeZone?: string;
  /** apps, workflows and Slackbot alike */
  readonly isBot: boolean;
  readonly isGuest: boolean;
  readonly isStranger: boolean;
  readonly isDeactivated: boolean;
}

/** Is this a full member of the home workspace, and the person the signed request came from? Guests, bots, people who left and
 * people of other workspaces are not, whatever any list of approvers says.
 *
 * Request and directory name the workspace independently, and in an Enterprise Grid each may name another one of the organisation.
 * So both have to name a place that the directory knows the person in; who names a third one is nobody we know.
 * @param person what users.info answered; undefined when Slack knows nobody
 * @returns undefined for a full member */
export function judgeIdentity(actor: PersonActor, person: Person | undefined, homeTeam: TeamId): Refusal | undefined {
  const isPlaced = (teamId: string) => (person ? placesOf(person, homeTeam) : [homeTeam]).includes(teamId);
  if (actor.teamId !== undefined && !isPlaced(actor.teamId)) return { reason: 'outsider' };
  if (!person) return { reason: 'identity_unknown' };
  if (!isPlaced(person.teamId) || !isMember(person, homeTeam) || person.isStranger) return { reason: 'outsider' };
  if (person.isDeactivated) return { reason: 'deactivated' };
  if (person.isBot) return { reason: 'not_a_person' };
  if (person.isGuest) return { reason: 'guest' };
  return undefined;
}

/** Their organisation is ours only if it holds our workspace: which one ours belongs to is written nowhere else. */
function isMember({ teamId, teams }: Person, homeTeam: TeamId): boolean {
  return teams ? teams.includes(homeTeam) : teamId === homeTeam;
}

function placesOf({ enterpriseId, teams = [] }: Person, homeTeam: TeamId): readonly string[] {
  return [homeTeam, ...teams, ...(enterpriseId === undefined ? [] : [enterpriseId])];
}
