import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Claims } from '../../../src/app/ports.ts';
import { createClaimStore } from '../../../src/aws/claim-store.ts';
import { OperationId } from '../../../src/domain/ids.ts';
import { anOperation, aRequest, at } from '../../support/builders.ts';
import { startLocalTable } from '../../support/local-table.ts';
import { createMemoryClaims } from '../../support/memory-claims.ts';

let now = Date.parse(at(0));
let local: Awaited<ReturnType<typeof startLocalTable>>;
let serial = 0;

beforeAll(async () => {
  local = await startLocalTable(() => now);
});
afterAll(() => local.stop());

describe.each([
  ['memory', () => createMemoryClaims(() => now)],
  ['DynamoDB', () => createClaimStore(local.table)],
] as const)('claims: %s', (_name, create) => {
  let claims: Claims;
  let id: OperationId;
  let effect: string;

  beforeEach(() => {
    now = Date.parse(at(0));
    claims = create();
    id = OperationId(`operation-${++serial}`);
    effect = `effect-${serial}`;
  });

  it('gives an operation to one delivery', async () => {
    const request = aRequest({ operationId: id });

    const kinds = await Promise.all(
      ['a', 'b', 'c'].map(async (owner) => (await claims.claimOperation(request, owner, now + 40_000)).kind),
    );

    expect(kinds.toSorted()).toEqual(['busy', 'busy', 'fresh']);
  });

  it('gives it to a redelivery when the first one died, and says so', async () => {
    const request = aRequest({ operationId: id });
    await claims.claimOperation(request, 'first', now + 40_000);
    now += 60_000;

    expect(await claims.claimOperation(request, 'second', now + 40_000)).toEqual({ kind: 'resumed', delivery: 2 });
    expect(await claims.claimOperation(request, 'third', now + 40_000)).toEqual({ kind: 'busy' });
  });

  it('has nothing left to do once the person knows, and only the telling before that', async () => {
    const request = aRequest({ operationId: id });
    await claims.claimOperation(request, 'first', now + 40_000);
    await claims.finishOperation(id, { kind: 'performed' });

    expect(await claims.claimOperation(request, 'second', now + 40_000)).toEqual({
      kind: 'untold',
      outcome: { kind: 'performed' },
    });
    await claims.toldOperation(id);
    expect(await claims.claimOperation(request, 'third', now + 40_000)).toEqual({ kind: 'finished' });
  });

  it('remembers what typed words led to, for the delivery that goes on', async () => {
    const { deed } = anOperation();
    await claims.claimOperation(aRequest({ operationId: id }), 'first', now + 40_000);
    await claims.rememberDeed(id, deed);
    now += 60_000;

    expect(await claims.claimOperation(aRequest({ operationId: id }), 'second', now + 40_000)).toEqual({
      kind: 'resumed',
      delivery: 2,
      deed,
    });
  });

  it('gives an effect to one operation, and names who has it', async () => {
    const other = OperationId(`${id}-other`);
    await claims.claimEffect(effect, anOperation({ operationId: id }), 'Ines Duarte');

    expect(await claims.claimEffect(effect, anOperation({ operationId: other }), 'Ben Okafor')).toEqual({
      mine: false,
      byName: 'Ines Duarte',
    });
    expect((await claims.claimEffect(effect, anOperation({ operationId: id }), 'Ines Duarte')).mine).toBe(true);
    expect(await claims.effectHolder(effect)).toBe(id);
  });

  it('takes an effect back only from the operation that has it', async () => {
    await claims.claimEffect(effect, anOperation({ operationId: id }), 'Ines Duarte');

    await claims.releaseEffect(effect, OperationId('somebody-else'));
    expect(await claims.effectHolder(effect)).toBe(id);
    await claims.releaseEffect(effect, id);
    expect(await claims.effectHolder(effect)).toBeUndefined();
  });

  it('forgets an effect after a day, and an operation after two weeks', async () => {
    const other = OperationId(`${id}-other`);
    await claims.claimOperation(aRequest({ operationId: id }), 'first', now + 40_000);
    await claims.claimEffect(effect, anOperation({ operationId: id }), 'Ines Duarte');
    now += 25 * 3_600_000;

    expect((await claims.claimEffect(effect, anOperation({ operationId: other }), 'Ben Okafor')).mine).toBe(true);
    expect((await claims.claimOperation(aRequest({ operationId: id }), 'second', now + 40_000)).kind).toBe('resumed');
    now += 14 * 24 * 3_600_000;
    expect(await claims.claimOperation(aRequest({ operationId: id }), 'third', now + 40_000)).toEqual({
      kind: 'fresh',
    });
  });
});
