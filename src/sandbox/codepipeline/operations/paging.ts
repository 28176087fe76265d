import { createHash } from 'node:crypto';
import { ServiceError } from '../service-error.ts';

/* Page tokens name the last item that was handed out, so that new items do not shift a page. They carry a checksum over the
 * question they belong to: one of another list, or a made-up one, is refused, and nothing has to be remembered. */

export interface Paged {
  maxResults?: number;
  nextToken?: string;
}

type Key = number | string;

const checksum = (question: string, text: string) =>
  createHash('sha256').update(`${question}\n${text}`).digest('hex').slice(0, 16);

function tokenFor(question: string, after: Key): string {
  const text = JSON.stringify(after);
  return Buffer.from(`${checksum(question, text)}${text}`).toString('base64url');
}

function readToken(question: string, token: string): Key {
  const decoded = Buffer.from(token, 'base64url').toString('utf8');
  const text = decoded.slice(16);
  // Exactly the text that was handed out: base64 decoding alone would overlook stray characters.
  if (decoded.slice(0, 16) !== checksum(question, text) || Buffer.from(decoded).toString('base64url') !== token)
    throw new ServiceError('InvalidNextTokenException', 'The next token is not valid');
  const key: unknown = JSON.parse(text);
  return typeof key === 'number' ? key : String(key);
}

/** One page of a list.
 * @param items in the order of the list: by number, highest first, or by name
 * @param question operation and filters: what a token is good for
 * @throws ServiceError InvalidNextTokenException */
export function page<T>(
  items: readonly T[],
  keyOf: (item: T) => Key,
  question: string,
  size: number,
  token?: string,
): { items: T[]; nextToken?: string } {
  const after = token === undefined ? undefined : readToken(question, token);
  const isPast = (key: Key) =>
    after === undefined || (typeof key === 'number' ? key < Number(after) : key > String(after));
  const rest = items.filter((item) => isPast(keyOf(item)));
  const shown = rest.slice(0, size);
  const last = shown.at(-1);
  return rest.length > size && last !== undefined
    ? { items: shown, nextToken: tokenFor(question, keyOf(last)) }
    : { items: shown };
}
