import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Subscriptions } from '../app/ports.ts';
import { type BookEntry, WISHES } from '../domain/subscriptions.ts';
import { isConditionFailed, type Table } from './table.ts';
import { Update } from './update.ts';

/** One item, and every entry an attribute of its own: whoever draws messages reads it as a whole. */
const BOOK = { pk: 'subscriptions', sk: 'book' };
const PREFIX = 'e|';

const names = z.optional(z.array(z.string()));
const at = z.string();
const pipeline = { account: z.string(), region: z.string(), pipeline: z.string() };
const ENTRIES = {
  subscription: z.object({
    kind: z.literal('subscription'),
    pipelines: z.string(),
    accounts: names,
    regions: names,
    channel: z.string(),
    wishes: z.array(z.enum(WISHES)),
    branch: z.optional(z.string()),
    by: z.string(),
    byName: z.string(),
    sees: z.array(z.string()),
    at,
  }),
  watch: z.object({ kind: z.literal('watch'), ...pipeline, user: z.string(), channel: z.string(), at }),
  tag: z.object({ kind: z.literal('tag'), ...pipeline, channels: z.array(z.string()), at }),
} satisfies Record<BookEntry['kind'], z.ZodMiniType>;
const Kind = z.looseObject({ kind: z.enum(['subscription', 'watch', 'tag']) });

/** What is asked for beside the routes. It does not age: people and the sweep take away what is over. */
export function createSubscriptionStore(table: Table): Subscriptions {
  const item = async (): Promise<Record<string, unknown>> => {
    const { Item = {} } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: BOOK, ConsistentRead: true }),
    );
    return Item;
  };
  return {
    async read() {
      const entries = Object.entries(await item()).filter(([name]) => name.startsWith(PREFIX));
      // What a later version wrote is left alone.
      return entries.flatMap(([, value]) => toEntry(value) ?? []);
    },
    async set(key, next, seen) {
      const update = new Update();
      const entry = update.name(PREFIX + key);
      update.setPath(entry, next);
      const unmoved = seen
        ? `${entry}.${update.name('at')} = ${update.value(seen.at)}`
        : `attribute_not_exists(${entry})`;
      if (await write(table, update, unmoved)) return true;
      // A write may lose against its own first try.
      const stands = toEntry((await item())[PREFIX + key]);
      return JSON.stringify(stands) === JSON.stringify(toEntry(next));
    },
  };
}

/** The kind that an entry names picks its schema. @returns undefined for what is none of ours */
function toEntry(value: unknown): BookEntry | undefined {
  const { data } = Kind.safeParse(value);
  // The schema has the same shape, without the brands of the ids.
  return data && (ENTRIES[data.kind].safeParse(value).data as BookEntry | undefined);
}

/** @returns false when the condition does not hold */
async function write(table: Table, update: Update, condition: string): Promise<boolean> {
  update.set('v', 1);
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: BOOK,
        UpdateExpression: update.expression(false),
        ConditionExpression: condition,
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
