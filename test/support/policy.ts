import { ChannelId, UserGroupId, UserId } from '../../src/domain/ids.ts';
import {
  type ApproveGrant,
  DENY_ALL,
  EVERYONE,
  type Grant,
  type Policy,
  type Route,
  type Rule,
} from '../../src/domain/policy.ts';

export const ANYBODY: Grant = { by: [EVERYONE] };

/** Routes everything to #deployments and lets every full member do everything, unless told otherwise. */
export function aPolicy(more: Partial<Policy> = {}): Policy {
  return { ...DENY_ALL, hash: 'test', routes: [aRoute()], rules: [aRule()], ...more };
}

export function aRoute(more: Partial<Route> = {}): Route {
  return {
    pipelines: '*',
    channel: ChannelId('C0DEPLOYS'),
    send: ['progress', 'failures', 'approvals'],
    excerpts: false,
    actIn: true,
    ...more,
  };
}

/** Without more: everybody, everything. */
export function aRule(more: Partial<Rule> = {}): Rule {
  return {
    number: 1,
    pipelines: '*',
    operate: ANYBODY,
    approve: anApproveGrant(),
    gate: ANYBODY,
    audit: ANYBODY,
    duringFreeze: [],
    ...more,
  };
}

export function anApproveGrant(more: Partial<ApproveGrant> = {}): ApproveGrant {
  return {
    by: [EVERYONE],
    quorum: 1,
    rejectQuorum: 1,
    notOwnChange: false,
    unknownAuthor: 'oneMore',
    confirm: false,
    remindAfterMs: [],
    ...more,
  };
}

/** A team of people, by their ids. */
export function aTeam(name: string, ...users: string[]) {
  return { name, users: users.map(UserId) };
}

export function aGroupTeam(name: string, userGroup: string) {
  return { name, userGroup: UserGroupId(userGroup) };
}
