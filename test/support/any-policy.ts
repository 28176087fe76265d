import fc from 'fast-check';
import type { Freeze } from '../../src/domain/freeze.ts';
import { AccountId, ChannelId, type PipelineRef, TeamId, UserId } from '../../src/domain/ids.ts';
import type { Place, Standing } from '../../src/domain/permissions.ts';
import { DENY_ALL, EVERYONE, type Policy, type Route, type Rule, type StageNames } from '../../src/domain/policy.ts';
import { at, SHOP } from './builders.ts';
import { memberOf } from './person.ts';
import { anApproveGrant } from './policy.ts';

/** Policies, places and people by chance, from so few names that they meet often. */
export const HOME = TeamId('T0SIGNALBX');
export const TEAMS = ['payments', 'release-managers', 'directors'] as const;
const STAGES = ['Staging', 'Approve', 'Prod'] as const;
const CHANNELS = [ChannelId('C0DEPLOYS'), ChannelId('C0PAYMENTS')];

const scope = fc.record(
  {
    pipelines: fc.constantFrom('*', 'shop-*', 'payments-*'),
    stages: fc.constantFrom('*', 'Prod*', 'Staging'),
    accounts: fc.constantFrom([AccountId('123456789012')], [AccountId('999999999999')]),
  },
  { requiredKeys: ['pipelines'] },
);
const by = fc.subarray([EVERYONE, ...TEAMS], { minLength: 1 });
const grant = fc.record({ by });

export const anyRule: fc.Arbitrary<Rule> = fc
  .tuple(
    scope,
    fc.record(
      {
        look: grant,
        operate: grant,
        approve: fc
          .record({ by, breakGlass: fc.option(fc.record({ by, quorum: fc.integer({ min: 1, max: 2 }) })) })
          .map(({ by: named, breakGlass }) => anApproveGrant({ by: named, ...(breakGlass ? { breakGlass } : {}) })),
        gate: grant,
        change: fc.record({ by: fc.subarray([...TEAMS], { minLength: 1 }) }),
      },
      { requiredKeys: [] },
    ),
    fc.subarray(['approve', 'retry', 'override', 'rollback'] as const),
  )
  .map(([about, rights, duringFreeze]) => ({ number: 1, ...about, ...rights, duringFreeze }));

const anyRoute: fc.Arbitrary<Route> = fc
  .tuple(scope, fc.constantFrom(...CHANNELS), fc.boolean())
  .map(([about, channel, actIn]) => ({ ...about, channel, actIn, excerpts: false, send: ['progress'] }));

export const numbered = (rules: readonly Rule[]): Rule[] =>
  rules.map((rule, index) => ({ ...rule, number: index + 1 }));

export const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({ rules: fc.array(anyRule, { maxLength: 5 }), routes: fc.array(anyRoute, { maxLength: 3 }) })
  .map(({ rules, routes }) => ({ ...DENY_ALL, rules: numbered(rules), routes }));

export const anyStage: fc.Arbitrary<StageNames> = fc.constantFrom<StageNames>(
  ...STAGES.map((name): [string] => [name]),
  ['Approve', 'Prod'],
);

export const anyRef: fc.Arbitrary<PipelineRef> = fc
  .constantFrom('shop-web', 'payments-api')
  .map((pipeline) => ({ account: SHOP.account, region: SHOP.region, pipeline }));

export const anyPlace: fc.Arbitrary<Place> = fc.record({ ref: anyRef, stages: fc.array(anyStage, { maxLength: 3 }) });

export const anyChannel = fc.option(fc.constantFrom(...CHANNELS, ChannelId('C0RANDOM')), { nil: undefined });

/** A full member, in some teams and perhaps with some that Slack does not tell. */
export const anyMember: fc.Arbitrary<Standing> = fc
  .record({ teams: fc.subarray([...TEAMS]), unreadable: fc.subarray([...TEAMS]) })
  .map(({ teams, unreadable }) => aMember(teams, unreadable));

export const anyFreeze: fc.Arbitrary<Freeze> = scope.map((about) => ({
  ...about,
  id: 'freeze-1',
  from: at(0),
  until: at(3_600),
  reason: 'year end',
  lifts: [],
}));

export function aMember(teams: readonly string[], unreadable: readonly string[] = []): Standing {
  const userId = UserId('U0BEN');
  return {
    actor: { userId, teamId: HOME },
    person: memberOf(HOME, userId, {}),
    homeTeam: HOME,
    teams: new Set(teams),
    unreadable: new Set(unreadable),
  };
}
