import type { Subscription } from '../../domain/subscriptions.ts';
import { bold, code, foreign, join, type Mrkdwn, md, name } from '../mrkdwn.ts';

/** `failures and results of shop-*, branch main` */
export function heardWords({
  wishes,
  pipelines,
  branch,
}: Pick<Subscription, 'wishes' | 'pipelines' | 'branch'>): Mrkdwn {
  const last = wishes.at(-1) ?? 'nothing';
  const before = wishes.slice(0, -1).map((wish) => foreign(wish));
  const kinds = before.length === 0 ? foreign(last) : md`${join(before, ', ')} and ${last}`;
  return md`${kinds} of ${patternWords(pipelines)}${branch === undefined ? '' : md`, branch ${code(branch, 200)}`}`;
}

/** A pipeline by its name, or those that a pattern fits. */
export function patternWords(pipelines: string): Mrkdwn {
  return isPattern(pipelines) ? code(pipelines, 120) : bold(name(pipelines));
}

export function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}
