import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from './http-request.ts';

export interface SignatureOptions {
  readonly signingSecret: () => Promise<string>;
  /** reads the secret again, past any cache */
  readonly rereadSecret: () => Promise<string>;
  /** epoch ms */
  readonly now: () => number;
}

const MAX_AGE_MS = 300_000;
const REREAD_EVERY_MS = 60_000;

/** Is this request signed by Slack, and less than five minutes from now in either direction?
 *
 * A wrong signature may mean that the secret was changed: then it is read again, at most once a minute, so that nobody can
 * make us ask for it at will.
 */
export function createSignatureCheck({ signingSecret, rereadSecret, now }: SignatureOptions) {
  let rereadAt = Number.NEGATIVE_INFINITY;
  return async (request: HttpRequest): Promise<boolean> => {
    if (!/^v0=[0-9a-f]{64}$/.test(request.signature) || !isFresh(request.timestamp, now())) return false;
    if (isSignedWith(await signingSecret(), request)) return true;
    if (now() - rereadAt < REREAD_EVERY_MS) return false;
    rereadAt = now();
    return isSignedWith(await rereadSecret(), request);
  };
}

function isFresh(timestamp: string, nowMs: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(nowMs - Number(timestamp) * 1_000) <= MAX_AGE_MS;
}

function isSignedWith(secret: string, { bytes, timestamp, signature }: HttpRequest): boolean {
  if (secret === '') return false; // an empty key would let everybody sign
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(bytes).digest();
  return timingSafeEqual(expected, Buffer.from(signature.slice('v0='.length), 'hex'));
}
