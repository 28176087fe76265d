import { type Freeze, freezes } from './freeze.ts';
import { judgeIdentity, type Person } from './identity.ts';
import type { ChannelId, ExecutionId, PipelineRef, TeamId } from './ids.ts';
import { type Actor, type Deed, isPerson, type Refusal } from './operation.ts';
import {
  EVERYONE,
  elsewhere,
  type FrozenDeed,
  type Grant,
  type Policy,
  type Right,
  type StageNames,
} from './policy.ts';
import { approvalRuling, lookGrant, lookRuling, type Ruling, rulingFor } from './rules.ts';

/** Who somebody is to the policy, read at decision time. */
export interface Standing {
  readonly actor: Actor;
  readonly person: Person | undefined;
  readonly homeTeam: TeamId;
  /** names of the teams that they are in, as far as they were asked for */
  readonly teams: ReadonlySet<string>;
  /** teams whose user group Slack did not tell */
  readonly unreadable: ReadonlySet<string>;
}

/** What a deed touches. */
export interface Place {
  readonly ref: PipelineRef;
  readonly executionId?: ExecutionId;
  /** each needs the right; none: the pipeline as a whole */
  readonly stages: readonly StageNames[];
}

/** A deed as it is judged. */
export interface Asked {
  readonly deed: Deed;
  readonly place: Place;
  /** where it was asked; absent: in no channel */
  readonly channel?: ChannelId;
}

