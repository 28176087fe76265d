import * as z from 'zod/mini';
import { putEvent } from './put-event.ts';

export const SWEEP_WANTED = 'Signalbox Sweep Wanted';
/** With the minute's own sweep three: together they fill the minute. */
const AT_MOST = 2;

const Wanted = z.object({ 'detail-type': z.literal(SWEEP_WANTED), detail: z.object({ after: z.int() }) });

/** How many sweeps this one comes after, within its minute: 0 for the minute's own. */
export function parseSweepsBefore(event: unknown): number {
  const wanted = Wanted.safeParse(event);
  return wanted.success ? wanted.data.detail.after : 0;
}

/** Asks for another sweep at once, because this one left something that could be drawn. Not asked for: the next minute's draws it.
 * @param before how many sweeps came before this one in its minute
 * @throws when the bus did not take it */
export async function wantSweep(before: number, bus: string, region: string, env: NodeJS.ProcessEnv): Promise<void> {
  if (before >= AT_MOST) return;
  await putEvent(SWEEP_WANTED, { v: 1, after: before + 1 }, bus, region, env);
}
