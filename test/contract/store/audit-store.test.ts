import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditStore, createAuditStore } from '../../../src/aws/audit-store.ts';
import { OperationId } from '../../../src/domain/ids.ts';
import { aRecord, aRequested } from '../../support/audit.ts';
import { at } from '../../support/builders.ts';
import { startLocalTable } from '../../support/local-table.ts';

const DAY = 24 * 3600;
const RETENTION_DAYS = 30;

let now = Date.parse(at(0));
let local: Awaited<ReturnType<typeof startLocalTable>>;
let store: AuditStore;

beforeAll(async () => {
  local = await startLocalTable(() => now);
  store = createAuditStore(local.table, RETENTION_DAYS);
});
afterAll(() => local.stop());

const everything = () => true;
const about = (id: string, requestedAt: string) => ({ operationId: OperationId(id), requestedAt });

async function idsSince(since: string, atMost = 100): Promise<string[]> {
  const { records } = await store.read(since, atMost, everything);
  return records.map(({ operationId, phase }) => `${operationId} ${phase}`);
}

describe('the audit in the table', () => {
  it('keeps a record as it was written, and never writes another over it', async () => {
    const record = aRecord(about('kept', at(0)));

    expect(await store.find(record)).toBeUndefined();
    expect(await store.add(record)).toBe(true);
    expect(await store.add({ ...record, outcome: { kind: 'unknown' }, rules: [] })).toBe(false);

    expect(await store.find(record)).toEqual(record);
  });

  it('has the two phases of an operation beside each other', async () => {
    const ids = about('two', at(-10 * DAY));
    await store.add(aRequested(ids));
    await store.add(aRecord(ids));

    expect(await idsSince(at(-10 * DAY))).toEqual(expect.arrayContaining(['two requested', 'two ended']));
  });

  it('is read newest first over the ends of months, from the day that was asked for', async () => {
    // Noon of 2 March: the days before are of February and January.
    for (const days of [1, 5, 20, 40]) await store.add(aRecord(about(`${days} days old`, at(-days * DAY))));

    const found = (await idsSince(at(-25 * DAY))).filter((id) => id.includes('days old'));

    expect(found).toEqual(['1 days old ended', '5 days old ended', '20 days old ended']);
    expect((await idsSince(at(-60 * DAY))).at(-1)).toBe('40 days old ended');
  });

  it('says that there is more than was wanted', async () => {
    for (const n of [1, 2, 3]) await store.add(aRecord(about(`many ${n}`, at(60 + n))));
    const wanted = ({ operationId }: { operationId: string }) => operationId.startsWith('many');

    const some = await store.read(at(0), 2, wanted);
    expect(some.records.map(({ operationId }) => operationId)).toEqual(['many 3', 'many 2']);
    expect(some.more).toBe(true);
    expect(await store.read(at(0), 3, wanted)).toMatchObject({ more: false, unreadable: 0 });
  });

  it('goes by itself when its time is over', async () => {
    const record = aRecord(about('aged', at(0)));
    await store.add(record);
    const Key = { pk: 'audit|2026-03', sk: `${at(0)}|aged|ended` };
    const { Item } = await local.table.client.send(new GetCommand({ TableName: local.table.name, Key }));
    expect(Item?.expiresAt).toBe(now / 1000 + RETENTION_DAYS * DAY);

    now += (RETENTION_DAYS * DAY + 1) * 1000;
    expect(await idsSince(at(0))).toEqual([]);
    now = Date.parse(at(0));
  });
});
