import type { TeamId } from './ids.ts';
import type { Actor, Refusal } from './operation.ts';

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

export type Verdict = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly refusal: Refusal };

const ALLOWED: Verdict = { kind: 'allowed' };
const refused = (refusal: Refusal): Verdict => ({ kind: 'refused', refusal });

/** Who may act in this version: full members of the home workspace, nobody else.
 * @param person what users.info answered; undefined when Slack could not be asked or knows nobody: fail closed */
export function mayPerform(actor: Actor, person: Person | undefined, homeTeam: TeamId): Verdict {
  if (actor.teamId !== undefined && actor.teamId !== homeTeam && actor.teamId !== person?.enterpriseId) {
    return refused({ reason: 'outsider' });
  }
  if (!person) return refused({ reason: 'identity_unknown' });
  if (person.teamId !== homeTeam || person.isStranger) return refused({ reason: 'outsider' });
  if (person.isDeactivated) return refused({ reason: 'deactivated' });
  if (person.isBot) return refused({ reason: 'not_a_person' });
  if (person.isGuest) return refused({ reason: 'guest' });
  return ALLOWED;
}
