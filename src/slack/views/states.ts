import type { State } from '../../domain/execution-event.ts';

/** The mark that helps and the word that carries the state (messages.md, rule 2). */
export const MARK: Readonly<Record<State | 'none', string>> = {
  running: '●',
  waiting: '⏸',
  stopping: '■',
  succeeded: '✓',
  failed: '✗',
  stopped: '■',
  superseded: '↷',
  cancelled: '⊗',
  abandoned: '■',
  none: '◌',
};

/** Closed transitions, new starts, retries and rollbacks have marks too. */
export const CLOSED = '⊘';
export const OPENED = '○';
export const STARTED = '▶';
export const RETRIED = '↻';
export const ROLLED_BACK = '↶';

export const ALIVE: readonly State[] = ['running', 'waiting', 'stopping'];

export function isAlive(state: State | undefined): boolean {
  return state !== undefined && ALIVE.includes(state);
}
