import type { Commands } from '../../app/ports.ts';
import type { ParsedCommand } from '../../domain/command.ts';
import { nearest } from '../../nearest.ts';
import { actions } from './actions.ts';
import { approve } from './approve.ts';
import { audit } from './audit.ts';
import { changes } from './changes.ts';
import { create } from './create.ts';
import { deletePipeline } from './delete.ts';
import { disable } from './disable.ts';
import { edit } from './edit.ts';
import { enable } from './enable.ts';
import { freeze } from './freeze.ts';
import { freezes } from './freezes.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { list } from './list.ts';
import { logs } from './logs.ts';
import { mentions } from './mentions.ts';
import { mine } from './mine.ts';
import { override } from './override.ts';
import { reject } from './reject.ts';
import { retry } from './retry.ts';
import { revision } from './revision.ts';
import { rollback } from './rollback.ts';
import { rules } from './rules.ts';
import { show } from './show.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { readSubCommand, type SubCommand } from './sub-command.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { tags } from './tags.ts';
import { targets } from './targets.ts';
import { unfreeze } from './unfreeze.ts';
import { unsubscribe } from './unsubscribe.ts';
import { unwatch } from './unwatch.ts';
import { watch } from './watch.ts';
import { webhooks } from './webhooks.ts';
import { where } from './where.ts';
import { who } from './who.ts';
import { toWords } from './words.ts';

/** Words that belong together. */
export interface Topic {
  readonly name: string;
  readonly words: readonly SubCommand[];
}

/** Every word of this version. Those of the first topic are told first; help tells the others by their topics. */
export const TOPICS: readonly Topic[] = [
  { name: 'daily', words: [status, approve, reject, retry, changes, where, start, stop] },
  { name: 'looking', words: [list, show, history, mine, logs, who, audit] },
  { name: 'details', words: [rules, targets, tags, actions, webhooks] },
  { name: 'acting', words: [rollback, override, revision] },
  { name: 'closing', words: [disable, enable, freeze, unfreeze, freezes] },
  { name: 'hearing', words: [subscribe, unsubscribe, subscriptions, watch, unwatch, mentions] },
  { name: 'changing', words: [create, edit, deletePipeline] },
  { name: 'help', words: [help] },
];

export const SUB_COMMANDS: readonly SubCommand[] = TOPICS.flatMap(({ words }) => words);

/** What people also type when they look for help. */
const ASKS_FOR_HELP: readonly string[] = ['?', '--help', '-h', '--h'];

/** Reads what was typed after the slash command. Pure; names stay as they were typed. */
export function parseCommand(text: string): ParsedCommand {
  const [first, ...rest] = toWords(text);
  if (first === undefined) return { ok: true, command: { verb: 'overview' } };
  const verb = first.text.toLowerCase();
  if (ASKS_FOR_HELP.includes(verb)) return { ok: true, command: { verb: 'help' } };
  const subCommand = findSubCommand(verb);
  if (subCommand) return readSubCommand(subCommand, rest);
  const near = nearest(
    verb,
    SUB_COMMANDS.map(({ name }) => name),
  );
  const typed = first.text.slice(0, 100);
  return { ok: false, problem: { kind: 'unknown_verb', typed, ...(near === undefined ? {} : { nearest: near }) } };
}

/** The sentence with the name of a pipeline after its first word.
 * @returns undefined when the word takes no pipeline there, or it still cannot be understood */
export function withPipeline(text: string, pipeline: string): string | undefined {
  const [first = ''] = toWords(text).map((word) => word.text);
  if (!/^\S+ <pipeline>/.test(findSubCommand(first.toLowerCase())?.usage ?? '')) return undefined;
  const sentence = text.trimStart().replace(/^\S+/, (verb) => `${verb} ${pipeline}`);
  return parseCommand(sentence).ok ? sentence : undefined;
}

export function findSubCommand(verb: string): SubCommand | undefined {
  return SUB_COMMANDS.find(({ name }) => name === verb);
}

export function createCommands(): Commands {
  return { parse: parseCommand, withPipeline, nearest };
}
