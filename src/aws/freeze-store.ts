import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Freezes } from '../app/ports.ts';
import type { FreezeOrder, Lift } from '../domain/freeze.ts';
import type { FrozenWay } from '../domain/frozen-way.ts';
import { isConditionFailed, type Table } from './table.ts';
import { Update } from './update.ts';

/** Two items: the decisions that people take read only the first, which stays small. Every entry is an attribute of its own. */
const BOOK = { pk: 'freezes', sk: 'book' };
const WAYS = { pk: 'freezes', sk: 'ways' };
const PREFIX = { order: 'o|', lift: 'l|', told: 't|', way: 'w|' } as const;

const text = z.optional(z.string());
const names = z.optional(z.array(z.string()));
const scope = { pipelines: z.string(), stages: text, accounts: names, regions: names };
const Order = z.object({
  ...scope,
  id: z.string(),
  from: z.string(),
  until: z.string(),
  reason: z.string(),
  byName: text,
});
const Lifted = z.object({
  ...scope,
  id: z.string(),
  at: z.string(),
  by: z.string(),
  byName: z.string(),
  reason: z.string(),
  executionId: text,
});
const Way = z.object({
  account: z.string(),
  region: z.string(),
  pipeline: z.string(),
  stage: z.string(),
  state: z.enum(['closing', 'closed', 'opening', 'letting_in', 'left_alone']),
  freeze: z.string(),
  at: z.string(),
});

/** Freezes that somebody ordered, what was lifted of them, and the ways that were closed for them. They do not age: the sweep forgets
 * what is over. */
export function createFreezeStore(table: Table): Freezes {
  const entries = <T>(item: Record<string, unknown>, prefix: string, schema: z.ZodMiniType): T[] =>
    Object.entries(item).flatMap(([name, value]) => (name.startsWith(prefix) ? [schema.parse(value) as T] : []));
  const add = (name: string, value: unknown) => {
    const update = new Update();
    update.setOnce(name, value);
    return write(table, BOOK, update);
  };
  return {
    async read() {
      const item = await read(table, BOOK);
      return {
        orders: entries<FreezeOrder>(item, PREFIX.order, Order),
        lifts: entries<Lift>(item, PREFIX.lift, Lifted),
        told: new Set(Object.keys(item).flatMap((name) => (name.startsWith(PREFIX.told) ? [name.slice(2)] : []))),
      };
    },
    order: async (order) => void (await add(PREFIX.order + order.id, order)),
    lift: async (lift) => void (await add(PREFIX.lift + lift.id, lift)),
    told: async (notice) => void (await add(PREFIX.told + notice, true)),
    async forget({ orders, lifts, told }) {
      const update = new Update();
      const gone = [
        ...orders.map((id) => PREFIX.order + id),
        ...lifts.map((id) => PREFIX.lift + id),
        ...told.map((notice) => PREFIX.told + notice),
      ];
      for (const name of gone) update.remove(update.name(name));
      if (gone.length > 0) await write(table, BOOK, update);
    },
    ways: async () => entries<FrozenWay>(await read(table, WAYS), PREFIX.way, Way),
    async setWay(at, next, seen) {
      const update = new Update();
      const name = PREFIX.way + [at.account, at.region, at.pipeline, at.stage].join('|');
      const way = update.name(name);
      update.setPath(way, next);
      const known = (part: 'at' | 'state') => `${way}.${update.name(part)} = ${update.value(seen?.[part])}`;
      const unmoved = seen ? `${known('at')} AND ${known('state')}` : `attribute_not_exists(${way})`;
      if (await write(table, WAYS, update, unmoved)) return true;
      // A write may lose against its own first try.
      const stands = (await read(table, WAYS))[name] as FrozenWay | undefined;
      return next === undefined ? stands === undefined : stands?.at === next.at && stands.state === next.state;
    },
  };
}

type Key = typeof BOOK;

async function read(table: Table, key: Key): Promise<Record<string, unknown>> {
  const { Item = {} } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
  );
  return Item;
}

/** @returns false when the condition does not hold */
async function write(table: Table, key: Key, update: Update, condition?: string): Promise<boolean> {
  update.set('v', 1);
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: key,
        UpdateExpression: update.expression(false),
        ...(condition === undefined ? {} : { ConditionExpression: condition }),
        ExpressionAttributeNames: update.names,
        ExpressionAttributeValues: update.values,
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailed(error)) return false;
    throw error;
  }
}
