import type { Activity } from '../activity.ts';
import type { Journey, MovableClock } from '../clock.ts';
import type { BusEvent } from '../ports.ts';
import type { Schedule } from './stack.ts';

/** Work that falls due in this time after a tick is done by that tick already. */
const SWEEP_AHEAD_MS = 30_000;

/**
 * Runs schedules by the clock. While the clock is moved by hours or days, ticks at which nothing is due are left out, and
 * when even the others would take longer than the move may, they are thinned evenly; the last one always runs.
 * @param deps.nextDueAt when the next item of the table falls due, epoch ms; Infinity when none does
 */
export function startSchedules(deps: {
  schedules: Schedule[];
  clock: MovableClock;
  activity: Activity;
  nextDueAt: () => Promise<number>;
  send: (arn: string, event: unknown) => void;
  event: (schedule: Schedule, atMs: number) => BusEvent;
}): void {
  for (const schedule of deps.schedules) startSchedule(schedule, deps);
}

function startSchedule(schedule: Schedule, deps: Parameters<typeof startSchedules>[0]): void {
  const { clock, activity } = deps;
  const { everyMs } = schedule;
  let armedAt = 0;
  let cancel = () => {};
  /** real ms that a tick and what it sets off take, lately */
  let costMs = 5;
  let ranAt = clock.now();
  let moving = false;
  let tickedAtReal: number | undefined;

  const tickAfter = (ms: number) => Math.floor(ms / everyMs) * everyMs + everyMs;
  const tickAtOrAfter = (ms: number) => Math.ceil(ms / everyMs) * everyMs;

  function arm(atMs: number): void {
    if (atMs === armedAt) return;
    cancel();
    armedAt = atMs;
    cancel = clock.at(atMs, tick);
  }

  function tick(): void {
    const atMs = armedAt;
    ranAt = atMs;
    if (moving) tickedAtReal = performance.now();
    arm(tickAfter(Math.max(atMs, clock.now())));
    for (const target of schedule.targets)
      deps.send(target.arn, target.input ? JSON.parse(target.input) : deps.event(schedule, atMs));
  }

  async function plan(journey: Journey | null): Promise<void> {
    moving = journey !== null;
    if (tickedAtReal !== undefined) {
      costMs = 0.8 * costMs + 0.2 * (performance.now() - tickedAtReal);
      tickedAtReal = undefined;
    }
    const next = tickAfter(Math.max(ranAt, clock.now() - everyMs));
    if (journey === null) return arm(next);
    const last = Math.floor(journey.targetMs / everyMs) * everyMs;
    const worthwhile = tickAtOrAfter((await deps.nextDueAt()) - SWEEP_AHEAD_MS);
    const affordable = Math.max(1, (journey.leftMs * 0.7) / costMs);
    const stride = Math.ceil((last - next) / everyMs / affordable) * everyMs;
    arm(Math.max(next, Math.min(last, Math.max(worthwhile, stride > everyMs ? ranAt + stride : next))));
  }

  clock.onStep((journey) => activity.during(() => plan(journey)));
  arm(tickAfter(clock.now()));
}
