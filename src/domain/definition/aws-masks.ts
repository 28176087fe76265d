import { type Definition, isList, isObject, type Json, nameOf } from './definition.ts';
import type { Change, Path } from './diff.ts';
import { diffDefinitions } from './diff.ts';

/** What CodePipeline answers in the place of a secret: asterisks and nothing else. */
function isMask(value: Json | undefined): boolean {
  return typeof value === 'string' && /^\*{4,}$/.test(value);
}

/** Where secrets stand that CodePipeline does not hand out: `Source/App/OAuthToken`. */
export function masksIn(definition: Definition): readonly string[] {
  return masksAt([], definition).map((path) => path.filter((name) => !MEMBERS.includes(name)).join('/'));
}

const MEMBERS: readonly string[] = ['stages', 'actions', 'configuration'];

function masksAt(path: Path, value: Json | undefined): Path[] {
  if (isMask(value)) return [path];
  if (isList(value)) return value.flatMap((one, index) => masksAt([...path, nameOf(one) ?? String(index + 1)], one));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([member, inner]) => masksAt([...path, member], inner));
}

/** Is this what a definition became, as far as CodePipeline tells? A secret reads as asterisks, whatever it is. */
export function isAsWritten(now: Definition, written: Definition): boolean {
  return diffDefinitions(now, written).every(isOfMask);
}

function isOfMask(change: Change): boolean {
  return change.kind === 'changed' && isMask(change.before);
}
