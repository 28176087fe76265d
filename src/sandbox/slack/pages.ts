import { optionalString } from './arguments.ts';
import { type JsonObject, stringOr } from './json.ts';
import { SlackError } from './slack-error.ts';

interface Page<T> {
  items: T[];
  /** '' on the last page */
  nextCursor: string;
}

/** Cursor pagination, as the list methods do it: `limit` and `cursor` in, `response_metadata.next_cursor` out.
 * @param isAtOrPast whether an item is the one with this key, or comes after it
 * @throws SlackError `invalid_limit`, `invalid_cursor` */
export function page<T>(
  items: readonly T[],
  args: JsonObject,
  keyOf: (item: T) => string,
  isAtOrPast: (item: T, key: string) => boolean,
  limits: { usual: number; most: number },
): Page<T> {
  const limit = readLimit(args, limits);
  const start = readStart(items, args, isAtOrPast);
  const next = items[start + limit];
  return { items: items.slice(start, start + limit), nextCursor: next ? encode(keyOf(next)) : '' };
}

function readLimit(args: JsonObject, { usual, most }: { usual: number; most: number }): number {
  if (typeof args.limit === 'object') throw new SlackError('invalid_limit');
  const given = Number(optionalString(args, 'limit') ?? usual);
  if (!Number.isInteger(given) || given < 0 || given > most) throw new SlackError('invalid_limit');
  return given === 0 ? usual : given;
}

function readStart<T>(items: readonly T[], args: JsonObject, isAtOrPast: (item: T, key: string) => boolean): number {
  const cursor = stringOr(args.cursor, '');
  if (cursor === '') return 0;
  const key = /^next:(.+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (key === undefined) throw new SlackError('invalid_cursor');
  const start = items.findIndex((item) => isAtOrPast(item, key));
  return start < 0 ? items.length : start;
}

function encode(key: string): string {
  return Buffer.from(`next:${key}`).toString('base64');
}
