import type { Unknowns } from '../../domain/contributors.ts';
import { foreign, join, type Mrkdwn, md } from '../mrkdwn.ts';
import { shortRevision } from './provenance.ts';

const NAMED = 2;

/** `the author of 88d10b4 is not known`: what nobody can say of who made a change, short enough for a line. */
export function unknownWords({ revisions, names, outOfSight }: Unknowns): Mrkdwn {
  const all = [
    ...revisions.map((id) => md`the author of ${foreign(shortRevision(id), 80)}`),
    ...names.map((name) => md`who ${foreign(name, 80)} is in Slack`),
    ...(outOfSight ? [md`all that came along`] : []),
  ];
  const [only = md`who wrote this`] = all;
  if (all.length <= 1) return md`${only} is not known`;
  const more = all.length - NAMED;
  const named = all.slice(0, NAMED);
  return more > 0 ? md`${join(named, ', ')} and more are not known` : md`${join(named, ' and ')} are not known`;
}
