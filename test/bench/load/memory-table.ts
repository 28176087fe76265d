import { DUE_INDEX } from '../../../src/aws/execution-store.ts';
import { NO_UNITS, type Units } from './calls.ts';
import { applyUpdate, holds, type Item, type Placeholders } from './expressions.ts';
import { itemSizeBytes } from './item-size.ts';

/** A command of the document client. */
export interface Command {
  readonly constructor: { readonly name: string };
  readonly input: object;
}

/** What a table answers, with the capacity that the call cost; a refused one is thrown with it. */
export interface Answered {
  readonly answer: object;
  readonly units: Units;
}

interface Input extends Partial<Record<'UpdateExpression' | 'ConditionExpression' | 'KeyConditionExpression', string>> {
  readonly Key?: Item;
  readonly Item?: Item;
  readonly IndexName?: string;
  readonly Limit?: number;
  readonly ConsistentRead?: boolean;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

const WRITE_UNIT_BYTES = 1_024;
const READ_UNIT_BYTES = 4_096;

/** infra/table.yml in memory, without wire or marshalling: the commands of the real stores in, the same answers, refusals and
 * capacity units out. What it costs is not ours to measure; that it agrees with dynalite is measured beside it. */
export function createMemoryTable() {
  const items = new Map<string, Item>();
  /** keys of what stands in the sparse index */
  const due = new Set<string>();

  function write(key: Item, input: Input, next: (before: Item | undefined) => Item): Answered {
    const id = idOf(key);
    const before = items.get(id);
    const { ConditionExpression: condition } = input;
    if (condition !== undefined && !holds(condition, before ?? {}, placeholders(input))) {
      throw Object.assign(new Error('The conditional request failed'), {
        name: 'ConditionalCheckFailedException',
        units: { ...NO_UNITS, refused: writeUnits(before) },
      });
    }
    const after = next(before);
    items.set(id, after);
    if (isIndexed(after)) due.add(id);
    else due.delete(id);
    const table = Math.max(writeUnits(before), writeUnits(after));
    return { answer: { Attributes: after }, units: { ...NO_UNITS, table, index: indexUnits(before, after) } };
  }

  function query(input: Input): Answered {
    const { IndexName, KeyConditionExpression: condition = '', Limit = Number.POSITIVE_INFINITY } = input;
    if (IndexName !== DUE_INDEX) throw new Error('The table double queries the index of what is due, and nothing else');
    const listed = [...due].map((id) => items.get(id)).filter((item) => item !== undefined);
    const found = listed
      .filter((item) => holds(condition, item, placeholders(input)))
      .toSorted((a, b) => Number(a.dueAt) - Number(b.dueAt))
      .slice(0, Limit)
      .map(({ pk, sk, due: hash, dueAt }) => ({ pk, sk, due: hash, dueAt }));
    const bytes = found.reduce((sum, item) => sum + itemSizeBytes(item), 0);
    return { answer: { Items: found, Count: found.length }, units: { ...NO_UNITS, table: readUnits(bytes, false) } };
  }

  return {
    send({ constructor: { name }, input: given }: Command): Answered {
      const input: Input = given;
      const key = input.Key ?? input.Item ?? {};
      if (name === 'GetCommand') {
        const item = items.get(idOf(key));
        const table = readUnits(item ? itemSizeBytes(item) : 0, input.ConsistentRead ?? false);
        return { answer: item ? { Item: item } : {}, units: { ...NO_UNITS, table } };
      }
      if (name === 'UpdateCommand') {
        const expression = input.UpdateExpression ?? '';
        return write(key, input, (before) => applyUpdate(expression, before ?? key, placeholders(input)));
      }
      if (name === 'PutCommand') return write(key, input, () => JSON.parse(JSON.stringify(key)));
      if (name === 'QueryCommand') return query(input);
      throw new Error(`The table double does not know ${name}`);
    },
  };
}

const idOf = ({ pk, sk }: Item) => `${pk}\n${sk}`;

const placeholders = (input: Input): Placeholders => ({
  names: input.ExpressionAttributeNames ?? {},
  values: input.ExpressionAttributeValues ?? {},
});

const isIndexed = (item: Item | undefined) => item?.due !== undefined && item.dueAt !== undefined;

function writeUnits(item: Item | undefined): number {
  return Math.max(1, Math.ceil((item ? itemSizeBytes(item) : 0) / WRITE_UNIT_BYTES));
}

function readUnits(bytes: number, consistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (consistent ? 1 : 0.5);
}

/** A changed key of the index is one write that takes the old entry out, and one that puts the new one in. */
function indexUnits(before: Item | undefined, after: Item): number {
  if (before?.due === after.due && before?.dueAt === after.dueAt) return 0;
  return (isIndexed(before) ? 1 : 0) + (isIndexed(after) ? 1 : 0);
}
