const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const UNITS: readonly (readonly [number, readonly string[]])[] = [
  [WEEK, ['w', 'week', 'weeks']],
  [DAY, ['d', 'day', 'days']],
  [HOUR, ['h', 'hr', 'hrs', 'hour', 'hours']],
  [MINUTE, ['m', 'min', 'mins', 'minute', 'minutes']],
];

/** Reads `90m`, `1h30m`, `7d`, `2 hours`, `1 day and 2 hours`: whole numbers of weeks, days, hours and minutes, larger units first.
 * A day is 24 hours, whatever the clocks do.
 * @returns ms; undefined for what is no duration, and for none at all */
export function parseDuration(text: string): number | undefined {
  let total = 0;
  let larger = Number.POSITIVE_INFINITY;
  for (const part of text
    .trim()
    .toLowerCase()
    .split(/(?<=[a-z]),?\s*(?:and\s+)?(?=\d)/)) {
    const [, count, name = ''] = /^(\d+)\s*([a-z]+)$/.exec(part) ?? [];
    const unit = UNITS.find(([, names]) => names.includes(name))?.[0];
    if (unit === undefined || unit >= larger) return undefined;
    total += Number(count) * unit;
    larger = unit;
  }
  return total > 0 && Number.isSafeInteger(total) ? total : undefined;
}

/** `8 s`, `4 min 12 s`, `2 h 5 min`, `3 d 4 h`: the two largest units, zero parts left out.
 * @param durationMs negative values (clocks disagree) read as zero */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < MINUTE) return `${Math.round(ms / SECOND)} s`.replace('60 s', '1 min');
  if (ms < HOUR) return twoUnits(ms, MINUTE, 'min', SECOND, 's');
  if (ms < DAY) return twoUnits(ms, HOUR, 'h', MINUTE, 'min');
  return twoUnits(ms, DAY, 'd', HOUR, 'h');
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const whole = Math.floor(ms / large);
  const rest = Math.floor((ms % large) / small);
  return rest === 0 ? `${whole} ${largeName}` : `${whole} ${largeName} ${rest} ${smallName}`;
}
