import { type Cron, CronError, type LocalTime, parseCron } from './cron.ts';

const MINUTE = 60_000;

/** A deployment window: a cron expression in a time zone. */
export interface Window {
  isOpen(atMs: number): boolean;
  /** when it is next open, from `fromMs` on and not later than `untilMs`; undefined: not before then */
  nextOpening(fromMs: number, untilMs: number): number | undefined;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  try {
    // A zone may also be written as an offset: UTC+05:30.
    const zone = timeZone.replace(/^(?:UTC|GMT)(?=[+-]\d)/, '');
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    if (formats.size < 100) formats.set(timeZone, format);
    return format;
  } catch (cause) {
    if (cause instanceof RangeError) throw new CronError(`"${timeZone}" is not a time zone.`, { cause });
    throw cause;
  }
}

function localTime(format: Intl.DateTimeFormat, atMs: number): LocalTime {
  const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1 };
}

/** @throws CronError on a faulty expression or zone */
export function openWindow(cron: string, timeZone = 'UTC'): Window {
  const expression = parseCron(cron);
  const format = formatOf(timeZone);
  const isOpen = (atMs: number) => matches(expression, localTime(format, atMs));
  return {
    isOpen,
    nextOpening(fromMs, untilMs) {
      for (let at = fromMs; at <= untilMs; ) {
        const time = localTime(format, at);
        if (matches(expression, time)) return at;
        const start = Math.floor(at / MINUTE) * MINUTE;
        const hourFits = expression.matchesDay(time) && expression.hours(time.hour);
        // Hours that cannot match are passed over whole; no zone changes its offset inside one.
        at = start + (hourFits ? 1 : 60 - time.minute) * MINUTE;
      }
      return undefined;
    },
  };
}

const matches = (cron: Cron, time: LocalTime): boolean =>
  cron.matchesDay(time) && cron.hours(time.hour) && cron.minutes(time.minute);
