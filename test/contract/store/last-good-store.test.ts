import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LastGoods } from '../../../src/app/ports.ts';
import { createLastGoodStore } from '../../../src/aws/last-good-store.ts';
import { AccountId, ExecutionId, type PipelineRef } from '../../../src/domain/ids.ts';
import { at, SHOP } from '../../support/builders.ts';
import { startLocalTable } from '../../support/local-table.ts';
import { createMemoryLastGoods } from '../../support/memory-last-goods.ts';

const DAY = 24 * 3600_000;
const good = (name: string, seconds: number) => ({ executionId: ExecutionId(name), at: at(seconds) });

let now = Date.parse(at(0));
let serial = 0;
let local: Awaited<ReturnType<typeof startLocalTable>>;
beforeAll(async () => {
  local = await startLocalTable(() => now);
});
afterAll(() => local.stop());

describe.each([
  ['memory', () => createMemoryLastGoods()],
  ['DynamoDB', () => createLastGoodStore(local.table)],
] as const)('last successes: %s', (_name, create) => {
  let goods: LastGoods;
  let pipeline: PipelineRef;

  beforeEach(() => {
    now = Date.parse(at(0));
    goods = create();
    pipeline = { account: SHOP.account, region: 'eu-west-1', pipeline: `shop-${++serial}` };
  });

  it('knows none of a stage that never succeeded', async () => {
    await goods.note(pipeline, 'Staging', good('a', 1));

    expect(await goods.of(pipeline, 'Prod')).toBeUndefined();
  });

  it('keeps the latest success, in whichever order they are told', async () => {
    await goods.note(pipeline, 'Prod', good('b', 20));
    await goods.note(pipeline, 'Prod', good('a', 10));
    expect(await goods.of(pipeline, 'Prod')).toEqual(good('b', 20));

    await goods.note(pipeline, 'Prod', good('c', 30));
    expect(await goods.of(pipeline, 'Prod')).toEqual(good('c', 30));
  });

  it('keeps one of those told at once: the latest', async () => {
    await Promise.all([30, 10, 50, 20].map((seconds) => goods.note(pipeline, 'Prod', good(`at-${seconds}`, seconds))));

    expect(await goods.of(pipeline, 'Prod')).toEqual(good('at-50', 50));
  });

  it('is told the same again without harm', async () => {
    await goods.note(pipeline, 'Prod', good('a', 10));
    await goods.note(pipeline, 'Prod', good('a', 10));

    expect(await goods.of(pipeline, 'Prod')).toEqual(good('a', 10));
  });

  it('keeps stages, accounts and regions apart', async () => {
    await goods.note(pipeline, 'Prod', good('a', 10));

    expect(await goods.of({ ...pipeline, region: 'us-east-1' }, 'Prod')).toBeUndefined();
    expect(await goods.of({ ...pipeline, account: AccountId('999999999999') }, 'Prod')).toBeUndefined();
  });
});

describe('last successes in the table', () => {
  const pipeline: PipelineRef = { account: SHOP.account, region: 'eu-west-1', pipeline: 'shop-in-table' };

  it('outlive the year for which CodePipeline keeps its history, and are absent after that, deleted or not', async () => {
    const goods = createLastGoodStore(local.table);
    now = Date.parse(at(0));
    await goods.note(pipeline, 'Prod', good('old', 10));

    now += 390 * DAY;
    expect(await goods.of(pipeline, 'Prod')).toEqual(good('old', 10));

    now += 20 * DAY;
    expect(await goods.of(pipeline, 'Prod')).toBeUndefined();
    await goods.note(pipeline, 'Prod', good('older', 5));
    expect(await goods.of(pipeline, 'Prod')).toEqual(good('older', 5));
  });

  it('of a form that nobody knows are no answer: nobody approves on a guess', async () => {
    const item = { pk: 'pipeline|123456789012|eu-west-1|shop-odd', sk: 'good|Prod', v: 2, successes: [] };
    await local.table.client.send(new PutCommand({ TableName: local.table.name, Item: item }));

    await expect(createLastGoodStore(local.table).of({ ...pipeline, pipeline: 'shop-odd' }, 'Prod')).rejects.toThrow(
      'does not know',
    );
  });
});
