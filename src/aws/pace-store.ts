import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { PaceStore } from '../app/ports.ts';
import { expiresAt, isConditionFailed, type Table } from './table.ts';

const key = (bucket: string) => ({ pk: `pace|${bucket}`, sk: 'pace' });

/** How far Slack's limits are used up, one item per channel and method. */
export function createPaceStore(table: Table): PaceStore {
  return {
    async get(bucket) {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: key(bucket), ConsistentRead: true }),
      );
      return typeof Item?.paidUntil === 'number' ? { paidUntil: Item.paidUntil } : undefined;
    },
    async put(bucket, next, seen) {
      try {
        await table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...key(bucket), v: 1, paidUntil: next.paidUntil, expiresAt: expiresAt(table, 'pace') },
            ...(seen === undefined
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : { ConditionExpression: 'paidUntil = :seen', ExpressionAttributeValues: { ':seen': seen.paidUntil } }),
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailed(error)) return false;
        throw error;
      }
    },
  };
}
