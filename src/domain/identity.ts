import type { TeamId } from './ids.ts';
import type { PersonActor, Refusal } from './operation.ts';

/** What Slack says of a person, read at decision time. */
export interface Person {
  readonly name: string;
  readonly teamId: TeamId;
  readonly enterpriseId?: string;
  readonly isBot: boolean;
  readonly isGuest: boolean;
  readonly isStranger: boolean;
  readonly isDeactivated: boolean;
}

/** Why somebody can never act, whatever the policy says: only full members of the home workspace do.
 * @param person what users.info answered; undefined when Slack knows nobody: fail closed
 * @returns undefined for a full member */
export function judgeIdentity(actor: PersonActor, person: Person | undefined, homeTeam: TeamId): Refusal | undefined {
  if (actor.teamId !== undefined && actor.teamId !== homeTeam && actor.teamId !== person?.enterpriseId) {
    return { reason: 'outsider' };
  }
  if (!person) return { reason: 'identity_unknown' };
  if (person.teamId !== homeTeam || person.isStranger) return { reason: 'outsider' };
  if (person.isDeactivated) return { reason: 'deactivated' };
  if (person.isBot) return { reason: 'not_a_person' };
  if (person.isGuest) return { reason: 'guest' };
  return undefined;
}
