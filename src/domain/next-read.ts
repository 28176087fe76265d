/** Quiet for this long: an event may have got lost. */
const QUIET_MS = 45_000;
/** Events that go on coming, latecomers perhaps, put the comparison off no longer than this. */
const UNREAD_AT_MOST_MS = 75_000;
const HOUR_MS = 3_600_000;
const SOON_MS = 60_000;
/** An execution that has been waiting for over an hour may take so long to become true. */
const LATER_MS = 14 * 60_000;
/** After the end one more look, for what came in between. */
const AFTER_END_MS = 120_000;

/** When an execution should be compared with CodePipeline again (all times epoch ms, by receipt, never by event time).
 * @param changedAt when anything about it was last taken in
 * @param unreadSince when the first thing was taken in that no comparison has confirmed yet
 * @param readAt when it was last compared
 * @returns undefined when it has ended and was compared after that */
export function nextReadAt(known: {
  readonly ended: boolean;
  readonly changedAt: number;
  readonly unreadSince?: number;
  readonly readAt?: number;
}): number | undefined {
  const { ended, changedAt, unreadSince = changedAt, readAt = Number.NEGATIVE_INFINITY } = known;
  if (ended && readAt >= changedAt + AFTER_END_MS) return undefined;
  if (ended) return Math.min(changedAt, unreadSince + UNREAD_AT_MOST_MS) + AFTER_END_MS;
  if (readAt < changedAt) return Math.min(changedAt + QUIET_MS, unreadSince + UNREAD_AT_MOST_MS);
  return readAt + (readAt - changedAt < HOUR_MS ? SOON_MS : LATER_MS);
}
