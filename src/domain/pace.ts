import type { ExecutionRef } from './ids.ts';

/** One limit of Slack's, kept as the time at which all that was reserved so far is paid for (epoch ms). */
export interface Bucket {
  readonly paidUntil: number;
}

/** What a channel has no room for yet, and how far its limit is used up. */
export interface Line extends Bucket {
  readonly waiting: readonly Waiting[];
}

/** A message that found no slot in its channel. */
export interface Waiting {
  /** the id of the message, as in its metadata */
  readonly id: string;
  readonly execution: ExecutionRef;
  readonly slot: string;
  readonly priority: Priority;
  /** epoch ms; since when it waits */
  readonly since: number;
  /** a card that is not in the channel yet: too many of them are a flood */
  readonly newCard: boolean;
}

/** Order of service: approvals, failures and what people did, ends, progress. */
export type Priority = 0 | 1 | 2 | 3;

export interface Limit {
  /** one call per this many milliseconds in the long run */
  readonly intervalMs: number;
  /** so many calls may come at once after a pause */
  readonly burst: number;
}

/** About one message a second in each channel. */
export const PER_CHANNEL: Limit = { intervalMs: 1_000, burst: 1 };
/** chat.update is Slack's tier 3: fifty a minute and workspace. */
export const UPDATES: Limit = { intervalMs: 1_200, burst: 15 };

/** With so many cards waiting to be posted in one channel, those that come after are told by one digest. */
const CARDS_AT_MOST = 30;
/** A line is one small item; whoever finds it full comes back later without a place in it. */
const WAITING_AT_MOST = 60;
/** Nobody waits so long in a line that moves: its execution went away, or it was drawn by other means. */
const FORGOTTEN_AFTER_MS = 30 * 60_000;

/** The next free slot. @returns when it is (epoch ms, never before `now`), and the bucket once it is taken */
export function nextSlot(bucket: Bucket | undefined, limit: Limit, now: number): { at: number; next: Bucket } {
  const paidUntil = Math.max(bucket?.paidUntil ?? 0, now);
  const at = Math.max(now, paidUntil - (limit.burst - 1) * limit.intervalMs);
  return { at, next: { paidUntil: paidUntil + limit.intervalMs } };
}

/** What a 429 does to a bucket: nothing before `untilMs`. */
export function blockedUntil(limit: Limit, untilMs: number): Bucket {
  return { paidUntil: untilMs + (limit.burst - 1) * limit.intervalMs };
}

/** Those whose turn comes before this message's, first first. Once in a line, a message keeps its place. */
export function aheadOf(message: Waiting, line: readonly Waiting[], now: number): Waiting[] {
  const mine = { ...message, since: line.find(({ id }) => id === message.id)?.since ?? message.since };
  return line
    .filter((other) => other.id !== message.id && !isForgotten(other, now) && inOrder(other, mine) < 0)
    .toSorted(inOrder);
}

/** Too many cards wait to be posted in this channel before this one. */
export function isFlood(message: Waiting, line: readonly Waiting[], now: number): boolean {
  const known = line.find(({ id }) => id === message.id) ?? message;
  const cards = line.filter((one) => one.newCard && one.id !== message.id && !isForgotten(one, now));
  return message.newCard && cards.filter((card) => inArrival(card, known) < 0).length >= CARDS_AT_MOST;
}

/** Whether there is room for one more, or something less urgent would have to wait outside instead. */
export function hasRoom(message: Waiting, line: readonly Waiting[]): boolean {
  return (
    line.length < WAITING_AT_MOST || line.some(({ id, priority }) => id === message.id || priority > message.priority)
  );
}

/** Entries that nobody came back for. */
export function forgotten(line: readonly Waiting[], now: number): string[] {
  return line.filter((one) => isForgotten(one, now)).map(({ id }) => id);
}

function isForgotten({ since }: Waiting, now: number): boolean {
  return since < now - FORGOTTEN_AFTER_MS;
}

function inOrder(a: Waiting, b: Waiting): number {
  return a.priority - b.priority || inArrival(a, b);
}

function inArrival(a: Waiting, b: Waiting): number {
  return a.since - b.since || (a.id < b.id ? -1 : 1);
}
