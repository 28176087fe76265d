import { isList, isObject, type Json, nameOf } from './definition.ts';
import type { Change, Path } from './diff.ts';
import { isShown } from './shown-values.ts';

/** A value as people may see it: what stands in it, by path. */
export interface ShownLeaf {
  readonly path: Path;
  /** absent: not to be shown */
  readonly text?: string;
}

/** A difference without anything that may be a secret. This is what is kept, shown and agreed to. */
export type ShownChange =
  | { readonly kind: 'added' | 'removed'; readonly path: Path; readonly leaves: readonly ShownLeaf[] }
  | { readonly kind: 'changed'; readonly path: Path; readonly before?: string; readonly after?: string }
  | Extract<Change, { kind: 'renamed' | 'reordered' }>;

/** characters of one value */
const TEXT_AT_MOST = 200;
const LEAVES_AT_MOST = 40;

export function toShown(change: Change): ShownChange {
  switch (change.kind) {
    case 'added':
    case 'removed':
      return {
        kind: change.kind,
        path: change.path,
        leaves: leavesOf(change.path, [], change.value).slice(0, LEAVES_AT_MOST),
      };
    case 'changed': {
      const [before, after] = [textOf(change.path, change.before), textOf(change.path, change.after)];
      const { kind, path } = change;
      return { kind, path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
    }
    default:
      return change;
  }
}

function leavesOf(path: Path, inside: Path, value: Json): ShownLeaf[] {
  const at = [...path, ...inside];
  if (!isShown(at)) return [{ path: inside }];
  if (isObject(value)) {
    return Object.entries(value).flatMap(([member, inner]) =>
      inner === undefined ? [] : leavesOf(path, [...inside, member], inner),
    );
  }
  if (isList(value) && value.some(isObject))
    return value.flatMap((one, index) => leavesOf(path, [...inside, nameOf(one) ?? String(index + 1)], one));
  const text = textOf(at, value);
  return [{ path: inside, ...(text === undefined ? {} : { text }) }];
}

/** Only what is plain: what stands inside something else has a place of its own, and may be a secret there. */
function textOf(path: Path, value: Json): string | undefined {
  const parts = isList(value) ? value : [value];
  if (!isShown(path) || parts.some((part) => isObject(part) || isList(part))) return undefined;
  const text = parts.map(String).join(', ');
  return text.length <= TEXT_AT_MOST ? text : `${text.slice(0, TEXT_AT_MOST - 1)}…`;
}
