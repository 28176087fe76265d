import { type Cron, CronError, type LocalTime, parseCron } from './cron.ts';

const MINUTE = 60_000;

/** A deployment window: a cron expression in a time zone. */
export interface Window {
  isOpen(atMs: number): boolean;
  /** when it is next open, from `fromMs` on and not later than `untilMs`; undefined: not before then */
  nextOpening(fromMs: number, untilMs: number): number | undefined;
}

/** Tells the wall-clock time of an instant. */
type Zone = (atMs: number) => LocalTime;

const zones = new Map<string, Zone>();
/** Nobody needs more at a time; zones are dear to make. */
const ZONES_KEPT = 100;

function zoneNamed(timeZone: string): Zone {
  const zone = zones.get(timeZone) ?? offsetZone(timeZone) ?? namedZone(timeZone);
  if (zones.size < ZONES_KEPT) zones.set(timeZone, zone);
  return zone;
}

/** A zone written as an offset, `UTC+05:30`; undefined for any other. */
function offsetZone(timeZone: string): Zone | undefined {
  const [, sign, hours, minutes = '0'] = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(timeZone) ?? [];
  if (sign === undefined || Number(hours) > 14 || Number(minutes) > 59) return undefined;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
  const utc = namedZone('UTC');
  return (atMs) => utc(atMs + offset);
}

function namedZone(timeZone: string): Zone {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    return (atMs) => localTime(format, atMs);
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
  const local = zoneNamed(timeZone);
  const isOpen = (atMs: number) => matches(expression, local(atMs));
  return {
    isOpen,
    nextOpening(fromMs, untilMs) {
      for (let at = fromMs; at <= untilMs; ) {
        const time = local(at);
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
