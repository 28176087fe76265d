import type { Person } from '../../src/domain/identity.ts';
import { AccountId, ChannelId, TeamId, UserId } from '../../src/domain/ids.ts';
import type { PersonActor } from '../../src/domain/operation.ts';
import { memberOf } from '../support/person.ts';
import { anApproveGrant, aPolicy, aRule, aTeam } from '../support/policy.ts';

export const HOME = AccountId('123456789012');
export const REGION = 'eu-west-1';
export const TEAM = TeamId('T0SIGNALBX');
export const DEPLOYS = ChannelId('C0DEPLOYS');
export const START = Date.UTC(2026, 2, 2, 12);
export const MINUTE = 60_000;
/** shop-web: one person. queue-web: two. parallel-web: one signaller, and nobody else. */
export const POLICY = aPolicy({
  teams: [aTeam('drivers', 'U0BEN', 'U0INES'), aTeam('signallers', 'U0INES')],
  rules: [
    aRule({ number: 1, pipelines: 'queue-web', approve: anApproveGrant({ by: ['drivers'], quorum: 2 }) }),
    aRule({ number: 2, pipelines: 'parallel-web', stages: 'Prod*', approve: anApproveGrant({ by: ['signallers'] }) }),
    aRule({ number: 3 }),
  ],
});

/** The rules in the tests' own words. */
export function mayApprove(pipeline: unknown, user: string): boolean {
  return pipeline === 'parallel-web' ? user === 'U0INES' : MAY_ACT.includes(user);
}
export const approvalsFor = (pipeline: unknown) => (pipeline === 'queue-web' ? 2 : 1);

const PARTNERS = TeamId('T0PARTNERS');
export const PEOPLE: Readonly<Record<string, Partial<Person>>> = {
  U0BEN: {},
  U0INES: {},
  U0GIL: { isGuest: true },
  U0ODA: { teamId: PARTNERS },
};
export const MAY_ACT = ['U0BEN', 'U0INES'];

/** As Slack's directory has them. */
export function personOf(user: UserId): Person | undefined {
  const known = PEOPLE[user];
  return known && memberOf(TEAM, user, known);
}

/** As a signed request names them. */
export function actorOf(user: string): PersonActor {
  return { userId: UserId(user), teamId: user === 'U0ODA' ? PARTNERS : TEAM };
}
