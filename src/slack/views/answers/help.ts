import type { Drawing } from '../../../app/ports.ts';
import type { Sentence } from '../../../domain/command.ts';
import { nearest } from '../../../nearest.ts';
import { context, section } from '../../blocks.ts';
import { findSubCommand, SUB_COMMANDS, TOPICS, type Topic } from '../../commands/index.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import type { SubCommand } from '../../commands/sub-command.ts';
import { bold, code, join, type Mrkdwn, md } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { paged } from './pages.ts';

/** @param asked a word or a topic to explain; absent: the words themselves */
export function drawHelp(asked: string | undefined, sentence: Sentence | undefined): Drawing {
  if (asked === undefined) return allWords();
  const wanted = asked.toLowerCase();
  const subCommand = findSubCommand(wanted);
  if (subCommand) return oneWord(subCommand);
  const topic = TOPICS.find(({ name }) => name === wanted);
  return topic ? oneTopic(topic, sentence) : noSuchWord(asked);
}

/** The words of every day with their usage, the others by name under their topics. */
function allWords(): Drawing {
  const [daily, ...topics] = TOPICS;
  const first = join((daily?.words ?? []).map(usageLine), '\n');
  const others = topics.map(
    ({ name, words }) =>
      md`${bold(md`${name}`)}  ${join(
        words.map((word) => code(word.name)),
        ', ',
      )}`,
  );
  const rest = md`${code(`${SLASH_COMMAND} help start`)} explains a word, ${code(`${SLASH_COMMAND} help looking`)} a topic; ${code(SLASH_COMMAND)} alone shows what waits, what is red and what runs. In a channel that is about one pipeline its name may be left out.`;
  return drawing(md`Words after ${SLASH_COMMAND}: ${SUB_COMMANDS.map(({ name }) => name).join(', ')}.`, [
    section(first),
    section(join(others, '\n')),
    context(rest),
  ]);
}

function oneTopic({ name, words }: Topic, sentence: Sentence | undefined): Drawing {
  const names = words.map((word) => word.name).join(', ');
  return drawing(md`${name}: ${names}.`, paged(words.map(usageLine), sentence));
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
    [...SUB_COMMANDS, ...TOPICS].map(({ name }) => name),
  );
  const hint = near === undefined ? md`` : md` Did you mean ${code(near)}?`;
  const words = md`There is no word ${code(topic, 100)}.${hint}`;
  const { blocks } = allWords();
  const all = drawing(words, [section(words)]);
  return { text: all.text, blocks: [...all.blocks, ...blocks] };
}
