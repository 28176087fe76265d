/* The part of JSONPath that webhook filters need: `$`, `.name`, `['name']`, `[0]`, `[*]`, `.*` and `..name`. */

type Part =
  | { kind: 'name'; name: string }
  | { kind: 'index'; index: number }
  | { kind: 'all' }
  | { kind: 'deep'; name: string };

const TOKEN = /^(?:\.\.([A-Za-z0-9_-]+)|\.([A-Za-z0-9_-]+)|\.(\*)|\[(\d{1,6})\]|\[(\*)\]|\['([^']*)'\]|\["([^"]*)"\])/;

/** @returns null when the text is no path of this kind */
export function parseJsonPath(path: string): Part[] | null {
  if (!path.startsWith('$')) return null;
  const parts: Part[] = [];
  for (let rest = path.slice(1); rest !== ''; ) {
    const [whole, deep, name, star, index, starred, single, double] = TOKEN.exec(rest) ?? [];
    if (whole === undefined) return null;
    const key = name ?? single ?? double;
    if (deep !== undefined) parts.push({ kind: 'deep', name: deep });
    else if (index !== undefined) parts.push({ kind: 'index', index: Number(index) });
    else if (key !== undefined) parts.push({ kind: 'name', name: key });
    else if (star ?? starred) parts.push({ kind: 'all' });
    rest = rest.slice(whole.length);
  }
  return parts;
}

const isComposite = (value: unknown): value is object => typeof value === 'object' && value !== null;
const membersOf = (value: unknown): unknown[] => (isComposite(value) ? Object.values(value) : []);

const own = (value: unknown, name: string): unknown[] =>
  isComposite(value) && !Array.isArray(value) && Object.hasOwn(value, name)
    ? [Object.entries(value).find(([key]) => key === name)?.[1]]
    : [];

function everywhere(value: unknown, name: string): unknown[] {
  const found: unknown[] = [];
  // Not by recursion: how deep a stranger's JSON is nested is his affair.
  for (const open = [value]; open.length > 0; ) {
    const next = open.pop();
    found.push(...own(next, name));
    for (const member of membersOf(next)) open.push(member);
  }
  return found;
}

/** The values that a path leads to. */
export function select(root: unknown, path: readonly Part[]): unknown[] {
  return path.reduce<unknown[]>(
    (values, part) =>
      values.flatMap((value) => {
        if (part.kind === 'name') return own(value, part.name);
        if (part.kind === 'deep') return everywhere(value, part.name);
        if (part.kind === 'all') return membersOf(value);
        return Array.isArray(value) && part.index < value.length ? [value[part.index]] : [];
      }),
    [root],
  );
}
