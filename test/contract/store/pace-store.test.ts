import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PaceStore } from '../../../src/app/ports.ts';
import { createPaceStore } from '../../../src/aws/pace-store.ts';
import { ExecutionId } from '../../../src/domain/ids.ts';
import type { Waiting } from '../../../src/domain/pace.ts';
import { SHOP } from '../../support/builders.ts';
import { startLocalTable } from '../../support/local-table.ts';
import { createMemoryPace } from '../../support/memory-pace.ts';

const NOW = Date.UTC(2026, 2, 2, 12);
let local: Awaited<ReturnType<typeof startLocalTable>>;
let serial = 0;

beforeAll(async () => {
  local = await startLocalTable(() => NOW);
});
afterAll(() => local.stop());

const executionOf = (id: string) => ({ ...SHOP, executionId: ExecutionId(id) });
const waiting = (id: string, more: Partial<Waiting> = {}): Waiting => ({
  id,
  execution: executionOf(id),
  slot: 'card@C0DEPLOYS',
  priority: 3,
  since: NOW,
  newCard: true,
  ...more,
});

describe.each([
  ['memory', () => createMemoryPace(() => NOW)],
  ['DynamoDB', () => createPaceStore(local.table)],
] as const)('pace store: %s', (_name, create) => {
  let store: PaceStore;
  let bucket: string;

  beforeEach(() => {
    store = create();
    bucket = `channel|C${++serial}`;
  });

  it('knows nothing of a bucket that nobody used', async () => {
    expect(await store.get(bucket)).toBeUndefined();
  });

  it('gives a slot to one of two that saw the same', async () => {
    await store.put(bucket, { paidUntil: 1_000 }, undefined);
    const seen = await store.get(bucket);

    const taken = await Promise.all([1, 2].map(() => store.put(bucket, { paidUntil: 2_000 }, seen)));

    expect(taken.toSorted()).toEqual([false, true]);
    expect((await store.get(bucket))?.paidUntil).toBe(2_000);
  });

  it('gives the first slot of all to one', async () => {
    await store.wait(bucket, waiting('early'), []);

    const taken = await Promise.all(
      [undefined, await store.get(bucket)].map((seen) => store.put(bucket, { paidUntil: 1_000 }, seen)),
    );

    expect(taken.toSorted()).toEqual([false, true]);
  });

  it('keeps the line of those who wait through every slot that is taken, but for the one that is served', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => store.wait(bucket, waiting(id), [])));
    await store.put(bucket, { paidUntil: 1_000 }, undefined, 'b');

    const line = await store.get(bucket);

    expect(line?.paidUntil).toBe(1_000);
    expect(line?.waiting.toSorted((x, y) => (x.id < y.id ? -1 : 1))).toEqual([waiting('a'), waiting('c')]);
  });

  it('shows who joins the whole line, lets go of the forgotten, and keeps the newest word of each', async () => {
    await store.wait(bucket, waiting('gone'), []);
    await store.wait(bucket, waiting('stays'), []);

    const line = await store.wait(bucket, waiting('stays', { priority: 1, newCard: false }), ['gone', 'stays']);

    expect(line).toEqual([waiting('stays', { priority: 1, newCard: false })]);
    await store.leave(bucket, 'stays');
    expect((await store.get(bucket))?.waiting).toEqual([]);
  });

  it('has one execution carry the digest of a flood, until it is old or full', async () => {
    const [first, second, third] = ['first', 'second', 'third'].map(executionOf);
    if (!first || !second || !third) throw new Error('three executions are meant');
    const floodSince = NOW - 600_000;

    expect(await store.digestOf(bucket, first, floodSince)).toEqual(first);
    expect(await store.digestOf(bucket, second, floodSince)).toEqual(first);
    expect(await store.digestOf(bucket, second, floodSince, third)).toEqual(first);
    expect(await store.digestOf(bucket, second, floodSince, first)).toEqual(second);
    expect(await store.digestOf(bucket, third, NOW + 1)).toEqual(third);
  });
});

it('an entry of a form that this version does not know keeps nobody from a slot', async () => {
  const store = createPaceStore(local.table);
  await store.wait('channel|C0OLD', waiting('odd', { priority: 9 as never }), []);

  expect(await store.get('channel|C0OLD')).toEqual({ paidUntil: 0, waiting: [] });
});
