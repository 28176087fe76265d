import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextWindow, type WindowTimes, windowAt } from '../../src/domain/freeze-windows.ts';
import type { DateMoment, Moment, Weekday, WeeklyMoment } from '../../src/domain/moments.ts';
import { type LocalTime, toInstant } from '../../src/domain/time-zone.ts';
import { parseUntil } from '../../src/domain/until.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Halves and quarters of hours, changes of half an hour and of two, at midnight, in Ramadan, a day that was left out, and none. */
const ZONES = [
  'Europe/Zurich',
  'America/New_York',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'America/Havana',
  'America/Santiago',
  'America/St_Johns',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Pacific/Apia',
  'Pacific/Chatham',
  'UTC',
];

/** The slow way: what the clocks show, by the calendar's own words, as if it were UTC. */
const formats = new Map<string, Intl.DateTimeFormat>();
function wallAt(atMs: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  formats.set(timeZone, format);
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = format.format(atMs).split(/\D+/).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** Every change of these clocks is on a quarter of an hour, so that the slow way sees it. */
const QUARTER = 15 * MINUTE;

/** When the clocks of a zone change. */
const changes = new Map(
  ZONES.map((timeZone) => {
    const ahead = (atMs: number) => wallAt(atMs, timeZone) - atMs;
    const found: number[] = [];
    for (const year of timeZone === 'Pacific/Apia' ? [2011] : [2025, 2026, 2027]) {
      for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += DAY) {
        if (ahead(day) === ahead(day + DAY)) continue;
        let at = day;
        while (ahead(at) === ahead(day)) at += QUARTER;
        found.push(at);
      }
    }
    return [timeZone, found] as const;
  }),
);

/** So many quarters of an hour away: two hours at most in half of the cases, two days in the other. */
const near = fc.oneof(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -192, max: 192 }));
const aroundChange = (timeZone: string) => {
  const anyDay = fc.integer({ min: Date.UTC(2024, 0, 1) / DAY, max: Date.UTC(2030, 0, 1) / DAY });
  const whole = anyDay.map((day) => day * DAY);
  const known = changes.get(timeZone) ?? [];
  const at = known.length === 0 ? whole : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, whole);
  return fc.tuple(at, near).map(([atMs, quarters]) => atMs + quarters * QUARTER);
};

function toWeeklyMoment(wallMs: number): WeeklyMoment {
  return { kind: 'weekly', weekday: new Date(wallMs).getUTCDay() as Weekday, minutes: (wallMs % DAY) / MINUTE };
}

function toDateMoment(wallMs: number): DateMoment {
  const wall = new Date(wallMs);
  return {
    kind: 'date',
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    minutes: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  };
}

const wallOf = ({ year, month, day, minutes }: LocalTime) => Date.UTC(year, month - 1, day, 0, minutes);

interface Case {
  readonly times: WindowTimes;
  readonly atMs: number;
}

const cases: fc.Arbitrary<Case> = fc.constantFrom(...ZONES).chain((timeZone) =>
  aroundChange(timeZone).chain((atMs) => {
    const wall = near.map((quarters) => wallAt(atMs, timeZone) + quarters * QUARTER);
    const everyWeek = fc
      .tuple(
        wall,
        fc.oneof(
          wall,
          fc.integer({ min: 1, max: 671 }).map((quarters) => quarters * QUARTER),
        ),
      )
      .map(([from, to]) => [toWeeklyMoment(from), toWeeklyMoment(to)] as const)
      .filter(([from, to]) => from.weekday !== to.weekday || from.minutes !== to.minutes);
    const length = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 500 }));
    const once = fc
      .tuple(wall, length)
      .map(([from, quarters]) => [toDateMoment(from), toDateMoment(from + quarters * QUARTER)] as const);
    return fc.oneof(everyWeek, once).map(([from, to]) => ({ times: { from, to, timeZone }, atMs }));
  }),
);

/** Every time between these two walls at which the window is written to begin, and the time at which that one is written to end. */
function written({ from, to }: WindowTimes, firstMs: number, lastMs: number): { from: number; to: number }[] {
  if (from.kind === 'date' && to.kind === 'date') return [{ from: wallOf(from), to: wallOf(to) }];
  const falls = (moment: Moment, wallMs: number) =>
    moment.kind === 'weekly' &&
    new Date(wallMs).getUTCDay() === moment.weekday &&
    (wallMs % DAY) / MINUTE === moment.minutes;
  const found: { from: number; to: number }[] = [];
  for (let start = firstMs; start <= lastMs; start += QUARTER) {
    if (!falls(from, start)) continue;
    let end = start + QUARTER;
    while (!falls(to, end)) end += QUARTER;
    found.push({ from: start, to: end });
  }
  return found;
}

/** The slow oracle: walks the quarters of an hour before and after, and says of each whether the freeze holds. It has begun when the
 * clocks have once shown its start or more; it is over when they will never again show its end or less. */
