import { parseDuration } from '../domain/duration.ts';
import { AccountId, ChannelId, UserGroupId, UserId } from '../domain/ids.ts';
import { type Moment, parseMoment } from '../domain/moments.ts';
import type {
  ApproveGrant,
  FreezeEntry,
  KnownPerson,
  Policy,
  PolicyAccount,
  Route,
  Rule,
  Scope,
  Team,
} from '../domain/policy.ts';
import type { PolicyFile } from './schema.ts';

type Section<K extends keyof PolicyFile> = NonNullable<PolicyFile[K]>;
type Entry<K extends 'people' | 'rules' | 'routes' | 'freezes' | 'accounts'> = Section<K>[number];
type Ids = (names: readonly string[]) => readonly AccountId[];

/** Puts the defaults in, reads times and resolves aliases. The file has been checked. */
export function toPolicy(file: PolicyFile, hash: string): Policy {
  const accounts = (file.accounts ?? []).map(toAccount);
  const ids: Ids = (names) => names.map((name) => accounts.find(({ alias }) => alias === name)?.id ?? AccountId(name));
  return {
    hash,
    teams: Object.entries(file.teams ?? {}).map(([name, team]) => toTeam(name, team)),
    people: (file.people ?? []).map(toKnownPerson),
    rules: (file.rules ?? []).map((rule, index) => toRule(rule, index + 1, ids)),
    routes: (file.routes ?? []).map((route) => toRoute(route, ids)),
    freezes: (file.freezes ?? []).map((freeze) => toFreezeWindow(freeze, ids)),
    accounts,
  };
}

function toScope(entry: Pick<Entry<'rules'>, 'pipelines' | 'stages' | 'accounts' | 'regions'>, ids: Ids): Scope {
  const { pipelines, stages, accounts, regions } = entry;
  return {
    pipelines,
    ...(stages === undefined ? {} : { stages }),
    ...(accounts === undefined ? {} : { accounts: ids(accounts) }),
    ...(regions === undefined ? {} : { regions }),
  };
}

function toTeam(name: string, { userGroup, users }: Section<'teams'>[string]): Team {
  return userGroup === undefined
    ? { name, users: (users ?? []).map(UserId) }
    : { name, userGroup: UserGroupId(userGroup) };
}

function toKnownPerson({ slack, emails = [], logins = [], iam = [] }: Entry<'people'>): KnownPerson {
  return { slack: UserId(slack), emails, logins, iam };
}

function toRule(entry: Entry<'rules'>, number: number, ids: Ids): Rule {
  const { look, operate, approve, gate, change, audit, duringFreeze = [] } = entry;
  return {
    ...toScope(entry, ids),
    number,
    ...(look && { look }),
    ...(operate && { operate }),
    ...(approve && { approve: toApproveGrant(approve) }),
    ...(gate && { gate }),
    ...(change && { change }),
    ...(audit && { audit }),
    duringFreeze,
  };
}

function toApproveGrant(entry: NonNullable<Entry<'rules'>['approve']>): ApproveGrant {
  const { by, quorum = 1, rejectQuorum = 1, notOwnChange = false, unknownAuthor = 'oneMore', confirm = false } = entry;
  const { remindAfter = [], breakGlass } = entry;
  return {
    by,
    quorum,
    rejectQuorum,
    notOwnChange,
    unknownAuthor,
    confirm,
    remindAfterMs: remindAfter.flatMap((text) => parseDuration(text) ?? []),
    ...(breakGlass ? { breakGlass: { by: breakGlass.by, quorum: breakGlass.quorum ?? 1 } } : {}),
  };
}

function toRoute(entry: Entry<'routes'>, ids: Ids): Route {
  const { channel, send, excerpts = false, actIn = true } = entry;
  return { ...toScope(entry, ids), channel: ChannelId(channel), send, excerpts, actIn };
}

function toFreezeWindow(entry: Entry<'freezes'>, ids: Ids): FreezeEntry {
  const { from, to, timeZone, reason = 'freeze' } = entry;
  return { ...toScope(entry, ids), from: momentOf(from), to: momentOf(to), timeZone, reason };
}

function momentOf(text: string): Moment {
  const moment = parseMoment(text);
  if (!moment) throw new Error(`The policy was not checked: ${text} is no time`);
  return moment;
}

function toAccount({ alias, id, regions, read, operate, jobs, externalId }: Entry<'accounts'>): PolicyAccount {
  return {
    alias,
    id: AccountId(id),
    regions,
    read,
    operate,
    ...(jobs === undefined ? {} : { jobs }),
    ...(externalId === undefined ? {} : { externalId }),
  };
}