export type Verdict =
  /** by these rules: 0 where what holds is written in none, and none for what Signalbox asks of itself */
  | { readonly kind: 'allowed'; readonly rules: readonly number[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const refused = (refusal: Refusal): Verdict => ({ kind: 'refused', refusal });

/** The right that a deed needs. */
export function rightFor(deed: Deed): Right {
  switch (deed.kind) {
    case 'claim':
    case 'subscribe':
    case 'unsubscribe':
    case 'watch':
    case 'unwatch':
      return 'look';
    case 'approve':
    case 'reject':
    case 'answer':
    case 'settle':
    case 'agree':
    case 'object':
      return 'approve';
    case 'change':
      return 'change';
    case 'retry':
    case 'stop':
    case 'disable':
      return 'operate';
    case 'start':
      // What was chosen by hand may be anything that was ever pushed.
      return deed.revisions === undefined ? 'operate' : 'gate';
    case 'enable':
    case 'freeze':
    case 'unfreeze':
    case 'close_for_freeze':
    case 'open_after_freeze':
    case 'rollback':
    case 'override':
      return 'gate';
    case 'revision':
    case 'tag':
    case 'untag':
      return 'change';
  }
}

/** May they? The first thing that stands against it is the reason that is told.
 *
 * Pure: whoever asks brings what was read just now. Whose change it is, is judged with the votes (`approvals.ts`), because it can make
 * more votes necessary.
 * @param inForce the freezes that hold at this moment */
export function mayPerform(asked: Asked, standing: Standing, policy: Policy, inForce: readonly Freeze[]): Verdict {
  const { deed, place, channel } = asked;
  const isOurs = OURS.includes(deed.kind);
  if (!isPerson(standing.actor)) return isOurs ? { kind: 'allowed', rules: [] } : refused(FOR_PEOPLE);
  if (isOurs) return refused({ reason: 'not_for_people' });
  const nobody = judgeIdentity(standing.actor, standing.person, standing.homeTeam);
  if (nobody) return refused(nobody);

  const rules: number[] = [];
  for (const stage of place.stages.length > 0 ? place.stages : [undefined]) {
    const ruling = rulingOf(policy, deed, place.ref, stage);
    const right = rightFor(deed);
    if (ruling === 'no_break_glass') return refused({ reason: 'no_break_glass' });
    if (!ruling) return refused({ reason: 'not_allowed', right, by: [] });
    const against = judgeGrant(standing, right, ruling);
    if (against) return refused(against);
    const frozen = frozenBy(asked, stage, ruling, policy, inForce);
    if (frozen) return refused(frozen);
    // What somebody is told themselves changes nothing for anybody else.
    const channels = isForOneself(deed) ? undefined : elsewhere(policy, place.ref, stage, channel);
    if (channels) return refused({ reason: 'notify_only', channels });
    rules.push(ruling.rule.number);
  }
  return { kind: 'allowed', rules };
}

function isForOneself({ kind }: Deed): boolean {
  return kind === 'watch' || kind === 'unwatch';
}

/** What Signalbox asks of itself, and takes from nobody else. */
const OURS: readonly Deed['kind'][] = ['settle', 'close_for_freeze', 'open_after_freeze'];
const FOR_PEOPLE: Refusal = { reason: 'not_allowed', right: 'operate', by: [] };

function rulingOf(
  policy: Policy,
  deed: Deed,
  ref: PipelineRef,
  stage: StageNames,
): Ruling | undefined | 'no_break_glass' {
  if (rightFor(deed) === 'look') return lookRuling(policy, ref);
  if (deed.kind !== 'approve' || deed.breakGlass === undefined) return rulingFor(policy, rightFor(deed), ref, stage);
  const ruling = approvalRuling(policy, ref, stage);
  if (!ruling) return undefined;
  return ruling.grant.breakGlass ? { rule: ruling.rule, grant: ruling.grant.breakGlass } : 'no_break_glass';
}

/** Is a full member among those whom a grant names?
 * @returns why not */
export function judgeGrant(standing: Standing, right: Right, { rule, grant }: Ruling): Refusal | undefined {
  if (isIn(standing, grant)) return undefined;
  const unread = grant.by.find((team) => standing.unreadable.has(team));
  if (unread !== undefined) return { reason: 'group_unreadable', team: unread };
  return { reason: 'not_allowed', right, by: grant.by, rule: rule.number };
}

function isIn({ teams }: Standing, { by }: Grant): boolean {
  return by.some((team) => team === EVERYONE || teams.has(team));
}

/** May a full member see this pipeline at all? Where Slack does not tell who is in a group, nobody of it may. */
export function mayLook(standing: Standing, policy: Policy, ref: PipelineRef): boolean {
  return isIn(standing, lookGrant(policy, ref));
}

/** The teams that have to be looked up to know who may see what. */
export function teamsThatLook({ rules }: Policy): readonly string[] {
  const named = rules.flatMap(({ look }) => look?.by ?? []);
  return [...new Set(named)].filter((team) => team !== EVERYONE);
}

const FROZEN: readonly FrozenDeed[] = ['approve', 'retry', 'override', 'rollback'];

/** A rejection stops nothing that a freeze is there to stop; an answer lets an execution go on, as an approval does. */
function frozenKind({ kind }: Deed): FrozenDeed | undefined {
  return kind === 'answer' ? 'approve' : FROZEN.find((one) => one === kind);
}

function frozenBy(
  { deed, place }: Asked,
  stage: StageNames,
  { rule }: Ruling,
  policy: Policy,
  inForce: readonly Freeze[],
): Refusal | undefined {
  const kind = frozenKind(deed);
  if (kind === undefined || rule.duringFreeze.includes(kind)) return undefined;
  const freeze = inForce.find((one) => freezes(one, policy, place.ref, stage, place.executionId));
  if (!freeze) return undefined;
  const { reason: why, until, byName } = freeze;
  return { reason: 'frozen', why, until, ...(byName === undefined ? {} : { byName }) };
}

/** The teams that have to be looked up to judge this. */
export function teamsToAsk(deed: Deed, place: Place, policy: Policy): readonly string[] {
  const grants = (place.stages.length > 0 ? place.stages : [undefined]).flatMap((stage) => {
    const ruling = rulingOf(policy, deed, place.ref, stage);
    return ruling && ruling !== 'no_break_glass' ? ruling.grant.by : [];
  });
  return [...new Set(grants)].filter((team) => team !== EVERYONE);
}
