import { type Definition, isList, isObject, type Json, type JsonObject } from './definition.ts';
import { parseVariables, VARIABLES_TEXT } from './environment-variables.ts';

/** A definition as it is compared: without what CodePipeline sets itself, with what it takes for granted, and with variables that are
 * written as text taken apart. Two definitions that mean the same are equal then. */
export function toComparable({ version: _set, ...definition }: Definition): JsonObject {
  return compact({
    executionMode: 'SUPERSEDED',
    ...definition,
    stages: definition.stages.map((stage) => ({
      ...stage,
      actions: stage.actions.map((action) => ({ ...action, runOrder: action.runOrder ?? 1 })),
    })),
  });
}

/** What is empty is the same as absent. */
function compact(object: JsonObject): JsonObject {
  const members = Object.entries(object).flatMap(([member, value]): [string, Json][] => {
    const kept = member === VARIABLES_TEXT ? (parseVariables(value) ?? value) : value;
    const inner = compactValue(kept);
    return inner === undefined ? [] : [[member, inner]];
  });
  return Object.fromEntries(members);
}

function compactValue(value: Json | undefined): Json | undefined {
  if (isList(value)) {
    const members = value.flatMap((one) => compactValue(one) ?? []);
    return members.length === 0 ? undefined : members;
  }
  if (!isObject(value)) return value;
  const inner = compact(value);
  return Object.keys(inner).length === 0 ? undefined : inner;
}
