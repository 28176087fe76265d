const DAY_MS = 86_400_000;

export interface CalendarParts {
  year: number;
  /** 1 to 12 */
  month: number;
  monthName: string;
  day: number;
  weekday: string;
  hour: number;
  minute: number;
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string | undefined): Intl.DateTimeFormat {
  const key = timeZone ?? '';
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    ...(timeZone === undefined ? {} : { timeZone }),
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  formats.set(key, made);
  return made;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** What the calendar on this reader's wall says.
 * @param timeZone IANA name; undefined is the zone of the browser */
export function toParts(at: number, timeZone: string | undefined): CalendarParts {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(at)) parts[type] = value;
  const number = (name: string) => Number(parts[name] ?? 0);
  return {
    year: number('year'),
    month: MONTHS.indexOf(parts.month ?? '') + 1,
    monthName: parts.month ?? '',
    day: number('day'),
    weekday: parts.weekday ?? '',
    hour: number('hour'),
    minute: number('minute'),
    second: number('second'),
  };
}

/** `2026-11-22`: equal for two instants of the same day of this reader. */
export function dayKey(at: number, timeZone: string | undefined): string {
  const { year, month, day } = toParts(at, timeZone);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Whole calendar days from `now` to `at`: -1 is yesterday. Days of 23 and 25 hours count as one. */
export function dayDistance(at: number, now: number, timeZone: string | undefined): number {
  const midnight = (instant: number) => {
    const { year, month, day } = toParts(instant, timeZone);
    return Date.UTC(year, month - 1, day);
  };
  return Math.round((midnight(at) - midnight(now)) / DAY_MS);
}

/** Rough distance in months, as Slack uses it to drop the year. */
export function monthsApart(a: number, b: number): number {
  return Math.abs(a - b) / (DAY_MS * 30.44);
}
