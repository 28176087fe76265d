import { describe, expect, it } from 'vitest';
import { parseUntil } from '../../../src/domain/until.ts';

/** Sunday, 19:30 in Zurich */
const NOW = '2026-11-22T18:30:00.000Z';

const read = (line: string, now = NOW, timeZone = 'Europe/Zurich') =>
  parseUntil(line.split(' ').filter(Boolean), Date.parse(now), timeZone);
const ends = (until: string, reason = '') => ({ until: `${until}:00.000Z`, rest: reason.split(' ').filter(Boolean) });

describe('how long something lasts', () => {
  it.each([
    ['for 2h', '2026-11-22T20:30'],
    ['for 90m', '2026-11-22T20:00'],
    ['for 1h30m', '2026-11-22T20:00'],
    ['for 3d', '2026-11-25T18:30'],
    ['for 2 hours', '2026-11-22T20:30'],
    ['For 1 hour and 30 minutes', '2026-11-22T20:00'],
    ['for 1 week, 2 days', '2026-12-01T18:30'],
    ['for 90d', '2027-02-20T18:30'],
  ])('“%s” counts from now', (line, until) => {
    expect(read(line)).toEqual(ends(until));
  });

  it('counts hours, whatever the clocks do meanwhile', () => {
    expect(read('for 1d', '2026-10-24T12:00:00.000Z')).toEqual(ends('2026-10-25T12:00'));
  });

  it.each([
    ['until 20:00', 'the next one is today', '2026-11-22T19:00'],
    ['until 18:00', 'the next one is tomorrow', '2026-11-23T17:00'],
    ['until 19:30', 'now is not the next one', '2026-11-23T18:30'],
    ['until today 23:00', '', '2026-11-22T22:00'],
    ['until tomorrow 09:00', '', '2026-11-23T08:00'],
    ['until tomorrow at 9:00', '', '2026-11-23T08:00'],
    ['until 09:00 tomorrow', '', '2026-11-23T08:00'],
    ['until Mon 08:00', '', '2026-11-23T07:00'],
    ['until 08:00 on Monday', '', '2026-11-23T07:00'],
    ['until sunday 20:00', 'today', '2026-11-22T19:00'],
    ['until Sun 19:00', 'in a week', '2026-11-29T18:00'],
    ['until 2026-12-24 18:00', '', '2026-12-24T17:00'],
    ['until 2026-12-24T18:00', '', '2026-12-24T17:00'],
    ['until 18:00 2026-12-24', '', '2026-12-24T17:00'],
    ['until 2026-12-24', 'the midnight it begins with', '2026-12-23T23:00'],
    ['until 2027-02-20 19:30', 'as far ahead as may be', '2027-02-20T18:30'],
    ['until 2026-11-22 19:00 UTC', 'past in the person’s zone', '2026-11-22T19:00'],
    ['until 18:00 UTC', 'a zone of its own', '2026-11-23T18:00'],
    ['until tomorrow 09:00 America/New_York', 'a zone of its own', '2026-11-23T14:00'],
  ])('“%s” is a time of the person’s zone (%s)', (line, _why, until) => {
    expect(read(line)).toEqual(ends(until));
  });

  it('takes today and tomorrow from the person’s calendar', () => {
    const lateInLondon = '2026-11-22T23:30:00.000Z';

    expect(read('until tomorrow 09:00', lateInLondon, 'Europe/London')).toEqual(ends('2026-11-23T09:00'));
    expect(read('until tomorrow 09:00', lateInLondon, 'Europe/Zurich')).toEqual(ends('2026-11-24T08:00'));
    expect(read('until Mon 09:00', lateInLondon, 'Asia/Tokyo')).toEqual(ends('2026-11-23T00:00'));
    expect(read('until Mon 08:00', lateInLondon, 'Asia/Tokyo')).toEqual(ends('2026-11-29T23:00'));
  });

  it.each([
    ['the later of two equal times', '2026-10-25T00:10:00.000Z', 'until 02:30', '2026-10-25T01:30'],
    ['the later, when the earlier is over', '2026-10-25T00:40:00.000Z', 'until 02:30', '2026-10-25T01:30'],
    ['the next day, when both are over', '2026-10-25T01:40:00.000Z', 'until 02:30', '2026-10-26T01:30'],
    ['the end of the gap', '2026-03-29T00:40:00.000Z', 'until 02:30', '2026-03-29T01:00'],
    ['the next day at the end of the gap', '2026-03-29T01:00:00.000Z', 'until 02:30', '2026-03-30T00:30'],
    ['a weekday after the clocks have changed', '2026-10-23T12:00:00.000Z', 'until Mon 08:00', '2026-10-26T07:00'],
  ])('means %s when the clocks change', (_what, now, line, until) => {
    expect(read(line, now)).toEqual(ends(until));
  });
});

