import type { Command } from '../../domain/command.ts';

export type Question = Extract<
  Command,
  { verb: 'overview' | 'help' | 'list' | 'status' | 'who' | 'freezes' | 'subscriptions' }
>;

const QUESTIONS: readonly Command['verb'][] = [
  'overview',
  'help',
  'list',
  'status',
  'who',
  'freezes',
  'subscriptions',
] satisfies Question['verb'][];

export function isQuestion(command: Command): command is Question {
  return QUESTIONS.includes(command.verb);
}
