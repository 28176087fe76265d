import type { Item } from './expressions.ts';

/** Bytes of an item as DynamoDB counts them: names and values in UTF-8, a little for every number and container.
 * @see "DynamoDB item sizes and formats" in the developer guide */
export function itemSizeBytes(item: Item): number {
  const known = sizes.get(item);
  if (known !== undefined) return known;
  const bytes = members(item);
  sizes.set(item, bytes);
  return bytes;
}

/** Items are never changed in place. */
const sizes = new WeakMap<object, number>();

const CONTAINER_BYTES = 3;

function members(map: object): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(map)) bytes += Buffer.byteLength(name) + valueSize(value);
  return bytes;
}

function valueSize(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).replace(/^0+|\D|0+$/g, '').length / 2) + 1;
  if (Array.isArray(value)) return CONTAINER_BYTES + value.reduce((sum, one) => sum + 1 + valueSize(one), 0);
  if (typeof value !== 'object' || value === null) return 1;
  return CONTAINER_BYTES + members(value) + Object.keys(value).length;
}
