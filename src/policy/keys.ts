import { SECTIONS } from './schema.ts';

type Path = readonly PropertyKey[];

/** The keys that the schema knows there. */
export function keysAt(path: Path): readonly string[] {
  return SECTIONS[sectionOf(path)] ?? [];
}

/** Where else a key belongs, for one that stands in the wrong place or is not indented enough.
 * @returns undefined when it belongs nowhere, or to several parts */
export function homeOf(key: string, path: Path): string | undefined {
  const here = sectionOf(path);
  const homes = Object.keys(SECTIONS).filter((section) => section !== here && SECTIONS[section]?.includes(key));
  const below = homes.filter((section) => here !== '' && section.startsWith(`${here}.`));
  const possible = below.length > 0 ? below : homes;
  const [only, ...others] = possible.filter((section) => !possible.some((other) => section.startsWith(`${other}.`)));
  return others.length === 0 ? only?.split('.').at(-1) : undefined;
}

/** `rules.0.approve` is of the kind `rules.approve`, `teams.payments` of `teams`. */
function sectionOf(path: Path): string {
  const [section, , ...rest] = path;
  return [section, ...rest].filter((part) => typeof part === 'string').join('.');
}
