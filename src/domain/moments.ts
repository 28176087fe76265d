/** A time as people write it into the policy: every week, or once. Which instant it is depends on the time zone. */
export type Moment = WeeklyMoment | DateMoment;

export interface WeeklyMoment {
  readonly kind: 'weekly';
  readonly weekday: Weekday;
  /** since midnight */
  readonly minutes: number;
}

export interface DateMoment extends CalendarDate {
  readonly kind: 'date';
  /** since midnight */
  readonly minutes: number;
}

/** 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface CalendarDate {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
}

const WEEKDAYS: readonly (readonly [string, Weekday])[] = [
  ['sunday', 0],
  ['monday', 1],
  ['tuesday', 2],
  ['wednesday', 3],
  ['thursday', 4],
  ['friday', 5],
  ['saturday', 6],
];

/** Reads `Fri 16:00`, `friday 16:00`, `2026-12-20 16:00`, `2026-12-20T16:00` and `2026-12-20`, which is the midnight it begins with. */
export function parseMoment(text: string): Moment | undefined {
  const [, first = '', second] = /^\s*([\d-]+|[a-z]+)(?:(?:\s+|(?<=\d)T(?=\d))(\S+))?\s*$/i.exec(text) ?? [];
  const minutes = second === undefined ? undefined : parseClock(second);
  if (second !== undefined && minutes === undefined) return undefined;
  const weekday = parseWeekday(first);
  if (weekday !== undefined) return minutes === undefined ? undefined : { kind: 'weekly', weekday, minutes };
  const date = parseDate(first);
  return date === undefined ? undefined : { kind: 'date', ...date, minutes: minutes ?? 0 };
}

/** @param text `Fri`, `thurs` or `Friday`: three letters or more of its English name */
export function parseWeekday(text: string): Weekday | undefined {
  const start = text.toLowerCase();
  return start.length < 3 ? undefined : WEEKDAYS.find(([name]) => name.startsWith(start))?.[1];
}

/** @param text `2026-12-20`
 * @returns undefined for the 30th of February too */
export function parseDate(text: string): CalendarDate | undefined {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? { year, month, day } : undefined;
}

/** @param text `16:00` or `8:00`, up to `23:59`
 * @returns minutes since midnight */
export function parseClock(text: string): number | undefined {
  const [, hours, minutes] = (/^(\d{1,2}):(\d\d)$/.exec(text) ?? []).map(Number);
  if (hours === undefined || minutes === undefined || hours > 23 || minutes > 59) return undefined;
  return hours * 60 + minutes;
}
