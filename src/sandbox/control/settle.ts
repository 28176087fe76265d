import type { Activity } from '../activity.ts';
import type { MovableClock } from '../clock.ts';

/** What still happens now: events, invocations, requests, and deadlines that have come. Not future timers. */
export const pending = (activity: Activity, clock: MovableClock): number => activity.count() + clock.overdue();

/** It is quiet when nothing was pending at so many looks in a row, this far apart. */
const LOOKS = 4;
const LOOK_EVERY_MS = 10;

/** Waits until nothing is pending and stays so for a moment.
 * @returns what is still pending after `timeoutMs` of real time; 0 when all is quiet */
export async function settle(activity: Activity, clock: MovableClock, timeoutMs: number): Promise<number> {
  const deadline = performance.now() + timeoutMs;
  for (let quietLooks = 0; quietLooks < LOOKS; ) {
    await activity.idle(Math.max(0, deadline - performance.now()));
    const left = pending(activity, clock);
    quietLooks = left === 0 ? quietLooks + 1 : 0;
    if (left > 0 && performance.now() >= deadline) return left;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return 0;
}
