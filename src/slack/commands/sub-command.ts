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
  /** flags with a word after each: `--source App=3f2c91e` */
  readonly options?: readonly string[];
  /** @param rest the words after the name, without flags
   * @param given the words after options, in the order typed
   * @returns why they cannot be understood, as a sentence, or the command */
  read(rest: readonly string[], flags: ReadonlySet<string>, given: Given): Command | string;
}

export interface Example {
  readonly text: string;
  readonly command: Command;
}

/** What was typed after each option. */
export type Given = ReadonlyMap<string, readonly string[]>;

/** Reads the words after a sub-command's name. */
export function readSubCommand(subCommand: SubCommand, all: readonly Word[]): ParsedCommand {
  const pageWord = subCommand.paged ? all.findLast(isPage) : undefined;
  const sorted = sort(subCommand, pageWord ? all.filter((word) => !isPage(word)) : all);
  const result = typeof sorted === 'string' ? sorted : subCommand.read(sorted.words, sorted.flags, sorted.given);
  if (typeof result === 'string') return wrongUsage(subCommand, result);
  return { ok: true, command: result, ...(pageWord ? { page: Number(pageWord.text.slice(PAGE.length)) } : {}) };
}

/** What a page button adds to the sentence that it repeats. */
export const PAGE = '--page=';

function isPage({ text, quoted }: Word): boolean {
  return !quoted && /^--page=[1-9]\d{0,3}$/.test(text);
}

/** @returns why that is not possible, as a sentence */
function sort({ name, flags: known, options = [] }: SubCommand, rest: readonly Word[]) {
  const words: string[] = [];
  const flags = new Set<string>();
  const given = new Map<string, readonly string[]>();
  const left = [...rest];
  for (let word = left.shift(); word; word = left.shift()) {
    if (!isFlag(word)) {
      words.push(word.text);
      continue;
    }
    const flag = word.text.slice(2).toLowerCase();
    if (known.includes(flag)) flags.add(flag);
    else if (!options.includes(flag)) return `${name} knows no --${flag}.`;
    else {
      const value = left.shift();
      if (!value || isFlag(value)) return `--${flag} needs a word after it.`;
      given.set(flag, [...(given.get(flag) ?? []), value.text]);
    }
  }
  return { words, flags, given };
}

function isFlag({ text, quoted }: Word): boolean {
  return !quoted && /^--\p{L}/u.test(text);
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
