import { isList, isObject, type Json, type JsonObject } from './definition.ts';

/** CodeBuild takes its variables as JSON text in this key of the configuration. */
export const VARIABLES_TEXT = 'EnvironmentVariables';

export interface Variable extends JsonObject {
  readonly name: string;
  readonly value: Json;
}

/** @returns undefined for what is no such text: it stays the text that it is */
export function parseVariables(text: Json | undefined): readonly Variable[] | undefined {
  if (typeof text !== 'string') return undefined;
  const list = parse(text);
  return isList(list) && list.every(isVariable) ? list : undefined;
}

/** A variable that names where its value is kept tells no secret. */
export function isPlaintext({ type }: JsonObject): boolean {
  return type === undefined || type === 'PLAINTEXT';
}

export function isVariable(value: Json): value is Variable {
  return isObject(value) && typeof value.name === 'string' && value.value !== undefined;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
