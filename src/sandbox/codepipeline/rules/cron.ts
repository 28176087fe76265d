/* Cron expressions of six or seven fields, seconds first, as DeploymentWindow rules have them: day of month or day of week is `?`,
 * weekdays count from SUN = 1, and L, W and # are understood. A window is open for the whole minute that matches. */

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Wall-clock time in the zone of a window. */
export interface LocalTime {
  minute: number;
  hour: number;
  day: number;
  month: number;
  /** 1 = Sunday */
  weekday: number;
  year: number;
}

export interface Cron {
  matchesDay(time: LocalTime): boolean;
  hours: (hour: number) => boolean;
  minutes: (minute: number) => boolean;
}

/** The text is no cron expression; the message is for people. */
export class CronError extends Error {}

const numberOf = (text: string, names: readonly string[], base: number): number => {
  const named = names.indexOf(text.toUpperCase());
  return named >= 0 ? named + base : /^\d+$/.test(text) ? Number(text) : Number.NaN;
};

interface Field {
  what: string;
  least: number;
  most: number;
  names: readonly string[];
}

function range(text: string, { what, least, most, names }: Field): (value: number) => boolean {
  const [span = '', stepText, ...rest] = text.split('/');
  const step = stepText === undefined ? 1 : numberOf(stepText, [], 0);
  const [fromText = '', toText, ...more] = span.split('-');
  const all = span === '*' || span === '?';
  const from = all ? least : numberOf(fromText, names, least);
  const to =
    all || (stepText !== undefined && toText === undefined) ? most : numberOf(toText ?? fromText, names, least);
  const fits = (value: number) => value >= least && value <= most;
  if (rest.length > 0 || more.length > 0 || !fits(from) || !fits(to) || !(step >= 1))
    throw new CronError(`"${text}" is not valid for the ${what} of a cron expression.`);
  // FRI-MON goes over the end.
  const inSpan = (value: number) => (from <= to ? value >= from && value <= to : value >= from || value <= to);
  return (value) => inSpan(value) && ((value - from + (most - least + 1)) % (most - least + 1)) % step === 0;
}

function field(text: string, kind: Field): (value: number) => boolean {
  const parts = text.split(',').map((part) => range(part, kind));
  return (value) => parts.some((matches) => matches(value));
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const weekdayOf = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

/** The weekday nearest to a day, within its month. */
function nearestWeekday(year: number, month: number, day: number): number {
  const weekday = weekdayOf(year, month, day);
  if (weekday === 7) return day > 1 ? day - 1 : day + 2;
  if (weekday === 1) return day < daysIn(year, month) ? day + 1 : day - 2;
  return day;
}

function dayOfMonth(text: string): (time: LocalTime) => boolean {
  const nearest = /^(\d{1,2}|L)W$/.exec(text)?.[1];
  if (text === 'L') return ({ year, month, day }) => day === daysIn(year, month);
  if (nearest !== undefined)
    return ({ year, month, day }) => {
      const last = daysIn(year, month);
      return day === nearestWeekday(year, month, nearest === 'L' ? last : Math.min(Number(nearest), last));
    };
  const matches = field(text, { what: 'day of month', least: 1, most: 31, names: [] });
  return ({ day }) => matches(day);
}

function dayOfWeek(text: string): (time: LocalTime) => boolean {
  const [, lastName] = /^(\w{1,3})L$/.exec(text) ?? [];
  const [, name = '', nth] = /^(\w{1,3})#([1-5])$/.exec(text) ?? [];
  const weekday = numberOf(lastName ?? name, WEEKDAYS, 1);
  if (lastName !== undefined && weekday >= 1 && weekday <= 7)
    return (time) => time.weekday === weekday && time.day + 7 > daysIn(time.year, time.month);
  if (nth !== undefined && weekday >= 1 && weekday <= 7)
    return (time) => time.weekday === weekday && Math.ceil(time.day / 7) === Number(nth);
  const matches = field(text === 'L' ? '7' : text, { what: 'day of week', least: 1, most: 7, names: WEEKDAYS });
  return (time) => matches(time.weekday);
}

/** @throws CronError */
export function parseCron(expression: string): Cron {
  const fields = expression
    .trim()
    .replace(/^cron\((.*)\)$/, '$1')
    .trim()
    .split(/\s+/);
  const [seconds = '', minutes = '', hours = '', days = '', months = '', weekdays = '', years = '*'] = fields;
  if (fields.length < 6 || fields.length > 7)
    throw new CronError(`A cron expression has six or seven fields, "${expression}" has ${fields.length}.`);
  if ((days === '?') === (weekdays === '?') && weekdays !== '*' && days !== '*')
    throw new CronError('Either the day of month or the day of week of a cron expression must be "?".');
  field(seconds, { what: 'seconds', least: 0, most: 59, names: [] });
  const inYear = field(years, { what: 'year', least: 1970, most: 2199, names: [] });
  const inMonth = field(months, { what: 'month', least: 1, most: 12, names: MONTHS });
  const onDay = dayOfMonth(days);
  const onWeekday = dayOfWeek(weekdays);
  return {
    hours: field(hours, { what: 'hours', least: 0, most: 23, names: [] }),
    minutes: field(minutes, { what: 'minutes', least: 0, most: 59, names: [] }),
    matchesDay: (time) => inYear(time.year) && inMonth(time.month) && onDay(time) && onWeekday(time),
  };
}
