import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { CheckReports } from '../app/checks/check-deps.ts';
import { expiresAt, isExpired, type Table } from './table.ts';

const Finding = z.union([
  z.object({ about: z.string(), verdict: z.literal('ok'), says: z.string() }),
  z.object({ about: z.string(), verdict: z.enum(['warning', 'failed']), says: z.string(), next: z.string() }),
]);
const Item = z.object({
  v: z.literal(1),
  report: z.object({ version: z.string(), at: z.string(), findings: z.array(Finding) }),
});

const key = (id: string) => ({ pk: `check|${id}`, sk: 'report' });

/** What the doctor found, for a day. */
export function createCheckStore(table: Table): CheckReports {
  return {
    async keep(id, report) {
      const item = { ...key(id), v: 1, report, expiresAt: expiresAt(table, 'check') };
      await table.client.send(new PutCommand({ TableName: table.name, Item: item }));
    },
    async find(id) {
      const { Item: item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: key(id), ConsistentRead: true }),
      );
      return item && !isExpired(item, table.now()) ? Item.parse(item).report : undefined;
    },
  };
}
