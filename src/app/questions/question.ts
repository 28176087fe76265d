import type { Command } from '../../domain/command.ts';

const QUESTIONS = [
  'overview',
  'help',
  'list',
  'status',
  'who',
  'freezes',
  'subscriptions',
  'show',
  'history',
  'changes',
  'where',
  'mine',
  'logs',
  'rules',
  'targets',
  'tags',
  'actions',
  'webhooks',
] as const;

export type Question = Extract<Command, { verb: (typeof QUESTIONS)[number] }>;

export function isQuestion(command: Command): command is Question {
  return QUESTIONS.some((verb) => verb === command.verb);
}
