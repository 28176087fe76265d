import type { FreezeTarget } from '../../domain/operation.ts';
import { code, type Mrkdwn, md, name } from '../mrkdwn.ts';
import { isPattern, patternWords } from './heard-words.ts';

/** `Prod of shop-web`, `every approved stage of shop-*` */
export function frozenWords({ pipeline, stages }: Pick<FreezeTarget, 'pipeline' | 'stages'>): Mrkdwn {
  return md`${stagesWords(stages)} of ${patternWords(pipeline)}`;
}

/** @param stages absent: those that somebody has to approve */
export function stagesWords(stages: string | undefined): Mrkdwn {
  if (stages === undefined) return md`every stage that needs an approval`;
  return isPattern(stages) ? md`${code(stages, 120)}` : name(stages, 200);
}
