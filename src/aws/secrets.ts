import { readParameters } from './parameters.ts';

type Source = { readonly value: string } | { readonly parameter: string };

interface Secret {
  /** The value, read at most five minutes ago, or as it was last read while SSM cannot be. */
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
  let good: { readonly at: number; readonly values: Map<string, string> } | undefined;
  let triedAt = 0;
  let underWay: Promise<Map<string, string>> | undefined;

  async function ask(): Promise<Map<string, string>> {
    triedAt = now();
    try {
      const values = await readParameters(names, region, process.env);
      good = { at: triedAt, values };
    } catch (error) {
      // What worked a moment ago is better than nothing; a value that works no more is refused where it is used.
      if (!good) throw error;
    } finally {
      underWay = undefined;
    }
    return good.values;
  }

  /** Without any values every call asks, for nothing works until there are some. */
  async function values(maxAgeMs: number): Promise<Map<string, string>> {
    if (good && (now() - good.at < maxAgeMs || (!underWay && now() - triedAt < REREAD_MS))) return good.values;
    underWay ??= ask();
    return underWay;
  }

  async function current(source: Source, maxAgeMs: number): Promise<string> {
    if ('value' in source) return source.value;
    const value = (await values(maxAgeMs)).get(source.parameter);
    if (value === undefined) throw new Error(`SSM did not answer with ${source.parameter}`);
    return value;
  }

  const entries = Object.entries<Source>(sources).map(([name, source]) => {
    const secret = () => current(source, FRESH_MS);
    return [name, Object.assign(secret, { reread: () => current(source, REREAD_MS) })];
  });
  return Object.fromEntries(entries) as { readonly [name in K]: Secret };
}
