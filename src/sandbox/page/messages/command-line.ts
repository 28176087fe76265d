export type CommandLine =
  | { kind: 'command'; command: string; text: string }
  | { kind: 'unknown_command'; command: string }
  | { kind: 'message'; text: string }
  | { kind: 'nothing' };

/** What the box holds: a command of the manifest, in any case; else words for people. */
export function readCommandLine(line: string, commands: readonly string[]): CommandLine {
  const [, typed = '', text = ''] = /^\s*(\/\S+)\s*(.*)$/s.exec(line) ?? [];
  if (typed === '') return line.trim() === '' ? { kind: 'nothing' } : { kind: 'message', text: line.trim() };
  const command = commands.find((each) => each.toLowerCase() === typed.toLowerCase());
  return command === undefined
    ? { kind: 'unknown_command', command: typed }
    : { kind: 'command', command, text: text.trim() };
}
