import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { section } from '../../blocks.ts';
import { code, md } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';

export function drawMentions({ on }: Extract<Answer, { kind: 'mentions' }>): Drawing {
  const words = on
    ? md`A failure of your change mentions you from now on. ${code('/pipeline mentions off')} ends that.`
    : md`A failure of your change tells your name without a mention from now on. ${code('/pipeline mentions on')} takes that back.`;
  return drawing(words, [section(words)]);
}
