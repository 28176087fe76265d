import type { Readable } from 'node:stream';

export interface LogLine {
  at: number;
  function: string;
  line: string;
}

/** What the functions wrote, newest last. */
export interface FunctionLog {
  follow(functionName: string, stream: Readable): void;
  lines(): LogLine[];
}

/** Enough to see what led to a failure, little enough to keep in memory for days. */
const KEPT_LINES = 2_000;

export function createFunctionLog(now: () => number): FunctionLog {
  const kept: LogLine[] = [];

  function keep(functionName: string, text: string): void {
    for (const line of text.split('\n')) if (line) kept.push({ at: now(), function: functionName, line });
    if (kept.length > KEPT_LINES) kept.splice(0, kept.length - KEPT_LINES);
  }

  return {
    follow(functionName, stream) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => keep(functionName, text));
    },
    lines: () => [...kept],
  };
}
