import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { shortId } from '../../../domain/ids.ts';
import { context, section } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { bold, code, md, name } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { targetLines } from '../rollback-words.ts';
import { choosable } from './run-words.ts';

/** The executions that a stage can go back to, each with what that would undo and the sentence that does it. */
export function drawRollbackChoice({ choice, name: called }: Extract<Answer, { kind: 'rollback_choice' }>): Drawing {
  const { ref, holder, failed, targets, more } = choice;
  const id = name(shortId(holder), 60);
  const now = failed ? md`Execution ${id} was there last, and was not good.` : md`Execution ${id} is there now.`;
  const question = md`To which execution should ${bold(name(ref.stage, 300))} of ${bold(name(called))} go back? ${now}`;
  return drawing(question, [
    section(question),
    ...targets.map((target) => {
      const command = `rollback ${called} ${ref.stage} ${target.execution.executionId}`;
      return choosable(md`${targetLines(target)}\n${code(`${SLASH_COMMAND} ${command}`)}`, command);
    }),
    more > 0 ? context(md`and ${more} older ones: type the id of one`) : undefined,
  ]);
}
