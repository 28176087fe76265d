/** What came over the wire and was not looked at yet. */
export type JsonObject = Record<string, unknown>;

/** Deeper JSON than this is refused at the door, so that nothing behind it can overflow the stack. */
const DEEPEST = 64;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects in a list; what is not a list has none. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function stringOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' ? value : otherwise;
}

/** The `text` of a text object, if it is one. */
export function plainText(value: unknown): string | null {
  return isObject(value) && typeof value.text === 'string' ? value.text : null;
}

/** @throws SyntaxError on malformed or absurdly deep JSON */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  let layer: unknown[] = [value];
  for (let depth = 0; layer.length > 0; depth++) {
    if (depth > DEEPEST) throw new SyntaxError(`JSON nested deeper than ${DEEPEST}`);
    layer = layer.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return value;
}

/** Length in Unicode code points, as Slack's limits count. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
