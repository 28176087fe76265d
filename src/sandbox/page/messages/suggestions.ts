import type { WorkspaceSnapshot } from '../../ports.ts';

type App = WorkspaceSnapshot['app'];

/** Something that could be meant by what was typed so far. */
export type Suggestion = {
  key: string;
  label: string;
  /** what can follow */
  usage: string;
  detail: string;
} & ({ kind: 'text' /** the whole line, once it is taken */; line: string } | { kind: 'shortcut'; callbackId: string });

/** Commands and global shortcuts after a `/`, as Slack offers them; then the words of a command.
 * @returns nothing for ordinary text, and once the words are done */
export function suggest(line: string, app: App): Suggestion[] {
  if (/^\/\S*$/.test(line)) return [...commandsLike(line, app), ...shortcutsLike(line.slice(1), app)];
  const [, typed = '', begun = ''] = /^(\/\S+)\s+(\S*)$/.exec(line) ?? [];
  const command = app.commands.find((each) => each.command === typed.toLowerCase());
  return command ? wordsLike(begun, command) : [];
}

/** How the command that stands there goes on, for the line below the box; null where nothing is known. */
export function usageOf(line: string, app: App): string | null {
  const [, typed = '', word = ''] = /^(\/\S+)\s+(\S+)/.exec(line) ?? [];
  const command = app.commands.find((each) => each.command === typed.toLowerCase());
  const known = command?.words.find(({ name }) => name === word.toLowerCase());
  return command && known ? `${command.command} ${known.usage}` : null;
}

function commandsLike(begun: string, { commands }: App): Suggestion[] {
  return commands
    .filter(({ command }) => command.startsWith(begun.toLowerCase()))
    .map(({ command, usageHint, description }) => {
      const shown = { key: command, label: command, usage: usageHint, detail: description };
      return { kind: 'text' as const, ...shown, line: `${command} ` };
    });
}

/** Global shortcuts are found by any part of their name. */
function shortcutsLike(begun: string, { shortcuts }: App): Suggestion[] {
  return shortcuts
    .filter(({ type, name }) => type === 'global' && name.toLowerCase().includes(begun.toLowerCase()))
    .map(({ callbackId, name, description }) => {
      return {
        kind: 'shortcut' as const,
        key: `shortcut ${callbackId}`,
        label: name,
        usage: '',
        detail: description,
        callbackId,
      };
    });
}

function wordsLike(begun: string, { command, words, usageHint }: App['commands'][number]): Suggestion[] {
  const known = words.length > 0 ? words : hintedWords(usageHint);
  const like = known.filter(({ name }) => name.startsWith(begun.toLowerCase()));
  // Whoever has typed the word whole is done with it.
  if (like.length === 1 && like[0]?.name === begun.toLowerCase()) return [];
  return like.map(({ name, usage, summary }) => {
    const rest = usage.slice(name.length).trim();
    return { kind: 'text', key: name, label: name, usage: rest, detail: summary, line: `${command} ${name} ` };
  });
}

/** Where no help is known: the words of a hint like `status | start [name] | help`. */
function hintedWords(hint: string): { name: string; usage: string; summary: string }[] {
  return hint.split('|').flatMap((part) => {
    const usage = part.trim();
    const name = /^[a-z]\S*/i.exec(usage)?.[0];
    return name === undefined ? [] : [{ name: name.toLowerCase(), usage, summary: '' }];
  });
}
