import type { ChannelId } from '../domain/ids.ts';
import {
  aheadOf,
  forgotten,
  hasRoom,
  isFlood,
  type Limit,
  type Line,
  nextSlot,
  PER_CHANNEL,
  UPDATES,
  type Waiting,
} from '../domain/pace.ts';
import type { PaceStore, World } from './ports.ts';

/** A slot that is free sooner than this is waited for, inside the lease; a later one is left to whoever comes next. */
const WAIT_AT_MOST_MS = 3_000;
/** One for an update is not waited for so long: the write would come late into its channel's second, and beside the next one's. */
const WAIT_FOR_UPDATE_AT_MOST_MS = 1_000;
const TRIES = 8;

export type Turn =
  | { readonly kind: 'now' }
  /** `first` is to be served before: whoever is told so serves it */
  | { readonly kind: 'later'; readonly untilMs: number; readonly first?: Waiting }
  /** the workspace's limit of updates is used up: nobody in the channel need wait for that */
  | { readonly kind: 'updates_later'; readonly untilMs: number }
  /** too many cards wait before this one: a digest tells of it instead */
  | { readonly kind: 'flooded' };

export const channelBucket = (channel: ChannelId) => `channel|${channel}`;
export const methodBucket = (method: 'chat.update') => `method|${method}`;

type Deps = World & { readonly pace: PaceStore };

/** Looks whether it is this message's turn in its channel, and has it stand in line when it is not. Takes no slot: asked before a
 * message is claimed, so that waiting costs one write and not two more for nothing. */
export async function awaitTurn(deps: Deps, channel: ChannelId, message: Waiting): Promise<Turn> {
  const bucket = channelBucket(channel);
  const line = await deps.pace.get(bucket);
  const turn = turnOf(message, line, deps.now());
  return turn.kind === 'now' ? turn : standInLine(deps, bucket, message, line, turn);
}

/** Takes the next free slot of the channel (and of the method, for updates) and waits for it.
 *
 * The method's slot comes first, so that what waits for it keeps nobody from the channel. In the channel whoever is more urgent, or
 * as urgent and has waited longer, goes first. What finds no slot within three seconds stands in the channel's line.
 */
export async function reserveSlot(
  deps: Deps,
  channel: ChannelId,
  call: 'post' | 'update',
  message: Waiting,
): Promise<Turn> {
  const bucket = channelBucket(channel);
  const line = await deps.pace.get(bucket);
  const turn = turnOf(message, line, deps.now());
  if (turn.kind !== 'now') return standInLine(deps, bucket, message, line, turn);
  let methodAt = deps.now();
  if (call === 'update') {
    const taken = await takeNext(deps, methodBucket('chat.update'), UPDATES, WAIT_FOR_UPDATE_AT_MOST_MS);
    if (taken.kind === 'later') {
      if (line?.waiting.some(({ id }) => id === message.id)) await deps.pace.leave(bucket, message.id);
      return { kind: 'updates_later', untilMs: taken.untilMs };
    }
    methodAt = taken.at;
  }
  const slot = await takeInTurn(deps, bucket, message, line);
  if (slot.kind !== 'taken') return slot;
  const wait = Math.max(methodAt, slot.at) - deps.now();
  if (wait > 0) await deps.sleep(wait);
  return { kind: 'now' };
}

/** @returns `now` when the message may take the channel's next slot */
function turnOf(message: Waiting, line: Line | undefined, now: number): Turn {
  const { at } = nextSlot(line, PER_CHANNEL, now);
  const waiting = line?.waiting ?? [];
  const [first, ...others] = aheadOf(message, waiting, now);
  if (first) {
    const untilMs = at + (1 + others.length) * PER_CHANNEL.intervalMs;
    return { kind: 'later', untilMs, first };
  }
  return at - now > WAIT_AT_MOST_MS ? { kind: 'later', untilMs: at } : { kind: 'now' };
}

async function standInLine(
  deps: Deps,
  bucket: string,
  message: Waiting,
  line: Line | undefined,
  turn: Turn,
): Promise<Turn> {
  const waiting = line?.waiting ?? [];
  const now = deps.now();
  if (isFlood(message, waiting, now)) return { kind: 'flooded' };
  if (waiting.some((one) => one.id === message.id && one.priority === message.priority)) return turn;
  if (!hasRoom(message, waiting)) return turn;
  const since = waiting.find(({ id }) => id === message.id)?.since ?? message.since;
  const joined = await deps.pace.wait(bucket, { ...message, since }, forgotten(waiting, now));
  // Others joined at the same moment: only now it is certain who was too many.
  if (!isFlood(message, joined, now)) return turn;
  await deps.pace.leave(bucket, message.id);
  return { kind: 'flooded' };
}

async function takeInTurn(
  deps: Deps,
  bucket: string,
  message: Waiting,
  read: Line | undefined,
): Promise<Turn | { readonly kind: 'taken'; readonly at: number }> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const line = attempt === 0 ? read : await deps.pace.get(bucket);
    const now = deps.now();
    const turn = turnOf(message, line, now);
    if (turn.kind !== 'now') return standInLine(deps, bucket, message, line, turn);
    const { at, next } = nextSlot(line, PER_CHANNEL, now);
    if (await deps.pace.put(bucket, next, line, message.id)) return { kind: 'taken', at };
  }
  return { kind: 'later', untilMs: deps.now() + WAIT_AT_MOST_MS + PER_CHANNEL.intervalMs };
}

/** Takes the next free slot of a bucket. @param waitAtMost ms; a later slot is not taken */
export async function takeNext(
  deps: Pick<World, 'now'> & { readonly pace: PaceStore },
  bucket: string,
  limit: Limit,
  waitAtMost: number,
): Promise<{ readonly kind: 'taken'; readonly at: number } | { readonly kind: 'later'; readonly untilMs: number }> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const seen = await deps.pace.get(bucket);
    const now = deps.now();
    const { at, next } = nextSlot(seen, limit, now);
    if (at - now > waitAtMost) return { kind: 'later', untilMs: at };
    if (await deps.pace.put(bucket, next, seen)) return { kind: 'taken', at };
  }
  return { kind: 'later', untilMs: deps.now() + WAIT_AT_MOST_MS + limit.intervalMs };
}
