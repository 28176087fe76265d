import type { Drawing } from '../../../app/ports.ts';
import type { CommandProblem } from '../../../domain/command.ts';
import { section } from '../../blocks.ts';
import { drawing } from '../drawing.ts';
import { commandProblemWords } from '../problem.ts';

export function drawProblem(problem: CommandProblem): Drawing {
  const words = commandProblemWords(problem);
  return drawing(words, [section(words)]);
}
