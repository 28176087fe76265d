/** What was typed before, as a shell keeps it: a cursor walks back through it and forward to the unfinished line. */
export interface History {
  readonly lines: readonly string[];
  /** index into lines; lines.length is the unfinished line */
  readonly at: number;
  readonly unfinished: string;
}

const LIMIT = 50;

export const EMPTY_HISTORY: History = { lines: [], at: 0, unfinished: '' };

export function remember(history: History, line: string): History {
  const lines = history.lines.at(-1) === line ? history.lines : [...history.lines, line].slice(-LIMIT);
  return { lines, at: lines.length, unfinished: '' };
}

/** @param step -1 is older, 1 is newer
 * @returns null when there is nothing further in that direction */
export function walk(history: History, step: -1 | 1, current: string): { history: History; line: string } | null {
  const at = history.at + step;
  if (at < 0 || at > history.lines.length) return null;
  const unfinished = history.at === history.lines.length ? current : history.unfinished;
  return { history: { ...history, at, unfinished }, line: history.lines[at] ?? unfinished };
}
