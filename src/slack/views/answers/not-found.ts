import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { context, section } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { bold, code, md, name } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { withUnread } from './list.ts';
import { unreadWords } from './pipeline-line.ts';
import { choosable } from './run-words.ts';

/** Not found, and not allowed to look, read alike. */
export function drawNotFound({ typed, nearest, rerun, unread }: Extract<Answer, { kind: 'not_found' }>): Drawing {
  const missing = unreadWords(unread);
  const said = md`No pipeline is called ${bold(name(typed, 400))} here.`;
  if (nearest === undefined) {
    const words = md`${said} ${code(`${SLASH_COMMAND} list`)} shows those there are.`;
    return drawing(withUnread(words, missing), [section(words), missing && context(missing)]);
  }
  const words = md`${said} Did you mean ${code(nearest)}?`;
  const asked = rerun === undefined ? section(words) : choosable(words, rerun);
  return drawing(withUnread(words, missing), [asked, missing && context(missing)]);
}
