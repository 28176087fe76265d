import { describe, expect, it } from 'vitest';
import { createActivity } from '../../../../src/sandbox/activity.ts';
import { startSchedules } from '../../../../src/sandbox/aws/schedules.ts';
import { createClock } from '../../../../src/sandbox/clock.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = Date.parse('2026-03-02T09:00:20Z');

/** A schedule of one minute over a table whose next due time is `due.at`; each tick takes `tickMs` of real time. */
function aSchedule({ tickMs = 0, moveLimitMs = 9_000 } = {}) {
  const activity = createActivity();
  const clock = createClock({
    realNow: () => START,
    idle: activity.idle,
    moveLimitMs,
    report: (error) => {
      throw error;
    },
  });
  const due = { at: Number.POSITIVE_INFINITY };
  const ticks: number[] = [];
  startSchedules({
    schedules: [{ name: 'each-minute', everyMs: MINUTE, targets: [{ arn: 'arn:schedule' }] }],
    clock,
    activity,
    nextDueAt: async () => due.at,
    event: (_schedule, atMs) => ({
      version: '0',
      id: '1',
      'detail-type': '',
      source: '',
      account: '',
      time: String(atMs),
      region: '',
      resources: [],
      detail: {},
    }),
    send() {
      ticks.push(clock.now());
      if (tickMs > 0) void activity.during(() => new Promise((resolve) => setTimeout(resolve, tickMs)));
    },
  });
  return { clock, due, ticks };
}

const minutesIn = (ticks: number[]) => ticks.map((at) => (at - START + 20_000) / MINUTE);

describe('a schedule of one minute, while the clock is moved', () => {
  it('runs once at the end when nothing is due', async () => {
    const { clock, ticks } = aSchedule();

    await clock.advance(8 * DAY);

    expect(minutesIn(ticks)).toEqual([8 * 24 * 60]);
  });

  it('runs where something falls due, half a minute early if need be, and at the end', async () => {
    const { clock, due, ticks } = aSchedule();
    due.at = START + 100 * MINUTE;
    const done = clock.advance(DAY);
    clock.at(START + 101 * MINUTE, () => {
      due.at = Number.POSITIVE_INFINITY;
    });

    await done;

    expect(minutesIn(ticks)).toEqual([100, 101, 24 * 60]);
  });

  it('goes on each minute afterwards', async () => {
    const { clock, ticks } = aSchedule();
    await clock.advance(DAY);

    await clock.advance(MINUTE);

    expect(minutesIn(ticks)).toEqual([24 * 60, 24 * 60 + 1]);
  });

  it('is thinned, but still evenly and to the end, when everything is always due and each run is slow', async () => {
    const { clock, due, ticks } = aSchedule({ tickMs: 5, moveLimitMs: 1_500 });
    due.at = START;
    const began = performance.now();

    await clock.advance(8 * DAY);

    expect(performance.now() - began).toBeLessThan(2_500);
    expect(minutesIn(ticks).at(-1)).toBe(8 * 24 * 60);
    const gaps = ticks.slice(1).map((at, index) => at - (ticks[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(6 * 60 * MINUTE);
  });
});
