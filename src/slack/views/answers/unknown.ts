import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { OperationId } from '../../../domain/ids.ts';
import { context, section } from '../../blocks.ts';
import { code, md } from '../../mrkdwn.ts';
import { toDoWords } from '../deed-words.ts';
import { drawing } from '../drawing.ts';

export function drawUnknown({ deed }: Extract<Answer, { kind: 'unknown' }>, operationId: OperationId): Drawing {
  const words = md`CodePipeline’s answer to your wish to ${toDoWords(deed)} was lost. It may still happen; the card will show it.`;
  return drawing(words, [section(words), context(md`reference ${code(operationId, 80)}`)]);
}
