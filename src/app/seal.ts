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

export function seal(operation: string, key: string): Sealed {
  return { v: 1, operation, seal: mac(operation, key) };
}

/** @throws BrokenSealError when the text was not sealed with this key */
export function openSeal(sealed: Sealed, key: string): string {
  const expected = Buffer.from(mac(sealed.operation, key), 'hex');
  const found = Buffer.from(sealed.seal, 'hex');
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) {
    throw new BrokenSealError('This operation was not sealed by this installation; nothing was done');
  }
  return sealed.operation;
}

function mac(operation: string, key: string): string {
  if (key.length < 16) throw new Error('The operation key is too short: at least 16 characters are needed');
  return createHmac('sha256', key).update(`signalbox-operation-v1\n${operation}`).digest('hex');
}
