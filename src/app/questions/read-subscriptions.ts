import { HEADLINE } from '../../domain/audience.ts';
import { samePipeline } from '../../domain/ids.ts';
import { isPerson, type OperationRequest } from '../../domain/operation.ts';
import { mayShow, type Policy } from '../../domain/policy.ts';
import { nameAmong } from '../../domain/qualified-name.ts';
import type { Served } from '../../domain/served.ts';
import type { Answer } from '../answer.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';
import type { Subscriptions } from '../ports.ts';

export interface ReadSubscriptionsDeps {
  readonly subscriptions: Subscriptions;
  readonly reads: PipelineReads;
  readonly policy: Policy;
  readonly served: Served;
}

/** Who asks, and where. */
export type Asker = Pick<OperationRequest, 'actor' | 'origin' | 'operationId'>;

/** What the channel hears of, and why, and what the person watches; of pipelines that they may see. */
export async function readSubscriptions(
  { subscriptions, reads, policy, served }: ReadSubscriptionsDeps,
  { actor, origin: { channel } }: Asker,
): Promise<Answer> {
  const [book, all] = await Promise.all([subscriptions.read(), reads.list()]);
  const shown = channel === undefined ? [] : all.filter((ref) => mayShow(policy, ref, channel, HEADLINE));
  const tagged = book.filter((entry) => entry.kind === 'tag' && entry.channels.some((one) => one === channel));
  const watched = book.filter((entry) => entry.kind === 'watch' && isPerson(actor) && entry.user === actor.userId);
  return {
    kind: 'subscriptions',
    ...(channel !== undefined && /^[CG]/.test(channel) ? { channel } : {}),
    routes: policy.routes.filter((route) => route.channel === channel),
    subscriptions: book.filter((entry) => entry.kind === 'subscription').filter((entry) => entry.channel === channel),
    tagged: shown
      .filter((ref) => tagged.some((entry) => entry.kind === 'tag' && samePipeline(entry, ref)))
      .map((ref) => nameAmong(served, ref, all)),
    watched: watched.flatMap((entry) => (entry.kind === 'watch' ? [nameAmong(served, entry, all)] : [])),
  };
}
