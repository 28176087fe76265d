import type { DateMoment, Moment, WeeklyMoment } from './moments.ts';
import { isTimeZone, type LocalTime, toInstant, toLocal } from './time-zone.ts';

/** When a freeze of the policy holds, as it is written there. */
export interface WindowTimes {
  readonly from: Moment;
  readonly to: Moment;
  /** IANA name */
  readonly timeZone: string;
}

/** One time that it holds: from its start, and at its end no more. */
export interface FreezeWindow {
  readonly startsAt: string;
  readonly endsAt: string;
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

const DAYS_OF_WEEK = 7;

/** @returns why these times can never hold or mean nothing, as a sentence */
export function whyNoWindow({ from, to, timeZone }: WindowTimes): string | undefined {
  if (!isTimeZone(timeZone)) return `“${timeZone}” is no time zone: write a name such as Europe/Zurich, or UTC.`;
  if (from.kind === 'weekly' && to.kind === 'weekly') {
    const same = from.weekday === to.weekday && from.minutes === to.minutes;
    return same
      ? 'It ends when it begins: a window that comes every week needs a time in which it is open.'
      : undefined;
  }
  if (from.kind === 'date' && to.kind === 'date') {
    return wallMs(to) > wallMs(from) ? undefined : 'Its end is not after its start.';
  }
  return 'Its start and its end must both be days of the week, or both be dates.';
}

/** The window that holds at this moment.
 * @throws RangeError for times that are no window: read as "never frozen" they would let everything out */
export function windowAt(times: WindowTimes, atMs: number): FreezeWindow | undefined {
  const span = holdingOrNext(times, atMs);
  return span !== undefined && span.startMs <= atMs ? toWindow(span) : undefined;
}

/** The window that holds at this moment, else the next to begin; undefined when there will be none.
 * @throws RangeError for times that are no window */
export function nextWindow(times: WindowTimes, atMs: number): FreezeWindow | undefined {
  const span = holdingOrNext(times, atMs);
  return span && toWindow(span);
}

function toWindow({ startMs, endMs }: Span): FreezeWindow {
  return { startsAt: new Date(startMs).toISOString(), endsAt: new Date(endMs).toISOString() };
}

function holdingOrNext(times: WindowTimes, atMs: number): Span | undefined {
  return joined(spansAround(times, atMs)).find(({ endMs }) => endMs > atMs);
}

function spansAround({ from, to, timeZone }: WindowTimes, atMs: number): Span[] {
  const why = whyNoWindow({ from, to, timeZone });
  if (why !== undefined) throw new RangeError(why);
  if (from.kind === 'date' && to.kind === 'date') return [toSpan(from, to, timeZone)];
  if (from.kind === 'weekly' && to.kind === 'weekly') return weeklySpans(from, to, timeZone, atMs);
  return [];
}

/** Those of six weeks: one that began last week may still hold, and the next may have no time to it when the clocks go forward;
 * one more on either side, for what these are joined with. */
function weeklySpans(from: WeeklyMoment, to: WeeklyMoment, timeZone: string, atMs: number): Span[] {
  const today = toLocal(atMs, timeZone);
  const daysAgo = daysBetween(from.weekday, new Date(wallMs(today)).getUTCDay());
  const sameDay = daysBetween(from.weekday, to.weekday) === 0 && to.minutes < from.minutes;
  const lasts = sameDay ? DAYS_OF_WEEK : daysBetween(from.weekday, to.weekday);
  return [-2, -1, 0, 1, 2, 3].map((week) => {
    const day = today.day - daysAgo + week * DAYS_OF_WEEK;
    return toSpan(
      { ...today, day, minutes: from.minutes },
      { ...today, day: day + lasts, minutes: to.minutes },
      timeZone,
    );
  });
}

function daysBetween(weekday: number, later: number): number {
  return (later - weekday + DAYS_OF_WEEK) % DAYS_OF_WEEK;
}

/** Where the clocks show a time twice, a freeze takes both: it is never shorter than written. */
function toSpan(from: LocalTime, to: LocalTime, timeZone: string): Span {
  return { startMs: toInstant(from, timeZone, 'earlier'), endMs: toInstant(to, timeZone, 'later') };
}

/** A week that is frozen but for an hour has no such hour when the clocks jump over it: two windows are one then, and nobody is
 * told of an end at which nothing opens. A window that lies within a jump is none. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (span.endMs <= span.startMs) continue;
    if (last !== undefined && span.startMs <= last.endMs) {
      result[result.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, span.endMs) };
    } else result.push(span);
  }
  return result;
}

/** For comparing what is written, whatever the zone. */
function wallMs({ year, month, day, minutes }: LocalTime | DateMoment): number {
  return Date.UTC(year, month - 1, day, 0, minutes);
}
