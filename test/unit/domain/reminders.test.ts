import { describe, expect, it } from 'vitest';
import { RunKey } from '../../../src/domain/ids.ts';
import { nextReminderAt, type Reminder, reminderDue, reminderTimes } from '../../../src/domain/reminders.ts';
import { anApproveGrant } from '../../support/policy.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-02T12:00:00Z');
const iso = (afterMs: number) => new Date(START + afterMs).toISOString();

const grant = (...remindAfterMs: number[]) => anApproveGrant({ remindAfterMs });
const waiting = (waitMs: number, ...told: number[]) => ({
  runKey: RunKey('run'),
  state: 'waiting' as const,
  replaced: false,
  startedAt: iso(0),
  deadline: iso(waitMs),
  reminders: told.map((afterMs): Reminder => ({ afterMs, lastCall: false, asks: [], more: 0 })),
});
const minutes = (waitMs: number, ...remindAfterMs: number[]) =>
  reminderTimes(waiting(waitMs), grant(...remindAfterMs)).map(({ afterMs, lastCall }) => [afterMs / MINUTE, lastCall]);

describe('when an approval reminds', () => {
  it('is as the rule says, in the order of time and each once, and once before the end', () => {
    expect(minutes(7 * DAY, DAY, HOUR, HOUR)).toEqual([
      [60, false],
      [24 * 60, false],
      [7 * 24 * 60 - 60, true],
    ]);
  });

  it.each([
    ['an hour before the end of seven days', 7 * DAY, 60],
    ['an hour before the end of ten hours', 10 * HOUR, 60],
    ['six minutes before the end of an hour', HOUR, 6],
    ['five minutes before the end of half an hour', 30 * MINUTE, 5],
    ['five minutes before the end of ten minutes', 10 * MINUTE, 5],
  ])('calls last %s', (_what, waitMs, before) => {
    expect(minutes(waitMs)).toEqual([[waitMs / MINUTE - before, true]]);
  });

  it('has no last call in less than ten minutes: the message itself has just been that', () => {
    expect(minutes(9 * MINUTE)).toEqual([]);
    expect(minutes(9 * MINUTE, 3 * MINUTE)).toEqual([[3, false]]);
  });

  it('says nothing after the last call, nor after the end', () => {
    expect(minutes(HOUR, 55 * MINUTE, 2 * HOUR)).toEqual([[54, true]]);
  });

  it('knows no last call where the end is not known, and nothing where the beginning is not', () => {
    const { deadline: _, ...endless } = waiting(DAY);

    expect(reminderTimes(endless, grant(HOUR))).toEqual([{ afterMs: HOUR, lastCall: false }]);
    expect(reminderTimes({ deadline: iso(DAY) }, grant(HOUR))).toEqual([]);
  });

  it('still calls last where no rule lets anybody decide', () => {
    expect(reminderTimes(waiting(10 * HOUR), undefined)).toEqual([{ afterMs: 9 * HOUR, lastCall: true }]);
  });
});

describe('a reminder', () => {
  const rule = grant(HOUR, 2 * HOUR, DAY);

  it('falls due at its time and not before', () => {
    expect(reminderDue(waiting(7 * DAY), rule, START + HOUR - 1)).toBeUndefined();
    expect(reminderDue(waiting(7 * DAY), rule, START + HOUR)).toEqual({ afterMs: HOUR, lastCall: false });
  });

  it('is told once', () => {
    expect(reminderDue(waiting(7 * DAY, HOUR), rule, START + HOUR + MINUTE)).toBeUndefined();
    expect(nextReminderAt(waiting(7 * DAY, HOUR), rule, START + HOUR)).toBe(START + 2 * HOUR);
  });

  it('stands for all that were missed', () => {
    expect(reminderDue(waiting(7 * DAY), rule, START + 2 * DAY)).toEqual({ afterMs: DAY, lastCall: false });
    expect(nextReminderAt(waiting(7 * DAY, DAY), rule, START + 2 * DAY)).toBe(START + 7 * DAY - HOUR);
  });

  it('is not made up for when the rule gets an earlier one while it is in force', () => {
    expect(reminderDue(waiting(7 * DAY, DAY), grant(HOUR, 3 * HOUR, DAY), START + 25 * HOUR)).toBeUndefined();
  });

  it('is over at the end, whether or not that has been heard of', () => {
    expect(reminderDue(waiting(DAY), rule, START + DAY)).toBeUndefined();
    expect(nextReminderAt(waiting(DAY), rule, START + DAY)).toBeUndefined();
  });

  it.each([
    ['once it has been answered', { state: 'succeeded' as const }],
    ['once it was asked again', { replaced: true }],
    ['once it is decided in Slack, though CodePipeline does not show that yet', { decided: true as const }],
  ])('is not due any more %s', (_why, more) => {
    expect(reminderDue({ ...waiting(DAY), ...more }, rule, START + 3 * HOUR)).toBeUndefined();
    expect(nextReminderAt({ ...waiting(DAY), ...more }, rule, START)).toBeUndefined();
  });

  it('waits until the run is known, without which nobody can decide', () => {
    const { runKey: _, ...nameless } = waiting(DAY);

    expect(reminderDue(nameless, rule, START + 3 * HOUR)).toBeUndefined();
  });
});
