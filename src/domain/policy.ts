import type { AccountId, ChannelId, PipelineRef } from './ids.ts';

/** What a route sends into its channel. */
export type RouteKind = 'progress' | 'failures' | 'approvals' | 'results';

export interface Route {
  readonly pipelines: string;
  /** glob; narrows approvals and failures to these stages */
  readonly stages?: string;
  readonly accounts?: readonly AccountId[];
  readonly regions?: readonly string[];
  readonly channel: ChannelId;
  readonly send: readonly RouteKind[];
}

/** The part of the policy that is in force in this version: who sees what. */
export interface Policy {
  readonly routes: readonly Route[];
}

/** `*` any characters, `?` one; everything else is itself, upper and lower case alike. */
export function matchesGlob(glob: string, name: string): boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`, 'i').test(name);
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
