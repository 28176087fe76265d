import type { Background } from '../../domain/failure-details.ts';
import { foreign, join, type Mrkdwn, md, mention, name, slackDate } from '../mrkdwn.ts';
import { ordinal } from './ordinal.ts';

/** `@dana, Lee Chen and 2 more: new since the last green` */
export function peopleWords({ people, more = 0 }: Background): Mrkdwn | undefined {
  if (people.length === 0) return undefined;
  const told = people.map(({ user, name: called }) => (user === undefined ? foreign(called, 100) : mention(user)));
  const rest = more > 0 ? md` and ${more} more` : md``;
  return md`${join(told, ', ')}${rest}: new here since it was last green`;
}

/** `red for the 3rd time in a row, since today at 14:03 · last green 12 Nov at 9:10` */
export function streakWords({ nth, redSince, lastGreenAt }: Background): Mrkdwn | undefined {
  if (nth === undefined || redSince === undefined) return undefined;
  const red =
    nth === 1
      ? md`red for the 1st time`
      : md`still failing: red for the ${ordinal(nth)} time in a row, since ${slackDate(redSince, 'day')}`;
  return lastGreenAt === undefined ? red : md`${red} · last green ${slackDate(lastGreenAt, 'day')}`;
}

/** `Test is flaky: it lately failed and then passed on retry several times` */
export function flakyWords({ flaky = [] }: Background): Mrkdwn | undefined {
  if (flaky.length === 0) return undefined;
  const actions = join(
    flaky.map((action) => name(action, 120)),
    ', ',
  );
  return md`${actions} ${flaky.length === 1 ? 'is' : 'are'} flaky: lately failed several times and then passed on retry`;
}
