export const PREFIX = '/pipeline';

export type CommandLine = { kind: 'command'; text: string } | { kind: 'other_command' } | { kind: 'ordinary_text' };

/** What the command box holds: `/pipeline …`, in any case and however often the prefix was typed over the one already there. */
export function readCommandLine(line: string): CommandLine {
  const words = /^(?:\s*\/pipeline(?=\s|$))+\s*/i.exec(line);
  if (words) return { kind: 'command', text: line.slice(words[0].length).trim() };
  return line.trimStart().startsWith('/') ? { kind: 'other_command' } : { kind: 'ordinary_text' };
}
