import { createHmac, timingSafeEqual } from 'node:crypto';

/** A text with proof that this installation wrote it. Travels as the detail of `Signalbox Operation Requested`. */
export interface Sealed {
  readonly v: 1;
  readonly operation: string;
  readonly seal: string;
}

export class BrokenSealError extends Error {
  override readonly name = 'BrokenSealError';
}

/** @param key one key a line; the first one seals */
export function seal(operation: string, key: string): Sealed {
  const [first] = keysOf(key);
  return { v: 1, operation, seal: mac(operation, first).toString('hex') };
}

/** @param key one key a line; each of them opens, so that what was sealed just before a rotation is not lost
 * @throws BrokenSealError when the text was sealed with none of them */
export function openSeal(sealed: Sealed, key: string): string {
  const found = Buffer.from(sealed.seal, 'hex');
  const opens = (one: string) => {
    const expected = mac(sealed.operation, one);
    return found.length === expected.length && timingSafeEqual(found, expected);
  };
  if (!keysOf(key).some(opens)) {
    throw new BrokenSealError('This operation was not sealed by this installation; nothing was done');
  }
  return sealed.operation;
}

/** @throws Error for a key that could be guessed */
function keysOf(key: string): [string, ...string[]] {
  const [first = '', ...older] = key.split('\n').flatMap((line) => line.trim() || []);
  if ([first, ...older].some((one) => one.length < 16)) {
    throw new Error('The operation key is too short: at least 16 characters are needed in each of its lines');
  }
  return [first, ...older];
}

function mac(operation: string, key: string): Buffer {
  return createHmac('sha256', key).update(`signalbox-operation-v1\n${operation}`).digest();
}
