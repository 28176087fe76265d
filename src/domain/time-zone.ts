const DAY_MS = 86_400_000;

/** What a clock on the wall shows. A day past the end of its month counts on into the next one. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  /** since midnight on that clock */
  readonly minutes: number;
}

/** An IANA name such as `Europe/Zurich`, or `UTC`.
 *
 * Short names are refused though some versions of Node know them: BST would be Dhaka, IST Calcutta, and neither is asked back.
 */
export function isTimeZone(text: string): boolean {
  if (!/^(?:UTC|\p{L}[^/]*\/.+)$/iu.test(text)) return false;
  try {
    offsetFormat(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What the clocks of a zone show at an instant, without its seconds. */
export function toLocal(atMs: number, timeZone: string): LocalTime {
  const wall = new Date(atMs + offsetMs(atMs, timeZone));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    minutes: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  };
}

/** `2026-12-24 18:00`, as the clocks of a zone show an instant. */
export function formatLocal(atMs: number, timeZone: string): string {
  return new Date(atMs + offsetMs(atMs, timeZone)).toISOString().slice(0, 16).replace('T', ' ');
}

/** When the clocks of a zone show this.
 *
 * A time that is left out when the clocks go forward is the first instant after the gap.
 * @param which of the two that there are when the clocks go back
 * @returns epoch ms
 */
export function toInstant(local: LocalTime, timeZone: string, which: 'earlier' | 'later'): number {
  const wallMs = Date.UTC(local.year, local.month - 1, local.day, 0, local.minutes);
  const before = offsetMs(wallMs - DAY_MS, timeZone);
  const after = offsetMs(wallMs + DAY_MS, timeZone);
  if (before === after) return wallMs - before;
  const instants = [wallMs - before, wallMs - after].filter((atMs) => atMs + offsetMs(atMs, timeZone) === wallMs);
  if (instants.length === 0) return firstAfterGap(wallMs, wallMs - after, wallMs - before, timeZone);
  return which === 'earlier' ? Math.min(...instants) : Math.max(...instants);
}

/** Between these two instants the clocks jump over what nobody ever reads: halves the time between them until only the jump is left. */
function firstAfterGap(wallMs: number, beforeMs: number, afterMs: number, timeZone: string): number {
  let before = beforeMs;
  let after = afterMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + offsetMs(middle, timeZone) < wallMs) before = middle;
    else after = middle;
  }
  return after;
}

/** How far the clocks of a zone are ahead of UTC. */
function offsetMs(atMs: number, timeZone: string): number {
  const text = offsetFormat(timeZone).format(atMs);
  const [, sign, hours = 0, minutes = 0, seconds = 0] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text) ?? [];
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
  return sign === '-' ? -ms : ms;
}

/** Making one takes a hundred times as long as using it. */
const offsetFormats = new Map<string, Intl.DateTimeFormat>();

function offsetFormat(timeZone: string): Intl.DateTimeFormat {
  const known = offsetFormats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  offsetFormats.set(timeZone, made);
  return made;
}
