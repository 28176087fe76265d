import { describe, expect, it } from 'vitest';
import { nextWindow, type WindowTimes, whyNoWindow, windowAt } from '../../../src/domain/freeze-windows.ts';
import { type Moment, parseMoment } from '../../../src/domain/moments.ts';

function moment(text: string): Moment {
  const read = parseMoment(text);
  if (read === undefined) throw new Error(`${text} is no moment`);
  return read;
}

const times = (from: string, to: string, timeZone = 'Europe/Zurich'): WindowTimes => ({
  from: moment(from),
  to: moment(to),
  timeZone,
});
const at = (window: WindowTimes, instant: string) => windowAt(window, Date.parse(instant));
const next = (window: WindowTimes, instant: string) => nextWindow(window, Date.parse(instant));
const from = (startsAt: string, endsAt: string) => ({ startsAt: `${startsAt}:00.000Z`, endsAt: `${endsAt}:00.000Z` });

describe('a freeze of every weekend', () => {
  const weekend = times('Fri 16:00', 'Mon 08:00');
  const thisOne = from('2026-11-20T15:00', '2026-11-23T07:00');
  const nextOne = from('2026-11-27T15:00', '2026-11-30T07:00');

  it.each([
    ['at its start', '2026-11-20T15:00:00Z'],
    ['on Friday evening', '2026-11-20T20:00:00Z'],
    ['across the end of the week', '2026-11-22T12:00:00Z'],
    ['on Monday before eight', '2026-11-23T06:59:59.999Z'],
  ])('holds %s', (_when, instant) => {
    expect(at(weekend, instant)).toEqual(thisOne);
    expect(next(weekend, instant)).toEqual(thisOne);
  });

  it('does not hold yet just before its start', () => {
    expect(at(weekend, '2026-11-20T14:59:59.999Z')).toBeUndefined();
    expect(next(weekend, '2026-11-20T14:59:59.999Z')).toEqual(thisOne);
  });

  it('holds no more at its end', () => {
    expect(at(weekend, '2026-11-23T07:00:00Z')).toBeUndefined();
    expect(next(weekend, '2026-11-23T07:00:00Z')).toEqual(nextOne);
  });

  it('begins and ends at the same times on the clock in summer', () => {
    expect(next(weekend, '2026-07-14T12:00:00Z')).toEqual(from('2026-07-17T14:00', '2026-07-20T06:00'));
  });

  it('is an hour shorter when the clocks go forward in it, an hour longer when they go back', () => {
    expect(at(weekend, '2026-03-29T12:00:00Z')).toEqual(from('2026-03-27T15:00', '2026-03-30T06:00'));
    expect(at(weekend, '2026-10-25T12:00:00Z')).toEqual(from('2026-10-23T14:00', '2026-10-26T07:00'));
  });

  it('is another one in each zone', () => {
    expect(next({ ...weekend, timeZone: 'America/New_York' }, '2026-11-18T00:00:00Z')).toEqual(
      from('2026-11-20T21:00', '2026-11-23T13:00'),
    );
    expect(next({ ...weekend, timeZone: 'Asia/Tokyo' }, '2026-11-18T00:00:00Z')).toEqual(
      from('2026-11-20T07:00', '2026-11-22T23:00'),
    );
  });
});

