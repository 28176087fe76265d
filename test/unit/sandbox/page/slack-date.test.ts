import { describe, expect, it } from 'vitest';
import { fromLocalInput, toLocalInput } from '../../../../src/sandbox/page/text/local-date-time.ts';
import { formatAgo, formatDayDivider, formatSlackDate } from '../../../../src/sandbox/page/text/slack-date.ts';

const seconds = (iso: string) => Date.parse(iso) / 1000;
const zurich = (now: string) => ({ now: Date.parse(now), timeZone: 'Europe/Zurich' });
const NOW = '2026-11-22T13:03:00Z';

describe('a date in a message', () => {
  it.each([
    ['{date_num}', '2026-11-18'],
    ['{date_slash}', '11/18/2026'],
    ['{date}', 'November 18th'],
    ['{date_short}', 'Nov 18'],
    ['{date_long}', 'Wednesday, November 18th'],
    ['{date_long_full}', 'Wednesday, November 18th, 2026'],
    ['{date_pretty}', 'November 18th'],
    ['{time}', '09:05'],
    ['{time_secs}', '09:05:07'],
    ['{ago}', '4 days ago'],
    ['on {date_short} at {time}', 'on Nov 18 at 09:05'],
    ['{date_short_pretty} at {time}, {ago}', 'Nov 18 at 09:05, 4 days ago'],
    ['{unheard_of}', '{unheard_of}'],
  ])('fills in %s', (format, expected) => {
    expect(formatSlackDate(seconds('2026-11-18T08:05:07Z'), format, zurich(NOW))).toBe(expected);
  });

  it('names the year when it is half a year away', () => {
    expect(formatSlackDate(seconds('2025-01-02T08:00:00Z'), '{date_short}', zurich(NOW))).toBe('Jan 2, 2025');
  });

  it('speaks of yesterday, today and tomorrow by the calendar of the reader', () => {
    const at = seconds('2026-11-22T23:30:00Z');
    expect(formatSlackDate(at, '{date_short_pretty}', zurich(NOW))).toBe('tomorrow');
    expect(formatSlackDate(at, '{date_short_pretty}', { now: Date.parse(NOW), timeZone: 'UTC' })).toBe('today');
    expect(formatSlackDate(seconds('2026-11-21T12:00:00Z'), '{date_long_pretty}', zurich(NOW))).toBe('yesterday');
  });

  it('counts days across the change to summer time', () => {
    const now = zurich('2026-03-28T23:30:00Z');
    expect(formatSlackDate(seconds('2026-03-29T22:30:00Z'), '{date_pretty}', now)).toBe('tomorrow');
  });

  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [21, '21st'],
    [22, '22nd'],
    [23, '23rd'],
    [30, '30th'],
  ])('counts day %i as %s', (day, expected) => {
    const at = seconds(`2026-10-${String(day).padStart(2, '0')}T10:00:00Z`);
    expect(formatSlackDate(at, '{date}', zurich(NOW))).toBe(`October ${expected}`);
  });

  it('gives way to the fallback when the instant is beyond all calendars', () => {
    expect(formatSlackDate(Number.NaN, '{date}', zurich(NOW))).toBeNull();
    expect(formatSlackDate(9e12, '{date}', zurich(NOW))).toBeNull();
  });
});

describe('how long ago', () => {
  const now = Date.parse(NOW);
  it.each([
    [0, 'just now'],
    [-10_000, 'in a moment'],
    [60_000, '1 minute ago'],
    [-180_000, 'in 3 minutes'],
    [2 * 3_600_000, '2 hours ago'],
    [-2 * 86_400_000, 'in 2 days'],
    [90 * 86_400_000, '3 months ago'],
    [800 * 86_400_000, '2 years ago'],
  ])('says of %i ms: %s', (ms, expected) => {
    expect(formatAgo(now - ms, now)).toBe(expected);
  });
});

describe('the line between two days', () => {
  it('begins with a capital', () => {
    expect(formatDayDivider(Date.parse('2026-11-22T08:00:00Z'), zurich(NOW))).toBe('Today');
    expect(formatDayDivider(Date.parse('2026-11-19T08:00:00Z'), zurich(NOW))).toBe('Thursday, November 19th');
  });
});

describe('a date with a time in a form', () => {
  it('shows an instant of the app in the zone of the reader', () => {
    expect(toLocalInput(seconds('2026-11-22T23:30:00Z'), 'Europe/Zurich')).toBe('2026-11-23T00:30');
    expect(toLocalInput(Number.NaN)).toBe('');
  });

  it('gives whole seconds back, and nothing for an empty field', () => {
    const at = seconds('2026-11-22T12:34:00Z');
    expect(fromLocalInput(toLocalInput(at))).toBe(at);
    expect(fromLocalInput('')).toBeNull();
  });
});
