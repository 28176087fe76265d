import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { LastGoods } from '../app/ports.ts';
import { ExecutionId, type PipelineRef } from '../domain/ids.ts';
import { expiresAt, isConditionFailed, isExpired, type Table } from './table.ts';

const Item = z.object({ v: z.literal(1), executionId: z.string(), at: z.string() });

const key = ({ account, region, pipeline }: PipelineRef, stage: string) => ({
  pk: ['pipeline', account, region, pipeline].join('|'),
  sk: `good|${stage}`,
});

/** Which execution was good last, one item per stage. */
export function createLastGoodStore(table: Table): LastGoods {
  return {
    async note(ref, stage, { executionId, at }) {
      const item = { ...key(ref, stage), v: 1, executionId, at, expiresAt: expiresAt(table, 'lastGood') };
      try {
        await table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: item,
            ConditionExpression: 'attribute_not_exists(pk) OR #at < :at OR expiresAt <= :now',
            ExpressionAttributeNames: { '#at': 'at' },
            ExpressionAttributeValues: { ':at': at, ':now': Math.floor(table.now() / 1000) },
          }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },
    async of(ref, stage) {
      const { Item: item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: key(ref, stage), ConsistentRead: true }),
      );
      if (!item || isExpired(item, table.now())) return undefined;
      const parsed = Item.safeParse(item);
      if (!parsed.success)
        throw new Error(`What was good last in ${stage} is kept in a form that this version does not know`);
      return { executionId: ExecutionId(parsed.data.executionId), at: parsed.data.at };
    },
  };
}
