import type { Commands } from '../../app/ports.ts';
import type { ParsedCommand } from '../../domain/command.ts';
import { nearest } from '../../nearest.ts';
import { approve } from './approve.ts';
import { audit } from './audit.ts';
import { create } from './create.ts';
import { deletePipeline } from './delete.ts';
import { disable } from './disable.ts';
import { edit } from './edit.ts';
import { enable } from './enable.ts';
import { freeze } from './freeze.ts';
import { freezes } from './freezes.ts';
import { help } from './help.ts';
import { list } from './list.ts';
import { override } from './override.ts';
import { reject } from './reject.ts';
import { retry } from './retry.ts';
import { revision } from './revision.ts';
import { rollback } from './rollback.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { readSubCommand, type SubCommand } from './sub-command.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { tags } from './tags.ts';
import { unfreeze } from './unfreeze.ts';
import { unsubscribe } from './unsubscribe.ts';
import { unwatch } from './unwatch.ts';
import { watch } from './watch.ts';
import { who } from './who.ts';
import { toWords } from './words.ts';

/** Every word of this version, in the order in which help tells them. */
export const SUB_COMMANDS: readonly SubCommand[] = [
  status,
  approve,
  reject,
  retry,
  start,
  stop,
  list,
  who,
  rollback,
  override,
  disable,
  enable,
  revision,
  tags,
  audit,
  freeze,
  unfreeze,
  freezes,
  subscribe,
  unsubscribe,
  subscriptions,
  watch,
  unwatch,
  create,
  edit,
  deletePipeline,
  help,
];

/** So many are told first. */
export const TOLD_FIRST = 8;

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

export function findSubCommand(verb: string): SubCommand | undefined {
  return SUB_COMMANDS.find(({ name }) => name === verb);
}

export function createCommands(): Commands {
  return { parse: parseCommand, nearest };
}
