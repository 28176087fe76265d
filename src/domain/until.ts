import { type Day, readDay, readDayAndClock } from './day-and-clock.ts';
import { parseDuration } from './duration.ts';
import { formatLocal, isTimeZone, type LocalTime, toInstant, toLocal } from './time-zone.ts';

/** When something ends, and the words after that: why it was begun. */
export type Until = { readonly until: string; readonly rest: readonly string[] } | { readonly problem: string };

const DAY_MS = 86_400_000;
const MOST_DAYS = 90;

const EXAMPLES = '`for 2h`, `until 18:00`, `until Mon 08:00`, `until tomorrow 09:00` or `until 2026-12-24 18:00`';

/** Reads `for 2h …` and `until Mon 08:00 …`: how long something lasts, from now on.
 *
 * A time of day and a weekday are the next ones. One that the clocks show twice is the later, so that nothing ends early.
 * @param words from `for` or `until` on
 * @param timeZone of the person; a time zone after the time wins over it
 */
export function parseUntil(words: readonly string[], nowMs: number, timeZone: string): Until {
  const [how = '', ...others] = words;
  const end = readEnd(how.toLowerCase(), others, nowMs, timeZone);
  if ('problem' in end) return end;
  const zone = end.timeZone ?? timeZone;
  if (end.atMs <= nowMs) {
    return { problem: `${formatLocal(end.atMs, zone)} is past: in ${zone} it is ${formatLocal(nowMs, zone)}.` };
  }
  const latestMs = nowMs + MOST_DAYS * DAY_MS;
  if (end.atMs > latestMs) {
    return { problem: `At most ${MOST_DAYS} days can be named, until ${formatLocal(latestMs, zone)} (${zone}).` };
  }
  return { until: new Date(end.atMs).toISOString(), rest: withoutDash(others.slice(end.taken)) };
}

/** An end, and how many words it took to say it. */
interface End {
  readonly atMs: number;
  readonly taken: number;
  readonly timeZone?: string;
}

interface Problem {
  readonly problem: string;
}

function readEnd(how: string, words: readonly string[], nowMs: number, timeZone: string): End | Problem {
  const plain = words.map((word) => word.replace(/[,;:.]+$/, ''));
  if (how === 'for') return readDuration(plain, nowMs);
  if (how === 'until') return readUntil(plain, nowMs, timeZone);
  return { problem: `Say until when: ${EXAMPLES}.` };
}

/** `2 weeks, 3 days, 4 hours and 30 minutes` */
const MOST_WORDS_OF_A_DURATION = 9;

function readDuration(words: readonly string[], nowMs: number): End | Problem {
  for (let taken = Math.min(words.length, MOST_WORDS_OF_A_DURATION); taken > 0; taken--) {
    const ms = parseDuration(words.slice(0, taken).join(' '));
    // Past what a date can hold it is too far ahead all the same.
    if (ms !== undefined) return { atMs: nowMs + Math.min(ms, (MOST_DAYS + 1) * DAY_MS), taken };
  }
  const [first] = words;
  if (first === undefined) return { problem: `Say for how long: ${EXAMPLES}.` };
  return { problem: `“${first}” is no length of time: write \`for 90m\`, \`for 2h\`, \`for 1h30m\` or \`for 3d\`.` };
}

function readUntil(words: readonly string[], nowMs: number, timeZone: string): End | Problem {
  const said = readDayAndClock(words);
  if (said === undefined) return unreadable(words);
  if (said.minutes === undefined) return { problem: 'Say at what time on that day, as in `until Mon 08:00`.' };
  const next = words[said.taken];
  const misleading = next === undefined ? undefined : whyMisleading(next);
  if (misleading !== undefined) return { problem: misleading };
  const named = next !== undefined && isTimeZone(next) ? next : undefined;
  const ends = daysMeant(said.day, nowMs, named ?? timeZone).map((date) =>
    toInstant({ ...date, minutes: said.minutes ?? 0 }, named ?? timeZone, 'later'),
  );
  const atMs = ends.find((end) => end > nowMs) ?? Math.max(...ends);
  return named === undefined ? { atMs, taken: said.taken } : { atMs, taken: said.taken + 1, timeZone: named };
}

/** The days that may be meant, nearest first. */
function daysMeant(day: Day | undefined, nowMs: number, timeZone: string): LocalTime[] {
  const today = toLocal(nowMs, timeZone);
  const inDays = (days: number) => ({ ...today, day: today.day + days });
  if (day === undefined) return [inDays(0), inDays(1)];
  if (day === 'today') return [inDays(0)];
  if (day === 'tomorrow') return [inDays(1)];
  if (typeof day === 'object') return [{ ...day, minutes: 0 }];
  const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  const ahead = (day - weekday + 7) % 7;
  return [inDays(ahead), inDays(ahead + 7)];
}

/** What may follow a time of day and means another time than the one read. Capitals only: "ist" and "est" are words elsewhere. */
const SHORT_ZONE = /^(?:[ACEMP][SD]?T|CES?T|EES?T|WES?T|BST|IST|JST|SGT|HKT|NZ[SD]T|A[CEW][SD]T|GMT.*|UTC.+)$/;

function whyMisleading(next: string): string | undefined {
  if (/^[ap]\.?m$/i.test(next)) return 'Write the time with 24 hours, as in `until 18:00`.';
  if (!SHORT_ZONE.test(next)) return undefined;
  return `“${next}” can mean several time zones: write a name such as \`Europe/Zurich\`, or \`UTC\`.`;
}

function unreadable(words: readonly string[]): Problem {
  const [first, second] = words;
  if (first === undefined) return { problem: `Say until when: ${EXAMPLES}.` };
  const said = readDay(first) !== undefined && second !== undefined ? `${first} ${second}` : first;
  return { problem: `“${said}” cannot be read as a time: write ${EXAMPLES}.` };
}

/** `for 2h - the reason`: the dash is not part of it. */
function withoutDash(words: readonly string[]): readonly string[] {
  return /^[-–—:]+$/.test(words[0] ?? '') ? words.slice(1) : words;
}
