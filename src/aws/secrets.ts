import { readParameters } from './parameters.ts';

type Source = { readonly value: string } | { readonly parameter: string };

export interface Secret {
  /** The value, read at most five minutes ago. */
  (): Promise<string>;
  /** The value read again, because the one we have was refused: at most once a minute, so that nobody can make us ask all the time. */
  reread(): Promise<string>;
}

const FRESH_MS = 5 * 60_000;
const REREAD_MS = 60_000;

/** The secrets of one function. All parameters are read with one call; a rotated value is picked up without a deploy. */
export function createSecrets<K extends string>(
  sources: { readonly [name in K]: Source },
  region: string,
  now: () => number,
): { readonly [name in K]: Secret } {
  const names = Object.values<Source>(sources).flatMap((source) => ('parameter' in source ? [source.parameter] : []));
  let read: { readonly at: number; readonly values: Promise<Map<string, string>> } | undefined;

  async function current(source: Source, maxAgeMs: number): Promise<string> {
    if ('value' in source) return source.value;
    if (!read || now() - read.at >= maxAgeMs) {
      const values = readParameters(names, region, process.env);
      read = { at: now(), values };
      // A failed read is not kept: the next one asks again.
      values.catch(() => {
        if (read?.values === values) read = undefined;
      });
    }
    const value = (await read.values).get(source.parameter);
    if (value === undefined) throw new Error(`SSM did not answer with ${source.parameter}`);
    return value;
  }

  const entries = Object.entries<Source>(sources).map(([name, source]) => {
    const secret = () => current(source, FRESH_MS);
    return [name, Object.assign(secret, { reread: () => current(source, REREAD_MS) })];
  });
  return Object.fromEntries(entries) as { readonly [name in K]: Secret };
}
