import { dayDistance, dayKey, monthsApart, toParts } from './calendar.ts';

export interface Reader {
  /** epoch milliseconds of the sandbox's clock */
  now: number;
  /** IANA name; undefined is the zone of the browser */
  timeZone: string | undefined;
}

/** Fills in the tokens of Slack's `<!date>` (and of the rich text `date` element) for this reader.
 * @returns null when the instant cannot be shown; the caller then draws the fallback */
export function formatSlackDate(epochSeconds: number, format: string, reader: Reader): string | null {
  const at = epochSeconds * 1000;
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return null;
  return format.replace(/\{([a-z_]+)\}/g, (token, name: string) => formatToken(name, at, reader) ?? token);
}

function formatToken(name: string, at: number, reader: Reader): string | null {
  if (name.endsWith('_pretty'))
    return prettyDay(at, reader) ?? formatToken(name.slice(0, -'_pretty'.length), at, reader);
  const p = toParts(at, reader.timeZone);
  const year = monthsApart(at, reader.now) < 6 ? '' : `, ${p.year}`;
  switch (name) {
    case 'date_num':
      return dayKey(at, reader.timeZone);
    case 'date_slash':
      return `${p.month}/${p.day}/${p.year}`;
    case 'date':
      return `${p.monthName} ${ordinal(p.day)}${year}`;
    case 'date_short':
      return `${p.monthName.slice(0, 3)} ${p.day}${year}`;
    case 'date_long':
    case 'day_divider':
      return `${p.weekday}, ${p.monthName} ${ordinal(p.day)}${year}`;
    case 'date_long_full':
      return `${p.weekday}, ${p.monthName} ${ordinal(p.day)}, ${p.year}`;
    case 'time':
      return `${two(p.hour)}:${two(p.minute)}`;
    case 'time_secs':
      return `${two(p.hour)}:${two(p.minute)}:${two(p.second)}`;
    case 'ago':
      return formatAgo(at, reader.now);
    default:
      return null;
  }
}

function prettyDay(at: number, reader: Reader): string | null {
  const days = dayDistance(at, reader.now, reader.timeZone);
  if (days === 0) return 'today';
  if (days === -1) return 'yesterday';
  return days === 1 ? 'tomorrow' : null;
}

/** The line between two days of a channel. */
export function formatDayDivider(at: number, reader: Reader): string {
  const text = formatToken('day_divider_pretty', at, reader) ?? '';
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `14:03`, in the reader's zone. */
export function formatTime(at: number, reader: Reader): string {
  return formatToken('time', at, reader) ?? '';
}

/** `3 minutes ago`, `in 2 days`. */
export function formatAgo(at: number, now: number): string {
  const seconds = Math.round(Math.abs(now - at) / 1000);
  if (seconds < 45) return now >= at ? 'just now' : 'in a moment';
  const [count, unit] = largestUnit(seconds);
  const amount = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return now >= at ? `${amount} ago` : `in ${amount}`;
}

function largestUnit(seconds: number): [number, string] {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return [minutes, 'minute'];
  const hours = Math.round(minutes / 60);
  if (hours < 36) return [hours, 'hour'];
  const days = Math.round(hours / 24);
  if (days < 60) return [days, 'day'];
  return days < 700 ? [Math.round(days / 30), 'month'] : [Math.round(days / 365), 'year'];
}

function ordinal(day: number): string {
  const teens = day >= 11 && day <= 13;
  const suffix = teens ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${suffix}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
