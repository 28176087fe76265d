import type { AccountId, ChannelId, PipelineRef } from './ids.ts';

/** What a route sends into its channel. */
export type RouteKind = 'progress' | 'failures' | 'approvals';

export interface Route {
  readonly pipelines: string;
  /** glob; narrows approvals and failures to these stages */
  readonly stages?: string;
  readonly accounts?: readonly AccountId[];
  readonly regions?: readonly string[];
  readonly channel: ChannelId;
  readonly send: readonly RouteKind[];
}

/** Another account, and the roles that Signalbox assumes there. */
export interface PolicyAccount {
  readonly alias: string;
  readonly id: AccountId;
  readonly regions: readonly string[];
  /** role ARNs */
  readonly read: string;
  readonly operate: string;
  readonly externalId?: string;
}

/** The part of the policy that is in force in this version: who sees what. */
export interface Policy {
  readonly routes: readonly Route[];
  readonly accounts?: readonly PolicyAccount[];
}

/** `*` any characters, `?` one; everything else is itself, upper and lower case alike.
 *
 * Walked rather than made into a regular expression: those take for ever over some patterns, and people may type theirs. Only the
 * last `*` is ever taken back, so the time is at most that of the two lengths multiplied.
 */
export function matchesGlob(glob: string, name: string): boolean {
  const pattern = glob.toLowerCase();
  const text = name.toLowerCase();
  let inPattern = 0;
  let inText = 0;
  let lastStar = -1;
  let takenByStar = 0;
  while (inText < text.length) {
    if (pattern[inPattern] === '*') {
      lastStar = inPattern++;
      takenByStar = inText;
    } else if (pattern[inPattern] === '?' || pattern[inPattern] === text[inText]) {
      inPattern++;
      inText++;
    } else if (lastStar >= 0) {
      inPattern = lastStar + 1;
      inText = ++takenByStar;
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern++;
  return inPattern === pattern.length;
}

/** The channels that get this kind of message about a pipeline, each once, in the order of the policy.
 * @param stage absent: about the execution as a whole */
export function channelsFor(policy: Policy, kind: RouteKind, ref: PipelineRef, stage?: string): ChannelId[] {
  const matching = policy.routes.filter(
    (route) =>
      route.send.includes(kind) &&
      matchesGlob(route.pipelines, ref.pipeline) &&
      (route.accounts?.includes(ref.account) ?? true) &&
      (route.regions?.includes(ref.region) ?? true) &&
      (stage === undefined || route.stages === undefined || matchesGlob(route.stages, stage)),
  );
  return [...new Set(matching.map(({ channel }) => channel))];
}

/** Is anything about this pipeline shown in this channel? */
export function isRouted(policy: Policy, ref: PipelineRef, channel: ChannelId): boolean {
  return policy.routes.some((route) => route.channel === channel && matchesGlob(route.pipelines, ref.pipeline));
}