describe('a weekly freeze', () => {
  it('of all days but an hour leaves that hour', () => {
    const almostAlways = times('Mon 08:00', 'Mon 07:00', 'UTC');

    expect(at(almostAlways, '2026-11-23T06:59:00Z')).toEqual(from('2026-11-16T08:00', '2026-11-23T07:00'));
    expect(at(almostAlways, '2026-11-23T07:30:00Z')).toBeUndefined();
    expect(at(almostAlways, '2026-11-23T08:00:00Z')).toEqual(from('2026-11-23T08:00', '2026-11-30T07:00'));
  });

  it('of some hours of one day is over on the same day', () => {
    const friday = times('Fri 09:00', 'Fri 17:00', 'UTC');

    expect(at(friday, '2026-11-20T16:59:00Z')).toEqual(from('2026-11-20T09:00', '2026-11-20T17:00'));
    expect(next(friday, '2026-11-20T17:00:00Z')).toEqual(from('2026-11-27T09:00', '2026-11-27T17:00'));
  });

  it.each([
    ['Europe/Zurich', 'Sun 02:15', 'Sun 02:45', '2026-10-24T12:00:00Z', '2026-10-25T00:15', '2026-10-25T01:45'],
    ['America/New_York', 'Sun 01:15', 'Sun 01:45', '2026-10-31T12:00:00Z', '2026-11-01T05:15', '2026-11-01T06:45'],
    ['Australia/Lord_Howe', 'Sun 01:35', 'Sun 01:55', '2026-04-04T00:00:00Z', '2026-04-04T14:35', '2026-04-04T15:25'],
  ])('takes both of the times that the clocks of %s show twice: %s to %s', (zone, start, end, now, starts, ends) => {
    expect(next(times(start, end, zone), now)).toEqual(from(starts, ends));
  });

  it.each([
    ['Europe/Zurich', 'Sun 02:15', 'Sun 04:00', '2026-03-28T12:00:00Z', '2026-03-29T01:00', '2026-03-29T02:00'],
    ['America/New_York', 'Sun 01:00', 'Sun 02:30', '2026-03-07T12:00:00Z', '2026-03-08T06:00', '2026-03-08T07:00'],
    ['Australia/Lord_Howe', 'Sun 02:15', 'Sun 04:00', '2026-10-03T00:00:00Z', '2026-10-03T15:30', '2026-10-03T17:00'],
  ])(
    'begins or ends after the gap where the clocks of %s go forward: %s to %s',
    (zone, start, end, now, starts, ends) => {
      expect(next(times(start, end, zone), now)).toEqual(from(starts, ends));
    },
  );

  it('that lies within such a gap is left out that week', () => {
    const inTheGap = times('Sun 02:10', 'Sun 02:50');

    expect(at(inTheGap, '2026-03-29T01:00:00Z')).toBeUndefined();
    expect(next(inTheGap, '2026-03-28T12:00:00Z')).toEqual(from('2026-04-05T00:10', '2026-04-05T00:50'));
  });

  it('goes on as one when the clocks jump over the time at which it is open', () => {
    const openForTwentyMinutes = times('Sun 02:30', 'Sun 02:10');

    expect(at(openForTwentyMinutes, '2026-03-28T12:00:00Z')).toEqual(from('2026-03-22T01:30', '2026-04-05T00:10'));
    expect(at(openForTwentyMinutes, '2026-03-29T01:00:00Z')).toEqual(from('2026-03-22T01:30', '2026-04-05T00:10'));
  });

  it('goes on as one when that time lies in the hour that comes twice', () => {
    const openForTwentyMinutes = times('Sun 02:30', 'Sun 02:10');

    expect(at(openForTwentyMinutes, '2026-10-25T00:20:00Z')).toEqual(from('2026-10-18T00:30', '2026-11-01T01:10'));
  });

  it('where the clocks never change is as long every week', () => {
    const night = times('Sat 22:00', 'Sun 06:00', 'Asia/Kolkata');

    expect(next(night, '2026-03-28T00:00:00Z')).toEqual(from('2026-03-28T16:30', '2026-03-29T00:30'));
    expect(next(night, '2026-10-24T00:00:00Z')).toEqual(from('2026-10-24T16:30', '2026-10-25T00:30'));
  });
});

describe('a freeze between two dates', () => {
  const holidays = times('2026-12-20 16:00', '2027-01-04');
  const whole = from('2026-12-20T15:00', '2027-01-03T23:00');

  it('is the next one before, holds from its start, and never comes again after its end', () => {
    expect(at(holidays, '2026-12-20T14:59:59Z')).toBeUndefined();
    expect(next(holidays, '2026-11-22T00:00:00Z')).toEqual(whole);
    expect(at(holidays, '2026-12-20T15:00:00Z')).toEqual(whole);
    expect(at(holidays, '2027-01-03T22:59:59Z')).toEqual(whole);
    expect(at(holidays, '2027-01-03T23:00:00Z')).toBeUndefined();
    expect(next(holidays, '2027-01-03T23:00:00Z')).toBeUndefined();
  });

  it('takes both of the times that the clocks show twice', () => {
    expect(next(times('2026-10-25 02:15', '2026-10-25 02:45'), '2026-01-01T00:00:00Z')).toEqual(
      from('2026-10-25T00:15', '2026-10-25T01:45'),
    );
  });

  it('within the gap when the clocks go forward never holds', () => {
    expect(next(times('2026-03-29 02:15', '2026-03-29 02:45'), '2026-01-01T00:00:00Z')).toBeUndefined();
  });
});

describe('times that are no window', () => {
  it.each([
    ['the same time of the week twice', times('Fri 16:00', 'Friday 16:00'), /^It ends when it begins: /],
    ['an end before the start', times('2026-12-20', '2026-12-19 23:59'), /^Its end is not after its start\.$/],
    ['an end at the start', times('2026-12-20', '2026-12-20'), /^Its end is not after its start\.$/],
    [
      'an end that is after the start only because the clocks go back',
      times('2026-10-25 02:30', '2026-10-25 02:10'),
      /^Its end is not after its start\.$/,
    ],
    ['a weekday and a date', times('Fri 16:00', '2026-12-20'), /both be days of the week, or both be dates\.$/],
    ['a date and a weekday', times('2026-12-20', 'Fri 16:00'), /both be days of the week, or both be dates\.$/],
    ['an unknown zone', times('Fri 16:00', 'Mon 08:00', 'Europe/Bern'), /^“Europe\/Bern” is no time zone: /],
  ])('are refused, and never read as “not frozen”: %s', (_what, window, words) => {
    expect(whyNoWindow(window)).toMatch(words);
    expect(() => at(window, '2026-11-22T12:00:00Z')).toThrow(RangeError);
    expect(() => next(window, '2026-11-22T12:00:00Z')).toThrow(RangeError);
  });

  it('are none of these', () => {
    expect(whyNoWindow(times('Fri 16:00', 'Mon 08:00'))).toBeUndefined();
    expect(whyNoWindow(times('Mon 08:00', 'Mon 07:00'))).toBeUndefined();
    expect(whyNoWindow(times('2026-12-20', '2026-12-20 00:01', 'UTC'))).toBeUndefined();
  });
});
