import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditArchive, AuditPage } from '../app/ports.ts';
import type { AuditRecord } from '../domain/audit.ts';
import { parseAuditRecord, readAuditRecord } from './audit-record.ts';
import { isConditionFailed, isExpired, type Table } from './table.ts';

const DAY_SECONDS = 24 * 3600;

/** All requests of a month are under one key, by their time, so that any span of days is read by queries. */
const partition = (instant: string) => `audit|${instant.slice(0, 7)}`;
const keyOf = ({ requestedAt, operationId, phase }: AuditRecord) => ({
  pk: partition(requestedAt),
  sk: `${requestedAt}|${operationId}|${phase}`,
});

export interface AuditStore extends AuditArchive {
  /** @returns undefined when it is not there yet */
  find(record: AuditRecord): Promise<AuditRecord | undefined>;
  /** Never overwrites. @returns false when the record is there already */
  add(record: AuditRecord): Promise<boolean>;
}

/** The audit in the table: an item per record, written once and never changed.
 * @param retentionDays after which an item goes by itself */
export function createAuditStore(table: Table, retentionDays: number): AuditStore {
  return {
    async find(record) {
      const get = new GetCommand({ TableName: table.name, Key: keyOf(record), ConsistentRead: true });
      const { Item } = await table.client.send(get);
      return Item && parseAuditRecord(Item.record);
    },
    async add(record) {
      const expiresAt = Math.floor(table.now() / 1000) + retentionDays * DAY_SECONDS;
      const put = new PutCommand({
        TableName: table.name,
        Item: { ...keyOf(record), v: 1, record, expiresAt },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      try {
        await table.client.send(put);
        return true;
      } catch (error) {
        if (isConditionFailed(error)) return false;
        throw error;
      }
    },
    read: (since, atMost, wanted) => read(table, since, atMost, wanted),
  };
}

async function read(
  table: Table,
  since: string,
  atMost: number,
  wanted: (record: AuditRecord) => boolean,
): Promise<AuditPage> {
  const records: AuditRecord[] = [];
  let unreadable = 0;
  for await (const found of recordsSince(table, since)) {
    const record = readAuditRecord(found);
    if (!record) unreadable += 1;
    else if (wanted(record)) {
      if (records.length === atMost) return { records, more: true, unreadable };
      records.push(record);
    }
  }
  return { records, more: false, unreadable };
}

/** What the table has of requests since then, newest first, as it is stored.
 * @param since ISO */
export async function* recordsSince(table: Table, since: string): AsyncGenerator<unknown> {
  for (const month of monthsBackTo(since, table.now())) {
    let from: Record<string, unknown> | undefined;
    do {
      const page = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :month AND sk >= :since',
          ExpressionAttributeValues: { ':month': month, ':since': since },
          ScanIndexForward: false,
          ConsistentRead: true,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      for (const item of page.Items ?? []) if (!isExpired(item, table.now())) yield item.record;
      from = page.LastEvaluatedKey;
    } while (from);
  }
}

/** The newest first. Whoever asked may have had a clock that is a little ahead. */
function monthsBackTo(since: string, now: number): string[] {
  const months: string[] = [];
  const at = new Date(now + DAY_SECONDS * 1000);
  at.setUTCDate(1);
  const oldest = partition(since);
  for (let month = partition(at.toISOString()); month >= oldest; month = partition(at.toISOString())) {
    months.push(month);
    at.setUTCMonth(at.getUTCMonth() - 1);
  }
  return months;
}
