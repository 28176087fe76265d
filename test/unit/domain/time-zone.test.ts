import { describe, expect, it } from 'vitest';
import { formatLocal, isTimeZone, type LocalTime, toInstant, toLocal } from '../../../src/domain/time-zone.ts';

/** `2026-03-29 02:30` as a value. */
function local(text: string): LocalTime {
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0] = text.split(/\D/).map(Number);
  return { year, month, day, minutes: hours * 60 + minutes };
}

const instant = (text: string, timeZone: string, which: 'earlier' | 'later') =>
  new Date(toInstant(local(text), timeZone, which)).toISOString();

describe('a time on the clocks of a zone', () => {
  it.each([
    ['2026-01-15 12:00', 'Europe/Zurich', '2026-01-15T11:00:00.000Z'],
    ['2026-07-15 12:00', 'Europe/Zurich', '2026-07-15T10:00:00.000Z'],
    ['2026-07-15 12:00', 'America/New_York', '2026-07-15T16:00:00.000Z'],
    ['2026-07-15 12:00', 'Asia/Kolkata', '2026-07-15T06:30:00.000Z'],
    ['2026-07-15 12:00', 'Asia/Kathmandu', '2026-07-15T06:15:00.000Z'],
    ['2026-07-15 00:30', 'Pacific/Kiritimati', '2026-07-14T10:30:00.000Z'],
    ['2026-07-15 23:30', 'Pacific/Pago_Pago', '2026-07-16T10:30:00.000Z'],
    ['2026-07-15 12:00', 'America/Phoenix', '2026-07-15T19:00:00.000Z'],
    ['2026-07-15 12:00', 'UTC', '2026-07-15T12:00:00.000Z'],
    ['1971-01-01 00:00', 'Africa/Monrovia', '1971-01-01T00:44:30.000Z'],
  ])('%s in %s is %s', (text, timeZone, at) => {
    expect(instant(text, timeZone, 'earlier')).toBe(at);
    expect(instant(text, timeZone, 'later')).toBe(at);
  });

  it.each([
    ['the last minute before', '2026-03-29 01:59', 'Europe/Zurich', '2026-03-29T00:59:00.000Z'],
    ['its first minute', '2026-03-29 02:00', 'Europe/Zurich', '2026-03-29T01:00:00.000Z'],
    ['its middle', '2026-03-29 02:30', 'Europe/Zurich', '2026-03-29T01:00:00.000Z'],
    ['its last minute', '2026-03-29 02:59', 'Europe/Zurich', '2026-03-29T01:00:00.000Z'],
    ['the first minute after', '2026-03-29 03:00', 'Europe/Zurich', '2026-03-29T01:00:00.000Z'],
    ['its middle', '2026-03-08 02:30', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['its middle, when it is of half an hour', '2026-10-04 02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['the half hour after that', '2026-10-04 02:45', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['midnight, where it begins with that', '2026-09-06 00:00', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['what follows a minute past midnight', '2010-03-14 00:30', 'America/St_Johns', '2010-03-14T03:31:00.000Z'],
    ['noon of a day that Samoa never had', '2011-12-30 12:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('is the first instant after the gap when the clocks go forward: %s, %s in %s', (_what, text, timeZone, at) => {
    expect(instant(text, timeZone, 'earlier')).toBe(at);
    expect(instant(text, timeZone, 'later')).toBe(at);
  });

  it.each([
    ['2026-10-25 01:59', 'Europe/Zurich', '2026-10-24T23:59:00.000Z', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25 02:00', 'Europe/Zurich', '2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'],
    ['2026-10-25 02:59', 'Europe/Zurich', '2026-10-25T00:59:00.000Z', '2026-10-25T01:59:00.000Z'],
    ['2026-10-25 03:00', 'Europe/Zurich', '2026-10-25T02:00:00.000Z', '2026-10-25T02:00:00.000Z'],
    ['2026-11-01 01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
    ['2026-04-05 01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
    ['2010-11-06 23:30', 'America/St_Johns', '2010-11-07T02:00:00.000Z', '2010-11-07T03:00:00.000Z'],
    ['2026-04-05 01:15', 'Australia/Lord_Howe', '2026-04-04T14:15:00.000Z', '2026-04-04T14:15:00.000Z'],
  ])('is two instants when the clocks go back: %s in %s', (text, timeZone, earlier, later) => {
    expect(instant(text, timeZone, 'earlier')).toBe(earlier);
    expect(instant(text, timeZone, 'later')).toBe(later);
  });

  it('may name a day past the end of its month', () => {
    expect(instant('2026-12-32 10:00', 'UTC', 'earlier')).toBe('2027-01-01T10:00:00.000Z');
  });
});

describe('an instant', () => {
  it.each([
    ['2026-07-15T22:30:59.999Z', 'Europe/Zurich', '2026-07-16 00:30'],
    ['2026-01-15T22:30:00.000Z', 'Europe/Zurich', '2026-01-15 23:30'],
    ['2026-12-31T23:59:00.000Z', 'Pacific/Kiritimati', '2027-01-01 13:59'],
    ['2026-03-01T04:59:00.000Z', 'America/New_York', '2026-02-28 23:59'],
  ])('%s is shown in %s as %s', (at, timeZone, text) => {
    expect(formatLocal(Date.parse(at), timeZone)).toBe(text);
    expect(toLocal(Date.parse(at), timeZone)).toEqual(local(text));
  });
});

describe('a time zone', () => {
  it.each(['UTC', 'utc', 'Europe/Zurich', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Europe/Kyiv', 'Etc/UTC'])(
    'may be %s',
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each([
    '',
    ' ',
    '/',
    'Zurich',
    'Europe/Zürich',
    'Europe/',
    'Europe/Zurich ',
    '+01:00',
    'UTC+1',
    'Mars/Olympus_Mons',
  ])('is not “%s”', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });

  it.each(['BST', 'IST', 'CST', 'PST', 'EST', 'CET'])('is not %s, which people of several zones say', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
