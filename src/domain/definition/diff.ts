import { toComparable } from './comparable.ts';
import { canonical, type Definition, isList, isObject, type Json, type JsonObject, nameOf } from './definition.ts';

/** Members and names from the outside in: `stages, Prod, actions, Deploy, configuration, ClusterName`. */
export type Path = readonly string[];

/** One difference between two definitions. Stages, actions, artifacts, variables, rules and triggers are told by their names. */
export type Change =
  | { readonly kind: 'added' | 'removed'; readonly path: Path; readonly value: Json }
  | { readonly kind: 'changed'; readonly path: Path; readonly before: Json; readonly after: Json }
  /** nothing of it changed but its name */
  | { readonly kind: 'renamed'; readonly path: Path; readonly to: string }
  /** what both have stands in another order; names */
  | {
      readonly kind: 'reordered';
      readonly path: Path;
      readonly before: readonly string[];
      readonly after: readonly string[];
    };

/** What a change of a definition would do; nothing when both mean the same. */
export function diffDefinitions(before: Definition, after: Definition): readonly Change[] {
  return diffObjects([], toComparable(before), toComparable(after));
}

function diffValues(path: Path, before: Json | undefined, after: Json | undefined): readonly Change[] {
  if (before === undefined) return after === undefined ? [] : [{ kind: 'added', path, value: after }];
  if (after === undefined) return [{ kind: 'removed', path, value: before }];
  if (canonical(before) === canonical(after)) return [];
  if (isObject(before) && isObject(after)) return diffObjects(path, before, after);
  if (isList(before) && isList(after)) return diffLists(path, before, after);
  return [{ kind: 'changed', path, before, after }];
}

function diffObjects(path: Path, before: JsonObject, after: JsonObject): readonly Change[] {
  const members = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...members].flatMap((member) => diffValues([...path, member], before[member], after[member]));
}

function diffLists(path: Path, before: readonly Json[], after: readonly Json[]): readonly Change[] {
  const [old, now] = [byName(before), byName(after)];
  if (old && now) return diffNamed(path, old, now);
  const inParts = before.length === after.length && [...before, ...after].every(isObject);
  if (!inParts) return [{ kind: 'changed', path, before, after }];
  return before.flatMap((value, index) => diffValues([...path, String(index + 1)], value, after[index]));
}

type Named = ReadonlyMap<string, JsonObject>;

/** @returns undefined where the members have no names, or share one */
function byName(list: readonly Json[]): Named | undefined {
  const named = new Map<string, JsonObject>();
  for (const value of list) {
    const name = isObject(value) ? keyOf(value) : undefined;
    if (name === undefined || !isObject(value) || named.has(name)) return undefined;
    named.set(name, value);
  }
  return named;
}

/** A trigger goes by its source action. */
function keyOf(value: JsonObject): string | undefined {
  const source = isObject(value.gitConfiguration) ? value.gitConfiguration.sourceActionName : undefined;
  return nameOf(value) ?? (typeof source === 'string' ? source : undefined);
}

function diffNamed(path: Path, before: Named, after: Named): readonly Change[] {
  const renames = renamed(before, after);
  const newNames = new Set(renames.values());
  const changes: Change[] = [];
  for (const [name, value] of before) {
    const to = renames.get(name);
    if (to !== undefined) changes.push({ kind: 'renamed', path: [...path, name], to });
    else changes.push(...diffValues([...path, name], value, after.get(name)));
  }
  for (const [name, value] of after) {
    if (!before.has(name) && !newNames.has(name)) changes.push({ kind: 'added', path: [...path, name], value });
  }
  return [...changes, ...reordered(path, before, after, renames)];
}

/** Old names to new ones, of what is gone under one and there under the other, and else the same. */
function renamed(before: Named, after: Named): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const candidates = [...after].filter(([name]) => !before.has(name));
  for (const [name, value] of before) {
    if (after.has(name)) continue;
    const at = candidates.findIndex(([, other]) => nameless(other) === nameless(value));
    const [found] = at < 0 ? [] : candidates.splice(at, 1);
    if (found) renames.set(name, found[0]);
  }
  return renames;
}

function nameless({ name: _name, ...rest }: JsonObject): string {
  return canonical(rest);
}

function reordered(path: Path, before: Named, after: Named, renames: ReadonlyMap<string, string>): readonly Change[] {
  const old = [...before.keys()].map((name) => renames.get(name) ?? name).filter((name) => after.has(name));
  const now = [...after.keys()].filter((name) => old.includes(name));
  return canonical(old) === canonical(now) ? [] : [{ kind: 'reordered', path, before: old, after: now }];
}
