import type { WindowTimes } from './freeze-windows.ts';
import { matchesGlob } from './glob.ts';
import type { AccountId, ChannelId, PipelineRef, UserGroupId, UserId } from './ids.ts';

/** What a route sends into its channel. */
export type RouteKind = 'progress' | 'failures' | 'approvals';

/** What somebody may do. `change` is for the pipeline itself: its definition, tags, webhooks. */
export type Right = 'look' | 'operate' | 'approve' | 'gate' | 'change' | 'audit';

/** Every full member of the home workspace. */
export const EVERYONE = 'everyone';

/** What something is about: a stage by any of its names, or the pipeline as a whole.
 *
 * An approval has two names: the stage that it stands in, and the one that it lets through to. */
export type StageNames = readonly [string, ...string[]] | undefined;

/** What an entry of the policy is about. Globs; what is absent does not narrow. */
export interface Scope {
  readonly pipelines: string;
  readonly stages?: string;
  readonly accounts?: readonly AccountId[];
  readonly regions?: readonly string[];
}

export interface Route extends Scope {
  readonly channel: ChannelId;
  /** `subscribed`: nothing by itself; people may ask for more there */
  readonly send: readonly (RouteKind | 'subscribed')[];
  /** lines of logs, diffs and commit lists may be shown there */
  readonly excerpts: boolean;
  /** false: a notice board. Nobody acts from there, by any means */
  readonly actIn: boolean;
}

/** Who has a right: names of teams, or `everyone`. */
export interface Grant {
  readonly by: readonly string[];
}

/** What happens to "not one's own change" where the authors of a change are not all known. */
export type UnknownAuthor = 'oneMore' | 'refuse' | 'starterOnly';

export interface ApproveGrant extends Grant {
  readonly quorum: number;
  readonly rejectQuorum: number;
  readonly notOwnChange: boolean;
  readonly unknownAuthor: UnknownAuthor;
  /** ask back before it counts */
  readonly confirm: boolean;
  /** after so many milliseconds of waiting, each once */
  readonly remindAfterMs: readonly number[];
  readonly breakGlass?: Grant & { readonly quorum: number };
}

/** What a freeze stops; a rule may let some of it through. */
export type FrozenDeed = 'approve' | 'retry' | 'override' | 'rollback';

export interface Rule extends Scope {
  /** 1 for the first of the file */
  readonly number: number;
  readonly look?: Grant;
  readonly operate?: Grant;
  readonly approve?: ApproveGrant;
  readonly gate?: Grant;
  readonly change?: Grant;
  readonly audit?: Grant;
  readonly duringFreeze: readonly FrozenDeed[];
}

export type Team =
  | { readonly name: string; readonly userGroup: UserGroupId }
  | { readonly name: string; readonly users: readonly UserId[] };

/** Who is who, where the e-mail address in Slack is not enough. */
export interface KnownPerson {
  readonly slack: UserId;
  readonly emails: readonly string[];
  readonly logins: readonly string[];
  /** globs over ARNs of users and role sessions */
  readonly iam: readonly string[];
}

/** A window that comes again each week, or once. */
export interface FreezeEntry extends Scope, WindowTimes {
  readonly reason: string;
}

/** Another account, and the roles that Signalbox assumes there. */
export interface PolicyAccount {
  readonly alias: string;
  readonly id: AccountId;
  readonly regions: readonly string[];
  /** role ARNs */
  readonly read: string;
  readonly operate: string;
  /** takes and answers the jobs of custom actions; absent: none are taken there */
  readonly jobs?: string;
  readonly externalId?: string;
}

/** Who may do what, who is shown what, and when nothing ships. In force as it was deployed. */
export interface Policy {
  /** names this very policy in the audit */
  readonly hash: string;
  readonly teams: readonly Team[];
  readonly people: readonly KnownPerson[];
  readonly rules: readonly Rule[];
  readonly routes: readonly Route[];
  readonly freezes: readonly FreezeEntry[];
  readonly accounts: readonly PolicyAccount[];
}

/** Nothing is shown and nobody may do anything: what ships. */
export const DENY_ALL: Policy = {
  hash: 'none',
  teams: [],
  people: [],
  rules: [],
  routes: [],
  freezes: [],
  accounts: [],
};

/** Is this entry about this pipeline? Its stages are for the caller to look at. */
export function coversPipeline(scope: Scope, ref: PipelineRef): boolean {
  return (
    matchesGlob(scope.pipelines, ref.pipeline) &&
    (scope.accounts?.includes(ref.account) ?? true) &&
    (scope.regions?.includes(ref.region) ?? true)
  );
}

/** @param stage absent: the pipeline or the execution as a whole, which every route of the pipeline is about */
function isAbout(route: Route, ref: PipelineRef, stage: StageNames): boolean {
  const { stages } = route;
  return (
    coversPipeline(route, ref) &&
    (stage === undefined || stages === undefined || stage.some((name) => matchesGlob(stages, name)))
  );
}

/** The channels that get this kind of message about a pipeline, each once, in the order of the policy.
 * @param stage absent: about the execution as a whole */
export function channelsFor(policy: Policy, kind: RouteKind, ref: PipelineRef, stage?: StageNames): ChannelId[] {
  const matching = policy.routes.filter((route) => route.send.includes(kind) && isAbout(route, ref, stage));
  return [...new Set(matching.map(({ channel }) => channel))];
}

/** Where a pipeline may be acted on.
 * @returns undefined: anywhere (no route is about it, or this channel's routes let people act); else the channels where it may be,
 * none where it is only announced */
export function elsewhere(
  policy: Policy,
  ref: PipelineRef,
  stage: StageNames,
  channel: ChannelId | undefined,
): readonly ChannelId[] | undefined {
  const about = policy.routes.filter((route) => isAbout(route, ref, stage));
  if (about.length === 0) return undefined;
  const here = about.filter((route) => route.channel === channel);
  const open = about.filter(({ actIn }) => actIn);
  const free = here.length > 0 ? here.some(({ actIn }) => actIn) : open.length > 0;
  return free ? undefined : [...new Set(open.map((route) => route.channel))];
}

/** May anything about this pipeline be shown in this channel? Stands before every post that somebody asked for.
 * @param detail `excerpts`: lines of logs, diffs, lists of commits, which a route must allow for this channel
 * @param shared with other workspaces, or nobody could say */
export function mayShow(
  policy: Policy,
  ref: PipelineRef,
  channel: ChannelId,
  { shared, detail }: { readonly shared: boolean; readonly detail: 'headline' | 'excerpts' },
): boolean {
  if (shared) return false;
  return policy.routes.some(
    (route) => route.channel === channel && coversPipeline(route, ref) && (detail === 'headline' || route.excerpts),
  );
}
