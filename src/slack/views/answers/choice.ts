import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { context, section } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { oneLine } from '../../foreign-text.ts';
import { code, md, name } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { choosable } from './run-words.ts';

const CHOICES_SHOWN = 10;

/** Several pipelines fit what was typed: never a guess, and the sentence of each is shown before it runs. */
export function drawChoice({ typed, candidates, commands }: Extract<Answer, { kind: 'choice' }>): Drawing {
  const question =
    candidates.length === 1
      ? md`${code(typed)} is not the whole name. Is this the one?`
      : md`${code(typed)} may be any of ${candidates.length} pipelines. Which one?`;
  return drawing(question, [section(question), ...choices(candidates, commands), ...more(candidates.length)]);
}

/** Several things fit the words: stages that failed, executions that run, approvals that wait. */
export function drawWhich({ question, options }: Extract<Answer, { kind: 'which' }>): Drawing {
  const asked = md`${oneLine(question) || 'Which one?'}`;
  const labels = options.map(({ label }) => label);
  const commands = options.map(({ command }) => command);
  return drawing(asked, [section(asked), ...choices(labels, commands), ...more(options.length)]);
}

function choices(labels: readonly string[], commands: readonly string[]) {
  return labels.slice(0, CHOICES_SHOWN).map((label, index) => {
    const command = commands[index] ?? '';
    const line = md`${name(label, 300)}\n${code(`${SLASH_COMMAND} ${command}`)}`;
    return command === '' ? section(name(label, 300)) : choosable(line, command);
  });
}

function more(count: number) {
  return count > CHOICES_SHOWN ? [context(md`and ${count - CHOICES_SHOWN} more: type more of the name`)] : [];
}
