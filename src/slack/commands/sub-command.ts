import type { Command, ParsedCommand } from '../../domain/command.ts';
import type { Word } from './words.ts';

/** One word after the slash command: what help says of it, and how what follows is read. */
export interface SubCommand {
  readonly name: string;
  /** `retry <pipeline> [stage] [--all]` */
  readonly usage: string;
  /** one line */
  readonly summary: string;
  /** sentences that work, each with what it means; the tests run them */
  readonly examples: readonly Example[];
  readonly flags: readonly string[];
  /** a question with a long answer: `--page=2` may stand anywhere */
  readonly paged?: true;
  /** @param rest the words after the name, without flags
   * @returns why they cannot be understood, as a sentence, or the command */
  read(rest: readonly string[], flags: ReadonlySet<string>): Command | string;
}

export interface Example {
  readonly text: string;
  readonly command: Command;
}

/** Reads the words after a sub-command's name. */
export function readSubCommand(subCommand: SubCommand, all: readonly Word[]): ParsedCommand {
  const pageWord = subCommand.paged ? all.findLast(isPage) : undefined;
  const rest = pageWord ? all.filter((word) => !isPage(word)) : all;
  const flags = rest.filter(isFlag).map(({ text }) => text.slice(2).toLowerCase());
  const unknown = flags.find((flag) => !subCommand.flags.includes(flag));
  if (unknown !== undefined) return wrongUsage(subCommand, `${subCommand.name} knows no --${unknown}.`);
  const words = rest.filter((word) => !isFlag(word)).map(({ text }) => text);
  const result = subCommand.read(words, new Set(flags));
  if (typeof result === 'string') return wrongUsage(subCommand, result);
  return { ok: true, command: result, ...(pageWord ? { page: Number(pageWord.text.slice(PAGE.length)) } : {}) };
}

/** What a page button adds to the sentence that it repeats. */
export const PAGE = '--page=';

function isFlag({ text, quoted }: Word): boolean {
  return !quoted && /^--\p{L}/u.test(text);
}

function isPage({ text, quoted }: Word): boolean {
  return !quoted && /^--page=[1-9]\d{0,3}$/.test(text);
}

function wrongUsage({ name, usage, examples }: SubCommand, why: string): ParsedCommand {
  return { ok: false, problem: { kind: 'wrong_usage', verb: name, why, usage, example: examples[0]?.text ?? name } };
}

/** The sentence for a word that is missing. */
export function missing(verb: string, what: string): string {
  return `${verb} needs ${what}.`;
}

/** @returns the sentence for words too many, undefined when there are none */
export function tooMany(verb: string, rest: readonly string[], most: number): string | undefined {
  const extra = rest[most];
  return extra === undefined ? undefined : `${verb} does not know what to do with “${extra}”.`;
}