function holdsOnWalk({ times, atMs }: Case): { at: number; holds: boolean }[] {
  const instants = Array.from({ length: 2 * 10 * 96 }, (_, index) => atMs - 10 * DAY + index * QUARTER);
  const walls = instants.map((at) => wallAt(at, times.timeZone));
  const mostSoFar = walls.map(() => Number.NEGATIVE_INFINITY);
  const leastAfter = walls.map(() => Number.POSITIVE_INFINITY);
  for (const [index, wall] of walls.entries()) mostSoFar[index] = Math.max(wall, mostSoFar[index - 1] ?? wall);
  for (let index = walls.length - 2; index >= 0; index--) {
    leastAfter[index] = Math.min(walls[index + 1] ?? 0, leastAfter[index + 1] ?? 0);
  }
  const spans = written(times, (walls[0] ?? 0) - 8 * DAY, walls.at(-1) ?? 0);
  return instants.map((at, index) => ({
    at,
    holds: spans.some(
      ({ from, to }) =>
        (mostSoFar[index] ?? 0) >= from && !((walls[index] ?? 0) >= to && (leastAfter[index] ?? 0) > to),
    ),
  }));
}

describe('freeze windows, in any zone and at any time', () => {
  it('hold exactly when a slow walk along the clocks says so', () => {
    let held = 0;
    let open = 0;
    fc.assert(
      fc.property(cases, (one) => {
        // The walk knows no future past its end: the last two days are for looking ahead only.
        for (const { at, holds } of holdsOnWalk(one)
          .slice(0, -192)
          .filter((_, index) => index % 4 === 0)) {
          expect({ at, holds: windowAt(one.times, at) !== undefined }).toEqual({ at, holds });
          if (holds) held += 1;
          else open += 1;
        }
      }),
      { numRuns: 40 },
    );
    expect(Math.min(held, open)).toBeGreaterThan(1_000);
  });

  it('contain the moment at which they hold, and are the same at each of theirs', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), ({ times, atMs }, part) => {
        const next = nextWindow(times, atMs);
        const now = windowAt(times, atMs);
        if (next === undefined) {
          expect(now).toBeUndefined();
          return;
        }
        const [startMs, endMs] = [Date.parse(next.startsAt), Date.parse(next.endsAt)];

        expect(startMs).toBeLessThan(endMs);
        expect(endMs).toBeGreaterThan(atMs);
        expect(now).toEqual(startMs <= atMs ? next : undefined);
        expect(windowAt(times, startMs - 1)).toBeUndefined();
        expect(windowAt(times, startMs)).toEqual(next);
        expect(windowAt(times, startMs + Math.floor((endMs - startMs - 1) * part))).toEqual(next);
        expect(windowAt(times, endMs - 1)).toEqual(next);
        expect(windowAt(times, endMs)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it('are shorter than written only by what the clocks jump over', () => {
    fc.assert(
      fc.property(cases, ({ times, atMs }) => {
        const next = nextWindow(times, atMs);
        if (next === undefined) return;
        const [startMs, endMs] = [Date.parse(next.startsAt), Date.parse(next.endsAt)];
        const ahead = (at: number) => wallAt(at, times.timeZone) - at;
        const startWall = wallAt(startMs, times.timeZone);
        const [span] = written(times, startWall - 2 * DAY, startWall).slice(-1);
        if (span === undefined) throw new Error('nothing is written to begin there');
        const jump = Math.max(0, ahead(endMs) - ahead(startMs - 1));

        expect(endMs - startMs).toBeGreaterThanOrEqual(span.to - span.from - jump);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a time on the clocks, in any zone', () => {
  it('is an instant at which they show it, or the first after a gap in which they never do', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES).chain((timeZone) => fc.tuple(fc.constant(timeZone), aroundChange(timeZone), near)),
        ([timeZone, atMs, quarters]) => {
          const wallMs = wallAt(atMs, timeZone) + quarters * QUARTER;
          const local = toDateMoment(wallMs);
          const [earlier, later] = [toInstant(local, timeZone, 'earlier'), toInstant(local, timeZone, 'later')];
          const instants = Array.from({ length: 4 * 96 + 1 }, (_, index) => wallMs + (index - 2 * 96) * QUARTER);
          const shown = instants.filter((at) => wallAt(at, timeZone) === wallMs);
          const firstAfter = instants.find((at) => wallAt(at, timeZone) > wallMs);

          expect([earlier, later]).toEqual(shown.length > 0 ? [shown[0], shown.at(-1)] : [firstAfter, firstAfter]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('words for an end', () => {
  it('whatever they are, give an end within 90 days or one sentence, and lose no word of the reason', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'for',
        'until',
        'Mon',
        'tomorrow',
        'today',
        'at',
        'on',
        '18:00',
        '08:00',
        '24:00',
        '2h',
        '90m',
        '3d',
        '2',
      ),
      fc.constantFrom(
        'hours',
        'and',
        '2026-12-24',
        '2026-02-30',
        '2026-12-24T18:00',
        'UTC',
        'Asia/Tokyo',
        'CET',
        'pm',
        '-',
        '/',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
    );
    const now = Date.UTC(2026, 10, 22, 18, 30);
    let read = 0;
    fc.assert(
      fc.property(fc.constantFrom('for', 'until'), fc.array(word, { maxLength: 8 }), (how, words) => {
        const result = parseUntil([how, ...words], now, 'Europe/Zurich');
        if ('problem' in result) {
          expect(result.problem).toMatch(/[.]$/);
          return;
        }
        read += 1;
        expect(Date.parse(result.until)).toBeGreaterThan(now);
        expect(Date.parse(result.until)).toBeLessThanOrEqual(now + 90 * DAY);
        expect(words.slice(words.length - result.rest.length)).toEqual(result.rest);
      }),
      { numRuns: 1_000 },
    );
    expect(read).toBeGreaterThan(50);
  });
});
