import { loginIn } from '../domain/authorship.ts';
import { knownAs, type Traces } from '../domain/contributors.ts';
import { judgeIdentity } from '../domain/identity.ts';
import type { UserId } from '../domain/ids.ts';
import type { StandingDeps } from './standing.ts';

/** @returns undefined when nobody knows who that is in Slack; throws when Slack cannot be asked */
export type WhoIs = (traces: Traces) => Promise<UserId | undefined>;

/** Looks people up: the policy's own list first, then the address in Slack. An account that is deactivated, an app's or of elsewhere
 * stands for nobody, because whoever had it may act under another. */
export function createWhoIs({ people, policy, homeTeam }: StandingDeps): WhoIs {
  const judged = new Map<UserId, Promise<boolean>>();
  const isSomebody = async (user: UserId) => {
    const refusal = judgeIdentity({ userId: user }, await people.find(user), homeTeam);
    return refusal === undefined || refusal.reason === 'guest';
  };
  return async (traces) => {
    const { email } = traces;
    const mailbox = email === undefined || loginIn(email) !== undefined ? undefined : email;
    const user = knownAs(policy.people, traces) ?? (mailbox === undefined ? undefined : await people.byEmail(mailbox));
    if (user === undefined) return undefined;
    const known = judged.get(user) ?? isSomebody(user);
    judged.set(user, known);
    return (await known) ? user : undefined;
  };
}
