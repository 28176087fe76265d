import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { OperationId } from '../../../domain/ids.ts';
import { context, section } from '../../blocks.ts';
import { code, foreign, md } from '../../mrkdwn.ts';
import { toDoWords } from '../deed-words.ts';
import { drawing } from '../drawing.ts';
import { adviceWords } from '../problem.ts';

/** @param operationId the reference under which the log tells more */
export function drawFailed(
  { deed, code: errorCode, advice }: Extract<Answer, { kind: 'failed' }>,
  operationId: OperationId,
): Drawing {
  const wish = deed === undefined ? md`That` : md`Your wish to ${toDoWords(deed)}`;
  const words = md`${wish} did not work, and nothing was changed. ${adviceWords(advice)}`;
  const reference = md`${foreign(errorCode, 120)} · reference ${code(operationId, 80)}`;
  return drawing(md`${words} Reference ${operationId}.`, [section(words), context(reference)]);
}