describe('the words after that', () => {
  it.each([
    ['for 2h end of quarter', 'end of quarter'],
    ['for 2 h, 3 hotfixes first', '3 hotfixes first'],
    ['for 2h 3d printers are on fire', '3d printers are on fire'],
    ['for 2h - end of quarter', 'end of quarter'],
    ['for 2h: end of quarter', 'end of quarter'],
    ['until 20:00 for the audit', 'for the audit'],
    ['until 20:00, on hold', 'on hold'],
    ['until Mon 08:00 est-ce bien?', 'est-ce bien?'],
    ['until 2026-12-24 2 people are away', '2 people are away'],
    ['until 2026-12-24 at the latest', 'at the latest'],
    ['until 2026-12-24 — until then: only fixes', 'until then: only fixes'],
    ['until 2026-12-24T18:00 and/or later', 'and/or later'],
  ])('are the reason: “%s”', (line, reason) => {
    expect(read(line)).toMatchObject({ rest: reason.split(' ') });
  });
});

describe('what is no time to come', () => {
  it.each([
    ['', /^Say until when: `for 2h`, /],
    ['2h', /^Say until when: /],
    ['until', /^Say until when: /],
    ['for', /^Say for how long: /],
    ['for ever', /^“ever” is no length of time: write `for 90m`/],
    ['for 2', /^“2” is no length of time/],
    ['for 0h', /^“0h” is no length of time/],
    ['for -2h', /^“-2h” is no length of time/],
    ['for 1.5h', /^“1.5h” is no length of time/],
    ['until later', /^“later” cannot be read as a time: write `for 2h`/],
    ['until 24:00', /^“24:00” cannot be read/],
    ['until 18.00', /^“18.00” cannot be read/],
    ['until 6pm', /^“6pm” cannot be read/],
    ['until 2026-02-30', /^“2026-02-30” cannot be read/],
    ['until 2026-12-24T24:00', /^“2026-12-24T24:00” cannot be read/],
    ['until Mon 25:00', /^“Mon 25:00” cannot be read/],
    ['until 2026-12-24 25:00', /^“2026-12-24 25:00” cannot be read/],
    ['until 2026-12-24 6pm party', /^“2026-12-24 6pm” cannot be read/],
    ['until Mon', /^Say at what time on that day, as in `until Mon 08:00`\.$/],
    ['until tomorrow lunch', /^Say at what time on that day/],
    ['until 6:30 pm', /^Write the time with 24 hours/],
    ['until 18:00 CET', /^“CET” can mean several time zones: write a name such as `Europe\/Zurich`/],
    ['until 18:00 UTC+2', /^“UTC\+2” can mean several time zones/],
    ['until 2026-11-22 19:29', /^2026-11-22 19:29 is past: in Europe\/Zurich it is 2026-11-22 19:30\.$/],
    ['until today 19:30', /^2026-11-22 19:30 is past/],
    ['until 2026-11-22', /^2026-11-22 00:00 is past/],
    ['until 2026-11-22 18:30 UTC', /^2026-11-22 18:30 is past: in UTC it is 2026-11-22 18:30\.$/],
    ['for 91d', /^At most 90 days can be named, until 2027-02-20 19:30 \(Europe\/Zurich\)\.$/],
    ['for 14500000w', /^At most 90 days can be named/],
    ['for 99999999999999999999w', /is no length of time/],
    ['until 2027-02-20 19:31', /^At most 90 days can be named/],
    ['until 9999-12-31 23:59', /^At most 90 days can be named/],
  ])('is told with what can be written instead: “%s”', (line, words) => {
    expect(read(line)).toEqual({ problem: expect.stringMatching(words) });
  });
});
