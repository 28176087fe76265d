import type { UserId } from './ids.ts';
import type { ApproveGrant } from './policy.ts';
import type { ApprovalProgress } from './progress.ts';

/** A moment at which those who have not answered an approval are asked again. */
export interface ReminderTime {
  /** after the approval began to wait; names the reminder */
  readonly afterMs: number;
  readonly lastCall: boolean;
}

/** A reminder that fell due, and whom it asks: settled then, so that its message never changes. */
export interface Reminder extends ReminderTime {
  /** can decide and have not, each by name; nobody where everybody can */
  readonly asks: readonly UserId[];
  /** how many more there are than are named */
  readonly more: number;
}

const MINUTE_MS = 60_000;
const LAST_CALL_AT_MOST_MS = 60 * MINUTE_MS;
const LAST_CALL_AT_LEAST_MS = 5 * MINUTE_MS;

type Waiting = Pick<
  ApprovalProgress,
  'runKey' | 'state' | 'replaced' | 'decided' | 'startedAt' | 'deadline' | 'reminders'
>;

/** When an approval reminds: as its rule says, and once before the end.
 *
 * The last call comes when a tenth of the time is left, but at most an hour and at least five minutes before the end; who waits for
 * less than ten minutes in all gets none. No other reminder comes after it. */
export function reminderTimes(
  { startedAt, deadline }: Pick<Waiting, 'startedAt' | 'deadline'>,
  grant: ApproveGrant | undefined,
): ReminderTime[] {
  if (startedAt === undefined) return [];
  const waitMs = deadline === undefined ? Number.POSITIVE_INFINITY : Date.parse(deadline) - Date.parse(startedAt);
  const beforeEndMs = Math.min(LAST_CALL_AT_MOST_MS, Math.max(LAST_CALL_AT_LEAST_MS, waitMs / 10));
  const lastMs = waitMs - beforeEndMs;
  const hasLast = Number.isFinite(lastMs) && waitMs >= 2 * beforeEndMs;
  const others = [...new Set(grant?.remindAfterMs ?? [])].filter((afterMs) => afterMs < (hasLast ? lastMs : waitMs));
  return [
    ...others.toSorted((a, b) => a - b).map((afterMs) => ({ afterMs, lastCall: false })),
    ...(hasLast ? [{ afterMs: lastMs, lastCall: true }] : []),
  ];
}

/** When the next one falls due (epoch ms), which may be past. @returns undefined when none is left, or nobody is waited for */
export function nextReminderAt(approval: Waiting, grant: ApproveGrant | undefined, nowMs: number): number | undefined {
  const [next] = toCome(approval, grant, nowMs);
  return next && dueAt(approval, next);
}

/** The reminder that has fallen due. Of several that were missed only the newest is still worth telling.
 * @returns undefined when there is none, or it is too late for any */
export function reminderDue(
  approval: Waiting,
  grant: ApproveGrant | undefined,
  nowMs: number,
): ReminderTime | undefined {
  return toCome(approval, grant, nowMs).findLast((time) => dueAt(approval, time) <= nowMs);
}

function toCome(approval: Waiting, grant: ApproveGrant | undefined, nowMs: number): ReminderTime[] {
  const isOver = approval.deadline !== undefined && nowMs >= Date.parse(approval.deadline);
  if (isOver || approval.runKey === undefined || !isAsked(approval)) return [];
  const told = Math.max(0, ...(approval.reminders ?? []).map(({ afterMs }) => afterMs));
  return reminderTimes(approval, grant).filter(({ afterMs }) => afterMs > told);
}

/** Somebody is still waited for. */
export function isAsked({ state, replaced, decided }: Pick<Waiting, 'state' | 'replaced' | 'decided'>): boolean {
  return state === 'waiting' && !replaced && !decided;
}

function dueAt({ startedAt = '' }: Pick<Waiting, 'startedAt'>, { afterMs }: ReminderTime): number {
  return Date.parse(startedAt) + afterMs;
}
