import { createHash } from 'node:crypto';
import type { Clock } from '../ports.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Makes ids that look like Slack's. Each contains a counter, so that they stay unique whatever `random` gives. */
export interface Ids {
  /** A message's ts, `1763800000.000100`: unique in the workspace and always rising. */
  ts(): string;
  /** `V0…`, `Bk…`: the prefix, then ten characters */
  entity(prefix: string): string;
  /** what Slack puts where a block_id or action_id is missing */
  blockId(): string;
  /** a view's hash, `<unix seconds>.<8 characters>` */
  viewHash(): string;
  /** `digits.digits.32 hex` */
  triggerId(): string;
  /** for a URL that must not be guessed */
  secret(): string;
}

export function createIds(deps: { clock: Clock; newId: () => string; random: () => number }): Ids {
  let counter = 0;
  let lastMicroseconds = 0;
  const unique = (length: number): string => {
    const serial = (counter++).toString(36).toUpperCase().padStart(3, '0');
    let letters = '';
    while (letters.length + serial.length < length) letters += ALPHABET[Math.floor(deps.random() * 36) % 36] ?? 'A';
    return letters + serial;
  };
  const secret = (): string => createHash('sha256').update(deps.newId()).digest('hex').slice(0, 32);
  return {
    ts() {
      lastMicroseconds = Math.max(lastMicroseconds + 1, Math.floor(deps.clock.now()) * 1000);
      return formatTs(lastMicroseconds);
    },
    entity: (prefix) => prefix + unique(10),
    blockId: () => unique(5),
    viewHash: () => `${Math.floor(deps.clock.now() / 1000)}.${unique(8)}`,
    triggerId: () => `${Math.floor(deps.clock.now())}.${String(counter++).padStart(10, '0')}.${secret()}`,
    secret,
  };
}

function formatTs(microseconds: number): string {
  const seconds = Math.floor(microseconds / 1_000_000);
  return `${String(seconds).padStart(10, '0')}.${String(microseconds % 1_000_000).padStart(6, '0')}`;
}
