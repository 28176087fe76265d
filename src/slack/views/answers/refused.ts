import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { section } from '../../blocks.ts';
import { drawing } from '../drawing.ts';
import { refusalWords } from '../problem.ts';

export function drawRefused({ refusal }: Extract<Answer, { kind: 'refused' }>): Drawing {
  const words = refusalWords(refusal);
  return drawing(words, [section(words)]);
}
