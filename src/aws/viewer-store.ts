import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Viewers } from '../app/ports.ts';
import { UserId } from '../domain/ids.ts';
import { expiresAt, isConditionFailed, isExpired, type Table } from './table.ts';

const PARTITION = 'home';
const key = (user: UserId) => ({ pk: PARTITION, sk: user });

const Viewer = z.object({
  v: z.literal(1),
  sk: z.string(),
  openedAt: z.number(),
  shown: z.string(),
  mark: z.string(),
});

/** One item for each person who opened their Home tab lately. */
export function createViewerStore(table: Table): Viewers {
  return {
    async opened(user, { shown, mark }) {
      const item = { v: 1, openedAt: table.now(), shown, mark, expiresAt: expiresAt(table, 'viewer') };
      await table.client.send(new PutCommand({ TableName: table.name, Item: { ...key(user), ...item } }));
    },
    async redrawn(user, { shown, mark }) {
      try {
        await table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: key(user),
            UpdateExpression: 'SET shown = :shown, mark = :mark',
            // One that has aged away does not come back as half an item.
            ConditionExpression: 'attribute_exists(openedAt)',
            ExpressionAttributeValues: { ':shown': shown, ':mark': mark },
          }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },
    async since(ms) {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :home',
          ExpressionAttributeValues: { ':home': PARTITION },
        }),
      );
      return Items.filter((item) => !isExpired(item, table.now()))
        .flatMap((item) => {
          const viewer = Viewer.safeParse(item);
          return viewer.success && viewer.data.openedAt > ms ? [viewer.data] : [];
        })
        .toSorted((a, b) => b.openedAt - a.openedAt)
        .map(({ sk, shown, mark }) => ({ user: UserId(sk), shown, mark }));
    },
  };
}
