/** One limit of Slack's, kept as the time at which all that was reserved so far is paid for (epoch ms). */
export interface Bucket {
  readonly paidUntil: number;
}

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
