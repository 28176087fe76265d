import type { FunctionError } from './functions/protocol.ts';

/** What nobody could deliver or carry out, with the reason. */
export interface DeadLetter {
  at: number;
  /** absent when nothing stands behind the hop: the event is lost, and this record is all there is */
  queueArn?: string;
  from: string;
  reason: 'RetriesExhausted' | 'EventAgeExceeded';
  error: FunctionError;
  body: unknown;
}

export interface DeadLetters {
  add(letter: {
    queueArn: string | undefined;
    from: string;
    reason: DeadLetter['reason'];
    error: FunctionError;
    body: string;
  }): void;
  list(): DeadLetter[];
}

export function createDeadLetters(now: () => number): DeadLetters {
  const letters: DeadLetter[] = [];
  return {
    add({ queueArn, body, ...letter }) {
      letters.push({ ...letter, at: now(), body: JSON.parse(body), ...(queueArn === undefined ? {} : { queueArn }) });
    },
    list: () => [...letters],
  };
}
