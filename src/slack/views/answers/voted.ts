import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { section } from '../../blocks.ts';
import { md } from '../../mrkdwn.ts';
import { didWords } from '../deed-words.ts';
import { drawing } from '../drawing.ts';

export function drawVoted({ deed, have, need }: Extract<Answer, { kind: 'voted' }>): Drawing {
  const words =
    have >= need
      ? md`You ${didWords(deed)}. That is ${have} of ${need}: it is decided.`
      : md`You ${didWords(deed)}. That is ${have} of ${need}; you may change your mind until the others have spoken.`;
  return drawing(words, [section(words)]);
}
