import { type CalendarDate, parseClock, parseDate, parseMoment, parseWeekday, type Weekday } from './moments.ts';

/** A day as it is said. */
export type Day = 'today' | 'tomorrow' | Weekday | CalendarDate;

export interface DayAndClock {
  /** absent: the first one that has this time */
  readonly day?: Day;
  /** since midnight */
  readonly minutes?: number;
  /** how many words it took to say it */
  readonly taken: number;
}

/** Reads `18:00`, `Mon 08:00`, `Monday at 8:00`, `18:00 on Monday`, `2026-12-24`: the day before the time of day or after it.
 * @returns without `minutes` when only the day is said */
export function readDayAndClock(words: readonly string[]): DayAndClock | undefined {
  const [first = '', second = ''] = words;
  const inOneWord = /\dT\d/i.test(first) ? parseMoment(first) : undefined;
  if (inOneWord?.kind === 'date') return { day: inOneWord, minutes: inOneWord.minutes, taken: 1 };

  const day = readDay(first);
  if (day !== undefined) {
    const at = second.toLowerCase() === 'at' ? 2 : 1;
    const clock = words[at] ?? '';
    const minutes = parseClock(clock);
    if (minutes !== undefined) return { day, minutes, taken: at + 1 };
    if (MEANT_AS_CLOCK.test(clock)) return undefined;
    return typeof day === 'object' ? { day, minutes: 0, taken: 1 } : { day, taken: 1 };
  }

  const minutes = parseClock(first);
  if (minutes === undefined) return undefined;
  const at = second.toLowerCase() === 'on' ? 2 : 1;
  const dayAfter = readDay(words[at] ?? '');
  return dayAfter === undefined ? { minutes, taken: 1 } : { day: dayAfter, minutes, taken: at + 1 };
}

/** `25:00`, `18h`, `6pm`: after a date these are not the beginning of a reason. */
const MEANT_AS_CLOCK = /^\d{1,2}(?::\d*|[.h]\d\d|h|(?::\d\d)?[ap]\.?m)$/i;

export function readDay(word: string): Day | undefined {
  const lower = word.toLowerCase();
  if (lower === 'today' || lower === 'tomorrow') return lower;
  return parseWeekday(word) ?? parseDate(word);
}
