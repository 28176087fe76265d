import type { Command } from '../domain/command.ts';
import type { ChannelId, PipelineRef } from '../domain/ids.ts';
import { type Deed, isPerson, type OperationRequest, type Refusal } from '../domain/operation.ts';
import { isMeant, meantPlaces, parseQualified } from '../domain/qualified-name.ts';
import type { Served } from '../domain/served.ts';
import type { Answer } from './answer.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import { type FindDeps, findPipeline } from './find-pipeline.ts';
import { findTarget } from './find-target.ts';
import type { Subscriptions } from './ports.ts';

export interface ResolveSubscriptionDeps extends FindDeps {
  readonly reads: Pick<PipelineReads, 'catalogue' | 'structure' | 'list'>;
  readonly subscriptions: Subscriptions;
}

type SubscriptionCommand = Extract<Command, { verb: 'subscribe' | 'unsubscribe' | 'watch' | 'unwatch' }>;
type Resolved = { readonly kind: 'deed'; readonly deed: Deed } | { readonly kind: 'answer'; readonly answer: Answer };

export function isAboutSubscriptions(command: Command): command is SubscriptionCommand {
  const { verb } = command;
  return verb === 'subscribe' || verb === 'unsubscribe' || verb === 'watch' || verb === 'unwatch';
}

/** Turns the words about what a channel or a person hears into a deed. What is given up is looked for in what is kept: the pipeline may be
 * gone. */
export async function resolveSubscription(
  deps: ResolveSubscriptionDeps,
  command: SubscriptionCommand,
  request: OperationRequest,
  rerun: (name: string) => string,
): Promise<Resolved> {
  if (command.verb === 'watch' || command.verb === 'unwatch') {
    const watched = command.verb === 'unwatch' ? await watchedBy(deps, command.pipeline, request) : undefined;
    if (watched) return { kind: 'deed', deed: { kind: 'unwatch', target: watched } };
    const found = await findPipeline(deps, command.pipeline, false, rerun);
    if (found.kind === 'answer') return found;
    const { account, region, pipeline } = found.ref;
    return { kind: 'deed', deed: { kind: command.verb, target: { account, region, pipeline } } };
  }
  const channel = channelOf(request);
  if (channel === undefined) return refused({ reason: 'not_a_channel' });
  if (command.verb === 'unsubscribe') {
    const target = patternAsTyped(deps.served, command.pipeline);
    return { kind: 'deed', deed: { kind: 'unsubscribe', target, channel, reason: '' } };
  }
  const found = await findTarget(deps, command.pipeline, rerun);
  if (found.kind === 'answer') return found;
  const { wishes, branch } = command;
  const filter = branch === undefined ? {} : { branch };
  return { kind: 'deed', deed: { kind: 'subscribe', target: found.target, channel, wishes, ...filter } };
}

function refused(refusal: Refusal): Resolved {
  return { kind: 'answer', answer: { kind: 'refused', deed: undefined, refusal } };
}

/** @returns undefined in direct messages, and where Slack names no channel */
function channelOf({ origin: { channel } }: OperationRequest): ChannelId | undefined {
  return channel !== undefined && /^[CG]/.test(channel) ? channel : undefined;
}

function patternAsTyped(served: Served, typed: string) {
  const wanted = parseQualified(typed);
  const [place = served.home] = meantPlaces(served, wanted);
  const { account, region } = place;
  const everywhere = wanted.account === undefined ? { everywhere: true as const } : {};
  return { account, region, pipeline: wanted.pipeline, ...everywhere };
}

async function watchedBy(
  { subscriptions, served }: ResolveSubscriptionDeps,
  typed: string,
  { actor }: OperationRequest,
): Promise<PipelineRef | undefined> {
  const wanted = parseQualified(typed);
  const name = wanted.pipeline.toLowerCase();
  const own = (await subscriptions.read())
    .filter((entry) => entry.kind === 'watch')
    .filter(({ user }) => isPerson(actor) && user === actor.userId);
  const meant = own.filter((entry) => entry.pipeline.toLowerCase() === name && isMeant(served, wanted, entry));
  const [only, ...others] = meant;
  if (!only || others.length > 0) return undefined;
  const { account, region, pipeline } = only;
  return { account, region, pipeline };
}
