import { judgeIdentity, type Person } from './identity.ts';
import type { TeamId } from './ids.ts';
import type { Actor, Refusal } from './operation.ts';

export type Verdict = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Who may act in this version: full members of the home workspace, nobody else.
 * @param person what users.info answered; undefined when Slack could not be asked or knows nobody: fail closed */
export function mayPerform(actor: Actor, person: Person | undefined, homeTeam: TeamId): Verdict {
  const refusal = judgeIdentity(actor, person, homeTeam);
  return refusal ? { kind: 'refused', refusal } : { kind: 'allowed' };
}
