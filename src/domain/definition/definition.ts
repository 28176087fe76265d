export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [member: string]: Json | undefined;
}

/** A pipeline declaration in CodePipeline's own form. Named here is only what its meaning is judged by. */
export interface Definition extends JsonObject {
  readonly name: string;
  readonly stages: readonly StageDefinition[];
}

export interface StageDefinition extends JsonObject {
  readonly name: string;
  readonly actions: readonly ActionDefinition[];
}

export interface ActionDefinition extends JsonObject {
  readonly name: string;
  readonly actionTypeId: {
    readonly category: string;
    readonly owner: string;
    readonly provider: string;
    readonly version: string;
  };
  /** absent: 1 */
  readonly runOrder?: number;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What goes by a name in a list. */
export function nameOf(value: Json): string | undefined {
  return isObject(value) && typeof value.name === 'string' ? value.name : undefined;
}

/** The same for equal values, whatever the order of their members. */
export function canonical(value: Json | undefined): string {
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const members = Object.keys(value)
    .filter((member) => value[member] !== undefined)
    .toSorted();
  return `{${members.map((member) => `${JSON.stringify(member)}:${canonical(value[member])}`).join(',')}}`;
}
