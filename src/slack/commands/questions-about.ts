import { isQuestion } from '../../app/questions/question.ts';
import type { Command } from '../../domain/command.ts';
import { parseCommand, SUB_COMMANDS } from './index.ts';

/** Every word that asks something about one pipeline, each with its sentence: whoever adds a word need not add it here. */
export function questionsAbout(pipeline: string): { readonly name: string; readonly text: string }[] {
  return SUB_COMMANDS.flatMap(({ name }) => {
    const text = `${name} ${pipeline}`;
    const parsed = parseCommand(text);
    return parsed.ok && asksAbout(parsed.command, pipeline) ? [{ name, text }] : [];
  });
}

function asksAbout(command: Command, pipeline: string): boolean {
  const asks = isQuestion(command) || command.verb === 'audit';
  return asks && 'pipeline' in command && command.pipeline === pipeline;
}
