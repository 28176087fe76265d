import { canonical, type Definition, isList, isObject, type Json, type JsonObject, nameOf } from './definition.ts';
import type { Path } from './diff.ts';
import { isPlaintext, isVariable, parseVariables, VARIABLES_TEXT } from './environment-variables.ts';
import { isShownKey } from './shown-values.ts';

/** Stands for a value that is not handed out. Sent back unchanged it keeps the value, as CodePipeline's own masks do. */
export const MASK = '********';

/** A definition as it may leave AWS: every configured value that may be a secret is masked. */
export function masked(definition: Definition): Definition {
  return changeSecrets(definition, () => MASK);
}

export interface Unmasked {
  readonly definition: Definition;
  /** masks for which the former definition has no value: `Prod/Deploy/UserParameters` */
  readonly unknown: readonly string[];
}

/** Puts back what was masked, from the definition as it stands: by the names of stage, action and key. */
export function unmasked(definition: Definition, former: Definition | undefined): Unmasked {
  const secrets = new Map<string, Json>();
  if (former) changeSecrets(former, (value, path) => remember(secrets, path, value));
  const unknown: string[] = [];
  const kept = changeSecrets(definition, (value, path) => {
    if (value !== MASK) return value;
    const known = secrets.get(canonical(path));
    if (known === undefined) unknown.push(path.filter((name) => !MEMBERS.includes(name)).join('/'));
    return known ?? value;
  });
  return { definition: kept, unknown };
}

const MEMBERS: readonly string[] = ['stages', 'actions', 'configuration', 'environmentVariables'];

function remember(secrets: Map<string, Json>, path: Path, value: Json): Json {
  secrets.set(canonical(path), value);
  return value;
}

type Change = (value: Json, path: Path) => Json;

function changeSecrets(definition: Definition, change: Change): Definition {
  // The same shape: only values of configurations and of variables are others.
  return inObject(definition, [], change) as Definition;
}

function inValue(value: Json, path: Path, change: Change): Json {
  if (isList(value)) return value.map((one, index) => inValue(one, [...path, nameOf(one) ?? String(index)], change));
  return isObject(value) ? inObject(value, path, change) : value;
}

function inObject(object: JsonObject, path: Path, change: Change): JsonObject {
  const entries = Object.entries(object).map(([member, value]): [string, Json | undefined] => {
    const at = [...path, member];
    if (member === 'configuration' && isObject(value)) return [member, inConfiguration(value, at, change)];
    if (member === 'environmentVariables' && isList(value)) return [member, inVariables(value, at, change)];
    return [member, value === undefined ? value : inValue(value, at, change)];
  });
  return Object.fromEntries(entries);
}

function inConfiguration(configuration: JsonObject, path: Path, change: Change): JsonObject {
  const entries = Object.entries(configuration).map(([key, value]): [string, Json | undefined] => {
    if (value === undefined || isShownKey(key)) return [key, value];
    const variables = key === VARIABLES_TEXT ? parseVariables(value) : undefined;
    const at = [...path, key];
    return [key, variables ? JSON.stringify(inVariables(variables, at, change)) : change(value, at)];
  });
  return Object.fromEntries(entries);
}

function inVariables(variables: readonly Json[], path: Path, change: Change): readonly Json[] {
  return variables.map((variable) =>
    isVariable(variable) && isPlaintext(variable)
      ? { ...variable, value: change(variable.value, [...path, variable.name]) }
      : variable,
  );
}
