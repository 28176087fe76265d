import type { ChannelId } from '../domain/ids.ts';
import { type Limit, nextSlot, PER_CHANNEL, UPDATES } from '../domain/pace.ts';
import type { PaceStore, World } from './ports.ts';

/** A slot that is free sooner than this is waited for, inside the lease; a later one is left to the sweep. */
const WAIT_AT_MOST_MS = 3_000;
const TRIES = 8;

export type Reserved = { readonly kind: 'now' } | { readonly kind: 'later'; readonly untilMs: number };

export const channelBucket = (channel: ChannelId) => `channel|${channel}`;
export const methodBucket = (method: 'chat.update') => `method|${method}`;

/** Takes the next free slot of the channel (and of the method, for updates) and waits for it.
 *
 * Both are looked at before either is taken, so that a busy channel does not use up what the workspace has for all.
 * @returns `later` when none is free within three seconds
 */
export async function reserveSlot(
  deps: World & { pace: PaceStore },
  channel: ChannelId,
  call: 'post' | 'update',
): Promise<Reserved> {
  const buckets: [string, Limit][] = [[channelBucket(channel), PER_CHANNEL]];
  if (call === 'update') buckets.push([methodBucket('chat.update'), UPDATES]);
  for (const [name, limit] of buckets) {
    const { at } = nextSlot(await deps.pace.get(name), limit, deps.now());
    if (at - deps.now() > WAIT_AT_MOST_MS) return { kind: 'later', untilMs: at };
  }
  let freeAt = deps.now();
  for (const [name, limit] of buckets) {
    const slot = await take(deps, name, limit);
    if (slot - deps.now() > WAIT_AT_MOST_MS) return { kind: 'later', untilMs: slot };
    freeAt = Math.max(freeAt, slot);
  }
  const wait = freeAt - deps.now();
  if (wait > 0) await deps.sleep(wait);
  return { kind: 'now' };
}

async function take(deps: World & { pace: PaceStore }, name: string, limit: Limit): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const seen = await deps.pace.get(name);
    const now = deps.now();
    const { at, next } = nextSlot(seen, limit, now);
    if (at - now > WAIT_AT_MOST_MS) return at;
    if (await deps.pace.put(name, next, seen)) return at;
  }
  return deps.now() + WAIT_AT_MOST_MS + limit.intervalMs;
}
