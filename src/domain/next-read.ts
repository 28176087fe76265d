/** Quiet for this long: an event may have got lost. */
const QUIET_MS = 45_000;
const HOUR_MS = 3_600_000;
const SOON_MS = 60_000;
/** An execution that has been waiting for over an hour may take so long to become true. */
const LATER_MS = 14 * 60_000;
/** After the end one more look, for what came in between. */
const AFTER_END_MS = 120_000;

/** When an execution should be compared with CodePipeline again (all times epoch ms, by receipt, never by event time).
 * @param changedAt when anything about it was last taken in
 * @param readAt when it was last compared
 * @returns undefined when it has ended and was compared after that */
export function nextReadAt(known: {
  readonly ended: boolean;
  readonly changedAt: number;
  readonly readAt?: number;
}): number | undefined {
  const { ended, changedAt, readAt = Number.NEGATIVE_INFINITY } = known;
  if (ended) return readAt >= changedAt + AFTER_END_MS ? undefined : changedAt + AFTER_END_MS;
  if (readAt < changedAt) return changedAt + QUIET_MS;
  return readAt + (readAt - changedAt < HOUR_MS ? SOON_MS : LATER_MS);
}
