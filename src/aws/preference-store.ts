import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Preferences } from '../app/why/ports.ts';
import type { UserId } from '../domain/ids.ts';
import type { Table } from './table.ts';
import { Update } from './update.ts';

const key = (user: UserId) => ({ pk: `person|${user}`, sk: 'preferences' });

/** What people chose for themselves, an item per person that chose anything. It stays until they choose otherwise. */
export function createPreferenceStore({ client, name }: Table): Preferences {
  return {
    async withoutMentions(users) {
      const read = users.map(async (user) => {
        const { Item } = await client.send(new GetCommand({ TableName: name, Key: key(user) }));
        return Item?.mentions === 'off' ? [user] : [];
      });
      return new Set((await Promise.all(read)).flat());
    },
    async setMentions(user, on) {
      const update = new Update();
      update.set('v', 1);
      update.set('mentions', on ? undefined : 'off');
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key: key(user),
          UpdateExpression: update.expression(false),
          ExpressionAttributeNames: update.names,
          ExpressionAttributeValues: update.values,
        }),
      );
    },
  };
}
