import { describe, expect, it } from 'vitest';
import { parseMoment } from '../../../src/domain/moments.ts';

describe('a moment', () => {
  it.each([
    ['Fri 16:00', 5, 960],
    ['friday 16:00', 5, 960],
    ['FRIDAY 16:00', 5, 960],
    ['Thurs 8:05', 4, 485],
    ['Sun 00:00', 0, 0],
    ['Sat 23:59', 6, 1439],
    ['  Mon   08:00 ', 1, 480],
  ])('of every week is written “%s”', (text, weekday, minutes) => {
    expect(parseMoment(text)).toEqual({ kind: 'weekly', weekday, minutes });
  });

  it.each([
    ['2026-12-20 16:00', 2026, 12, 20, 960],
    ['2026-12-20T16:00', 2026, 12, 20, 960],
    ['2026-12-20', 2026, 12, 20, 0],
    ['2028-02-29 00:01', 2028, 2, 29, 1],
  ])('that comes once is written “%s”', (text, year, month, day, minutes) => {
    expect(parseMoment(text)).toEqual({ kind: 'date', year, month, day, minutes });
  });

  it.each([
    ['nothing', ''],
    ['a weekday without a time', 'Fri'],
    ['a time without a day', '16:00'],
    ['too few letters', 'Fr 16:00'],
    ['a day in another language', 'Freitag 16:00'],
    ['a day that is misspelt', 'Fridax 16:00'],
    ['24 o’clock', 'Fri 24:00'],
    ['a sixtieth minute', 'Fri 16:60'],
    ['half a time', 'Fri 16:'],
    ['a time with seconds', 'Fri 16:00:00'],
    ['twelve hours', 'Fri 4:00pm'],
    ['no space', 'Fri16:00'],
    ['a T after a weekday', 'FriT16:00'],
    ['words after it', 'Fri 16:00 sharp'],
    ['the 30th of February', '2026-02-30 10:00'],
    ['the 29th of February in another year', '2026-02-29'],
    ['the 31st of November', '2026-11-31'],
    ['a thirteenth month', '2026-13-01'],
    ['day zero', '2026-12-00'],
    ['a year of two digits', '26-12-20'],
    ['a year that a computer takes for another', '0026-12-20'],
    ['one digit for the month', '2026-1-20'],
    ['the date of another country', '20.12.2026'],
    ['an impossible time on a good date', '2026-12-20 24:00'],
    ['a zone in it', '2026-12-20T16:00Z'],
  ])('is not read from %s: “%s”', (_what, text) => {
    expect(parseMoment(text)).toBeUndefined();
  });
});
