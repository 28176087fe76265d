import { describe, expect, it } from 'vitest';
import { CronError, parseCron } from '../../../../src/sandbox/codepipeline/rules/cron.ts';
import { openWindow } from '../../../../src/sandbox/codepipeline/rules/window.ts';
import { DAY } from './workbench.ts';

const at = (iso: string) => Date.parse(iso);
const next = (cron: string, from: string, zone?: string, days = 800) => {
  const found = openWindow(cron, zone).nextOpening(at(from), at(from) + days * DAY);
  return found === undefined ? undefined : new Date(found).toISOString();
};

describe('a deployment window', () => {
  it.each([
    // 2026-03-02 is a Monday.
    ['is open all day on weekdays', '0 * 9-17 ? * MON-FRI', '2026-03-07T12:00:00Z', '2026-03-09T09:00:00.000Z'],
    ['is open now', '0 * 9-17 ? * MON-FRI', '2026-03-02T12:34:56.789Z', '2026-03-02T12:34:56.789Z'],
    ['counts weekdays from Sunday', '0 0 6 ? * 1', '2026-03-02T00:00:00Z', '2026-03-08T06:00:00.000Z'],
    ['steps', '0 0/20 * * * ?', '2026-03-02T10:21:00Z', '2026-03-02T10:40:00.000Z'],
    ['lists', '0 15,45 10 * * ?', '2026-03-02T10:16:00Z', '2026-03-02T10:45:00.000Z'],
    ['goes over the end of the week', '0 0 0 ? * FRI-MON', '2026-03-03T00:00:00Z', '2026-03-06T00:00:00.000Z'],
    ['is the last day of the month', '0 0 0 L * ?', '2026-02-10T00:00:00Z', '2026-02-28T00:00:00.000Z'],
    ['is the last Friday', '0 0 0 ? * 6L', '2026-03-02T00:00:00Z', '2026-03-27T00:00:00.000Z'],
    ['is the third Monday', '0 0 0 ? * MON#3', '2026-03-02T00:00:00Z', '2026-03-16T00:00:00.000Z'],
    ['is the weekday nearest to the 15th', '0 0 0 15W * ?', '2026-03-02T00:00:00Z', '2026-03-16T00:00:00.000Z'],
    ['is in a year', '0 0 0 1 JAN ? 2028', '2026-03-02T00:00:00Z', '2028-01-01T00:00:00.000Z'],
  ])('%s: %s', (_title, cron, from, opens) => {
    expect(next(cron, from)).toBe(opens);
  });

  it('goes by the clocks of its zone, summer time included', () => {
    expect(next('0 0 9 * * ?', '2026-03-28T00:00:00Z', 'Europe/Berlin')).toBe('2026-03-28T08:00:00.000Z');
    expect(next('0 0 9 * * ?', '2026-03-29T00:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z');
    expect(next('0 0 9 * * ?', '2026-03-28T00:00:00Z', 'Asia/Kolkata')).toBe('2026-03-28T03:30:00.000Z');
    expect(next('0 0 9 * * ?', '2026-03-28T00:00:00Z', 'UTC+05:30')).toBe('2026-03-28T03:30:00.000Z');
  });

  it('says when it does not open in time', () => {
    expect(next('0 0 0 30 FEB ?', '2026-03-02T00:00:00Z')).toBeUndefined();
    expect(next('0 0 9 * * ?', '2026-03-02T10:00:00Z', 'UTC', 0.5)).toBeUndefined();
  });

  it.each([
    '',
    '* * * * *',
    '0 0 9 * * ? 2026 1',
    '0 60 9 * * ?',
    '0 0 24 * * ?',
    '0 0 9 ? * ?',
    '0 0 9 1 FOO ?',
    '0 0 9 * * 8',
    '0 0/0 9 * * ?',
  ])('refuses "%s"', (cron) => {
    expect(() => parseCron(cron)).toThrow(CronError);
  });

  it('refuses a zone that is none', () => {
    expect(() => openWindow('0 0 9 * * ?', 'Europe/Atlantis')).toThrow(CronError);
  });
});
