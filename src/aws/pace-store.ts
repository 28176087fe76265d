import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { PaceStore } from '../app/ports.ts';
import type { ExecutionRef } from '../domain/ids.ts';
import type { Waiting } from '../domain/pace.ts';
import { executionKey, toExecutionRef } from './execution-item.ts';
import { expiresAt, isConditionFailed, type Table } from './table.ts';
import { Update } from './update.ts';

const key = (bucket: string) => ({ pk: `pace|${bucket}`, sk: 'pace' });
/** Everyone in the line has an attribute of their own, so that many can join at the same moment. */
const WAITING = 'w|';

const Stored = z.looseObject({
  paidUntil: z.optional(z.number()),
  digest: z.optional(z.string()),
  digestAt: z.optional(z.number()),
});
const StoredWaiting = z.object({
  execution: z.string(),
  slot: z.string(),
  priority: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  since: z.number(),
  newCard: z.boolean(),
});

/** How far Slack's limits are used up and who waits for them, one item per channel and method. */
export function createPaceStore(table: Table): PaceStore {
  return {
    async get(bucket) {
      const item = await read(table, bucket);
      return item && { paidUntil: item.paidUntil ?? 0, waiting: toWaiting(item) };
    },
    async put(bucket, next, seen, served) {
      const update = changed(table);
      update.set('paidUntil', next.paidUntil);
      if (served !== undefined) update.remove(update.name(WAITING + served));
      const paidUntil = update.name('paidUntil');
      const unpaid = `attribute_not_exists(${paidUntil})`;
      const condition = seen?.paidUntil ? `${paidUntil} = ${update.value(seen.paidUntil)}` : unpaid;
      return (await send(table, bucket, update, condition)) !== undefined;
    },
    async wait(bucket, { id, execution, ...rest }, forgotten) {
      const update = changed(table);
      update.set(WAITING + id, { ...rest, execution: executionKey(execution).pk });
      for (const gone of forgotten) if (gone !== id) update.remove(update.name(WAITING + gone));
      return toWaiting((await send(table, bucket, update)) ?? {});
    },
    async leave(bucket, id) {
      const update = changed(table);
      update.remove(update.name(WAITING + id));
      await send(table, bucket, update);
    },
    digestOf: (bucket, candidate, since, full) => digestOf(table, bucket, candidate, since, full),
  };
}

async function digestOf(
  table: Table,
  bucket: string,
  candidate: ExecutionRef,
  since: number,
  full: ExecutionRef | undefined,
): Promise<ExecutionRef> {
  const update = changed(table);
  update.set('digest', executionKey(candidate).pk);
  update.set('digestAt', table.now());
  const [digest, at] = [update.name('digest'), update.name('digestAt')];
  const old = `attribute_not_exists(${digest}) OR ${at} < ${update.value(since)}`;
  const replaced = full ? ` OR ${digest} = ${update.value(executionKey(full).pk)}` : '';
  if (await send(table, bucket, update, `${old}${replaced}`)) return candidate;
  const standing = (await read(table, bucket))?.digest;
  return (standing && toExecutionRef(standing)) || candidate;
}

function changed(table: Table): Update {
  const update = new Update();
  update.set('v', 1);
  update.set('expiresAt', expiresAt(table, 'pace'));
  return update;
}

/** @returns undefined when the condition does not hold */
async function send(
  table: Table,
  bucket: string,
  update: Update,
  condition?: string,
): Promise<Record<string, unknown> | undefined> {
  try {
    const { Attributes } = await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: key(bucket),
        UpdateExpression: update.expression(false),
        ...(condition === undefined ? {} : { ConditionExpression: condition }),
        ExpressionAttributeNames: update.names,
        ExpressionAttributeValues: update.values,
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Attributes ?? {};
  } catch (error) {
    if (isConditionFailed(error)) return undefined;
    throw error;
  }
}

async function read(table: Table, bucket: string) {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: key(bucket), ConsistentRead: true }),
  );
  return Item && z.parse(Stored, Item);
}

/** An entry that cannot be read is as good as none: its message is due by itself. */
function toWaiting(item: Record<string, unknown>): Waiting[] {
  return Object.entries(item).flatMap(([name, value]) => {
    if (!name.startsWith(WAITING)) return [];
    const stored = StoredWaiting.safeParse(value);
    const execution = stored.success ? toExecutionRef(stored.data.execution) : undefined;
    return stored.success && execution ? [{ ...stored.data, execution, id: name.slice(WAITING.length) }] : [];
  });
}
