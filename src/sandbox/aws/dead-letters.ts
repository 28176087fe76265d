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

/** A message that somebody took from the queue and has not deleted yet. */
export interface TakenLetter {
  messageId: string;
  /** for this time that it was taken */
  handle: string;
  body: string;
  /** epoch ms */
  sentAt: number;
  /** how often it was taken, this time included */
  receives: number;
  error: FunctionError;
}

export interface DeadLetters {
  add(letter: {
    queueArn: string | undefined;
    from: string;
    reason: DeadLetter['reason'];
    error: FunctionError;
    body: string;
  }): void;
  /** What is there: nobody has deleted it. */
  list(): DeadLetter[];
  /** @param hiddenMs so long nobody else sees them */
  take(queueName: string, atMost: number, hiddenMs: number): TakenLetter[];
  /** How many are there for somebody to take, and how many somebody has. */
  count(queueName: string): { visible: number; hidden: number };
  /** @returns false when this is no handle of anything that is there */
  hide(handle: string, hiddenMs: number): boolean;
  remove(handle: string): boolean;
}

interface Kept {
  messageId: string;
  letter: DeadLetter;
  body: string;
  visibleAt: number;
  receives: number;
  handle?: string;
}

export function createDeadLetters(now: () => number, newId: () => string): DeadLetters {
  let kept: Kept[] = [];
  const heldAs = (handle: string) => kept.find((one) => one.handle === handle);
  return {
    add({ queueArn, body, ...letter }) {
      const full = { ...letter, at: now(), body: JSON.parse(body), ...(queueArn === undefined ? {} : { queueArn }) };
      kept.push({ messageId: newId(), letter: full, body, visibleAt: now(), receives: 0 });
    },
    list: () => kept.map(({ letter }) => letter),
    take(queueName, atMost, hiddenMs) {
      const visible = kept.filter(
        ({ letter, visibleAt }) => letter.queueArn?.split(':').at(-1) === queueName && visibleAt <= now(),
      );
      return visible.slice(0, atMost).map((one) => {
        one.visibleAt = now() + hiddenMs;
        one.handle = newId();
        one.receives += 1;
        const { messageId, handle, receives } = one;
        return { messageId, handle, body: one.body, sentAt: one.letter.at, receives, error: one.letter.error };
      });
    },
    count(queueName) {
      const there = kept.filter(({ letter }) => letter.queueArn?.split(':').at(-1) === queueName);
      const visible = there.filter(({ visibleAt }) => visibleAt <= now()).length;
      return { visible, hidden: there.length - visible };
    },
    hide(handle, hiddenMs) {
      const one = heldAs(handle);
      if (one) one.visibleAt = now() + hiddenMs;
      return one !== undefined;
    },
    remove(handle) {
      const one = heldAs(handle);
      kept = kept.filter((other) => other !== one);
      return one !== undefined;
    },
  };
}
