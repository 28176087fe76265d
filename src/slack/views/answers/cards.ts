import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { section } from '../../blocks.ts';
import { md } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';

export function drawCards({ coming, left }: Extract<Answer, { kind: 'cards' }>): Drawing {
  const cards = coming === 1 ? '1 card comes' : `${coming} cards come`;
  const words =
    coming === 0
      ? md`All these cards have been asked for already: they are in this channel, or on their way.`
      : left === 0
        ? md`${cards} now, about one a second.`
        : md`${cards} now, about one a second. Press again for the other ${left}.`;
  return drawing(words, [section(words)]);
}
