import type { RequestLogEntry } from './ports.ts';

/** The newest requests, for the page. */
export interface RequestLog {
  add(entry: RequestLogEntry): void;
  /** oldest first */
  newest(): RequestLogEntry[];
  onChange(listener: () => void): void;
}

const KEPT = 100;

export function createRequestLog(): RequestLog {
  const entries: RequestLogEntry[] = [];
  const listeners: (() => void)[] = [];
  return {
    add(entry) {
      entries.push(entry);
      if (entries.length > KEPT) entries.shift();
      for (const listener of listeners) listener();
    },
    newest: () => [...entries],
    onChange: (listener) => listeners.push(listener),
  };
}
