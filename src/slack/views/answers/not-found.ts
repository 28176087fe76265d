import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { section } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { bold, code, md, name } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { choosable } from './run-words.ts';

/** Not found, and not allowed to look, read alike. */
export function drawNotFound({ typed, nearest, rerun }: Extract<Answer, { kind: 'not_found' }>): Drawing {
  const said = md`No pipeline is called ${bold(name(typed, 400))} here.`;
  if (nearest === undefined) {
    const words = md`${said} ${code(`${SLASH_COMMAND} list`)} shows those there are.`;
    return drawing(words, [section(words)]);
  }
  const words = md`${said} Did you mean ${code(nearest)}?`;
  return drawing(words, [rerun === undefined ? section(words) : choosable(words, rerun)]);
}
