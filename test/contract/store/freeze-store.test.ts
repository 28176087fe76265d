import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Freezes } from '../../../src/app/ports.ts';
import { createFreezeStore } from '../../../src/aws/freeze-store.ts';
import type { FreezeOrder, Lift } from '../../../src/domain/freeze.ts';
import type { FrozenWay } from '../../../src/domain/frozen-way.ts';
import { ExecutionId, UserId } from '../../../src/domain/ids.ts';
import { at, SHOP } from '../../support/builders.ts';
import { startLocalTable } from '../../support/local-table.ts';
import { createMemoryFreezes } from '../../support/memory-freezes.ts';

const NOW = Date.parse(at(0));
let local: Awaited<ReturnType<typeof startLocalTable>>;

const ORDER: FreezeOrder = {
  id: 'order-1',
  pipelines: 'shop-*',
  stages: 'Prod',
  from: at(0),
  until: at(7200),
  reason: 'database move',
  byName: 'Ben Okafor',
};
const LIFT: Lift = {
  id: 'lift-1',
  pipelines: 'shop-web',
  accounts: [SHOP.account],
  regions: [SHOP.region],
  at: at(60),
  by: UserId('U0BEN'),
  byName: 'Ben Okafor',
  reason: 'hotfix',
  executionId: ExecutionId('4b1e07c2'),
};
const PROD = { account: SHOP.account, region: SHOP.region, pipeline: 'shop-web', stage: 'Prod' };
const CLOSING: FrozenWay = { ...PROD, state: 'closing', freeze: 'order-1', at: at(60) };
const CLOSED: FrozenWay = { ...CLOSING, state: 'closed', at: at(61) };

describe.each([
  ['memory', async () => createMemoryFreezes()],
  [
    'DynamoDB',
    async () => {
      await local.stop();
      local = await startLocalTable(() => NOW);
      return createFreezeStore(local.table);
    },
  ],
] as const)('freeze store: %s', (_name, create) => {
  let store: Freezes;
  beforeAll(async () => {
    local = await startLocalTable(() => NOW);
  });
  afterAll(() => local.stop());
  beforeEach(async () => {
    store = await create();
  });

  it('knows nothing at first', async () => {
    expect(await store.read()).toEqual({ orders: [], lifts: [], told: new Set() });
    expect(await store.ways()).toEqual([]);
  });

  it('keeps orders and what was lifted, each once and as it was first', async () => {
    await store.order(ORDER);
    await store.order({ ...ORDER, reason: 'another' });
    await store.lift(LIFT);
    await store.lift({ ...LIFT, reason: 'another' });

    expect(await store.read()).toEqual({ orders: [ORDER], lifts: [LIFT], told: new Set() });
  });

  it('remembers what was told, and forgets what is over', async () => {
    await store.order(ORDER);
    await store.lift(LIFT);
    await store.told('order-1|began');
    await store.told('order-1|began');
    expect((await store.read()).told).toEqual(new Set(['order-1|began']));

    await store.forget({ orders: ['order-1'], lifts: ['lift-1'], told: ['order-1|began'] });
    await store.forget({ orders: [], lifts: [], told: [] });

    expect(await store.read()).toEqual({ orders: [], lifts: [], told: new Set() });
  });

  it('lets only whoever saw a way as it stands change it', async () => {
    expect(await store.setWay(PROD, CLOSING, undefined)).toBe(true);
    expect(await store.setWay(PROD, CLOSED, undefined)).toBe(false);
    expect(await store.setWay(PROD, CLOSED, { ...CLOSING, at: at(59) })).toBe(false);
    expect(await store.ways()).toEqual([CLOSING]);

    expect(await store.setWay(PROD, CLOSED, CLOSING)).toBe(true);
    expect(await store.setWay(PROD, undefined, CLOSING)).toBe(false);
    expect(await store.ways()).toEqual([CLOSED]);

    expect(await store.setWay(PROD, undefined, CLOSED)).toBe(true);
    expect(await store.ways()).toEqual([]);
  });

  it('lets one of two that saw the same change a way', async () => {
    await store.setWay(PROD, CLOSED, undefined);
    const taken = await Promise.all([
      store.setWay(PROD, { ...CLOSED, state: 'opening', at: at(70) }, CLOSED),
      store.setWay(PROD, { ...CLOSED, state: 'letting_in', at: at(71) }, CLOSED),
    ]);

    expect(taken.toSorted()).toEqual([false, true]);
  });
});
