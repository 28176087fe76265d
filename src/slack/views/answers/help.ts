import type { Drawing } from '../../../app/ports.ts';
import { nearest } from '../../../nearest.ts';
import { context, section } from '../../blocks.ts';
import { findSubCommand, SUB_COMMANDS, TOLD_FIRST } from '../../commands/index.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import type { SubCommand } from '../../commands/sub-command.ts';
import { code, join, type Mrkdwn, md } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';

/** @param topic a word to explain; absent: the words themselves */
export function drawHelp(topic: string | undefined): Drawing {
  if (topic === undefined) return allWords();
  const subCommand = findSubCommand(topic.toLowerCase());
  return subCommand ? oneWord(subCommand) : noSuchWord(topic);
}

function allWords(): Drawing {
  const first = SUB_COMMANDS.slice(0, TOLD_FIRST);
  const others = SUB_COMMANDS.slice(TOLD_FIRST).map(({ name }) => code(name));
  const lines = join(first.map(usageLine), '\n');
  const rest = md`Also ${join(others, ', ')}. ${code(`${SLASH_COMMAND} help start`)} explains a word; ${code(SLASH_COMMAND)} alone shows what waits, what is red and what runs.`;
  return drawing(md`Words after ${SLASH_COMMAND}: ${SUB_COMMANDS.map(({ name }) => name).join(', ')}.`, [
    section(lines),
    context(rest),
  ]);
}

function usageLine({ usage, summary }: SubCommand): Mrkdwn {
  return md`${code(usage)}  ${summary}`;
}

function oneWord(subCommand: SubCommand): Drawing {
  const examples = subCommand.examples.map(({ text }) => code(`${SLASH_COMMAND} ${text}`));
  const words = md`${code(`${SLASH_COMMAND} ${subCommand.usage}`)}\n${subCommand.summary}`;
  return drawing(md`${subCommand.name}: ${subCommand.summary}. Usage: ${SLASH_COMMAND} ${subCommand.usage}`, [
    section(words),
    section(md`For example\n${join(examples, '\n')}`),
  ]);
}

function noSuchWord(topic: string): Drawing {
  const near = nearest(
    topic,
    SUB_COMMANDS.map(({ name }) => name),
  );
  const hint = near === undefined ? md`` : md` Did you mean ${code(near)}?`;
  const words = md`There is no word ${code(topic, 100)}.${hint}`;
  const { blocks } = allWords();
  const all = drawing(words, [section(words)]);
  return { text: all.text, blocks: [...all.blocks, ...blocks] };
}
