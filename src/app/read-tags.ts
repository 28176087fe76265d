import { ChannelId, type PipelineRef } from '../domain/ids.ts';
import { inTurns } from '../domain/in-turns.ts';
import { coversPipeline, type Policy } from '../domain/policy.ts';
import { AT_MOST, CHANNEL_TAG, type ChannelTag, channelsInTag, entryKey } from '../domain/subscriptions.ts';
import type { PipelineReads, PipelineTags } from './codepipeline-ports.ts';
import { inBatches } from './in-batches.ts';
import type { Subscriptions, World } from './ports.ts';

export interface TagDeps extends Pick<World, 'now'> {
  readonly subscriptions: Subscriptions;
  readonly reads: Pick<PipelineReads, 'list'>;
  readonly tags: PipelineTags;
  readonly policy: Policy;
}

/** Pipelines of one pass; more take turns. */
const AT_A_TIME = 100;
const AT_ONCE = 5;

/** Keeps which channels the tags of pipelines name. A tag is asked for only where some route is about the pipeline: elsewhere it could
 * not open a channel anyway. */
export async function readTags(deps: TagDeps, turn: number): Promise<void> {
  const { policy, subscriptions } = deps;
  const all = await deps.reads.list();
  const shown = all.filter((ref) => policy.routes.some((route) => coversPipeline(route, ref)));
  const found = await inBatches(inTurns(shown, AT_A_TIME, turn), AT_ONCE, async (ref) => toTag(deps, ref));
  const book = await subscriptions.read();
  let room = AT_MOST.inAll - book.length;
  for (const tag of found) {
    const seen = book.find((entry) => entryKey(entry) === entryKey(tag));
    const before = seen?.kind === 'tag' ? seen.channels : [];
    if (before.join() === tag.channels.join() || (!seen && room-- <= 0)) continue;
    await subscriptions.set(entryKey(tag), tag.channels.length === 0 ? undefined : tag, seen);
  }
}

async function toTag({ tags, now }: TagDeps, { account, region, pipeline }: PipelineRef): Promise<ChannelTag> {
  const ref = { account, region, pipeline };
  const channels = channelsInTag((await tags.of(ref))?.get(CHANNEL_TAG)).map(ChannelId);
  return { kind: 'tag', ...ref, channels, at: new Date(now()).toISOString() };
}
