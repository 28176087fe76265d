import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Subscriptions } from '../../../src/app/ports.ts';
import { createSubscriptionStore } from '../../../src/aws/subscription-store.ts';
import { ChannelId, UserId } from '../../../src/domain/ids.ts';
import { type BookEntry, entryKey } from '../../../src/domain/subscriptions.ts';
import { at, SHOP } from '../../support/builders.ts';
import { startLocalTable } from '../../support/local-table.ts';
import { createMemorySubscriptions } from '../../support/memory-subscriptions.ts';

let local: Awaited<ReturnType<typeof startLocalTable>>;
const { account, region, pipeline } = SHOP;

const SUBSCRIPTION: BookEntry = {
  kind: 'subscription',
  pipelines: 'shop-*',
  channel: ChannelId('C0TEAM'),
  wishes: ['failures', 'results'],
  branch: 'release/*',
  by: UserId('U0BEN'),
  byName: 'Ben Okafor',
  sees: ['owners'],
  at: at(0),
};
const WATCH: BookEntry = {
  kind: 'watch',
  account,
  region,
  pipeline,
  user: UserId('U0DANA'),
  channel: ChannelId('D0DANA'),
  at: at(1),
};
const TAG: BookEntry = { kind: 'tag', account, region, pipeline, channels: [ChannelId('C0TEAM')], at: at(2) };

describe.each([
  ['memory', async () => createMemorySubscriptions()],
  [
    'DynamoDB',
    async () => {
      await local.stop();
      local = await startLocalTable(() => Date.parse(at(0)));
      return createSubscriptionStore(local.table);
    },
  ],
] as const)('subscription store: %s', (_name, create) => {
  let store: Subscriptions;
  beforeAll(async () => {
    local = await startLocalTable(() => Date.parse(at(0)));
  });
  beforeEach(async () => {
    store = await create();
  });
  afterAll(() => local.stop());
  const put = (entry: BookEntry, seen?: BookEntry) => store.set(entryKey(entry), entry, seen);

  it('gives back what was put in, whole', async () => {
    for (const entry of [SUBSCRIPTION, WATCH, TAG]) expect(await put(entry)).toBe(true);
    const book = await store.read();
    expect(book).toHaveLength(3);
    expect(book).toEqual(expect.arrayContaining([SUBSCRIPTION, WATCH, TAG]));
  });

  it('changes only what nobody else has changed since', async () => {
    await put(SUBSCRIPTION);
    const later: BookEntry = { ...SUBSCRIPTION, at: at(9), wishes: ['progress'] };
    const other: BookEntry = { ...SUBSCRIPTION, at: at(8) };

    expect(await put(other)).toBe(false);
    expect(await put(later, SUBSCRIPTION)).toBe(true);
    expect(await put(other, SUBSCRIPTION)).toBe(false);
    expect(await store.read()).toEqual([later]);
  });

  it('takes away, once', async () => {
    await put(WATCH);
    expect(await store.set(entryKey(WATCH), undefined, { ...WATCH, at: at(7) })).toBe(false);
    expect(await store.set(entryKey(WATCH), undefined, WATCH)).toBe(true);
    expect(await store.read()).toEqual([]);
  });
});
