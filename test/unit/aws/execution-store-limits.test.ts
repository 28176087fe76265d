import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClaimStore } from '../../../src/aws/claim-store.ts';
import { executionKey } from '../../../src/aws/execution-item.ts';
import { createExecutionStore } from '../../../src/aws/execution-store.ts';
import { OperationId } from '../../../src/domain/ids.ts';
import { action, aRequest, at, pipeline, SHOP } from '../../support/builders.ts';
import { startLocalTable } from '../../support/local-table.ts';

let local: Awaited<ReturnType<typeof startLocalTable>>;
let now = Date.parse(at(0));

beforeEach(async () => {
  now = Date.parse(at(0));
  local = await startLocalTable(() => now);
});
afterEach(() => local.stop());

/** The network loses the answer of each write, so that the official client sends it a second time. */
function loseAnswersOfWrites(): void {
  local.table.client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      return context.commandName === 'GetItemCommand' || context.commandName === 'QueryCommand' ? answer : next(args);
    },
    { step: 'finalizeRequest', priority: 'high', name: 'loseAnswers' },
  );
}

describe('the store, when the answer of a write got lost and the client sent it again', () => {
  it('takes in an event once', async () => {
    const store = createExecutionStore(local.table);
    loseAnswersOfWrites();

    const { stored } = await store.observe(pipeline('running', 0), now + 45_000);

    expect(Object.keys(stored.execution.latest)).toEqual(['pipeline#1']);
  });

  it('gives the lease to the one that asked for it, instead of losing against itself', async () => {
    const store = createExecutionStore(local.table);
    await store.observe(pipeline('running', 0), now + 45_000);
    loseAnswersOfWrites();

    const claimed = await store.claim(SHOP, {
      slot: 'card@C0DEPLOYS',
      fresh: true,
      id: 'id',
      owner: 'me',
      now,
      leaseUntil: now + 40_000,
      urgent: false,
      dueAt: now + 41_000,
    });

    expect(claimed?.messages['card@C0DEPLOYS']?.owner).toBe('me');
  });

  it('notes what was posted, instead of taking the release for lost', async () => {
    const store = createExecutionStore(local.table);
    await store.observe(pipeline('running', 0), now + 45_000);
    const claimed = await store.claim(SHOP, {
      slot: 'card@C0DEPLOYS',
      fresh: true,
      id: 'id',
      owner: 'me',
      now,
      leaseUntil: now + 40_000,
      urgent: false,
      dueAt: now + 41_000,
    });
    loseAnswersOfWrites();

    await store.release(SHOP, {
      slot: 'card@C0DEPLOYS',
      owner: 'me',
      drawn: claimed?.version,
      result: { shown: 'digest' },
      dueAt: undefined,
    });

    expect((await store.get(SHOP))?.messages['card@C0DEPLOYS']).toEqual({
      id: 'id',
      at: at(0),
      shown: 'digest',
    });
  });

  it('claims an operation for the delivery that asked', async () => {
    const claims = createClaimStore(local.table);
    loseAnswersOfWrites();

    expect(await claims.claimOperation(aRequest(), 'me', now + 40_000)).toEqual({ kind: 'fresh' });
  });

  it('takes an operation over for the delivery that asked', async () => {
    const claims = createClaimStore(local.table);
    await claims.claimOperation(aRequest(), 'the one that died', now + 40_000);
    now += 60_000;
    loseAnswersOfWrites();

    expect(await claims.claimOperation(aRequest(), 'me', now + 40_000)).toEqual({ kind: 'resumed', delivery: 2 });
  });
});

/** DynamoDB refuses a write that makes an item larger, and with it every later event; the local table does not count. */
const ITEM_MAX_BYTES = 400 * 1024;

async function bytesStored(): Promise<number> {
  const { Item } = await local.table.client.send(
    new GetCommand({ TableName: local.table.name, Key: executionKey(SHOP), ConsistentRead: true }),
  );
  return Buffer.byteLength(JSON.stringify(Item));
}

describe('the item of an execution', () => {
  it('stays within DynamoDB’s 400 KB when very many actions failed with long errors', { timeout: 60_000 }, async () => {
    const store = createExecutionStore(local.table);
    const text = '失敗'.repeat(250);
    for (let run = 0; run < 300; run++) {
      const failed = action('Test', `Suite-${run}`, 'failed', run, `run-${run}`, {
        error: { code: 'JobFailed', text },
      });
      await store.observe(failed, now + 45_000);
    }

    expect(await bytesStored()).toBeLessThan(ITEM_MAX_BYTES);
  });

  // A story keeps at most 400 characters of a reason for the line that tells the deed (app/tell-outcome).
  it('stays within it when very many deeds with long reasons were asked for', { timeout: 60_000 }, async () => {
    const store = createExecutionStore(local.table);
    await store.observe(pipeline('running', 0), now + 45_000);
    for (let index = 0; index < 50; index++) {
      await store.addLine(SHOP, {
        operationId: OperationId(`operation-${index}`),
        deed: { kind: 'stop', target: { ...SHOP, run: 'a1' }, abandon: false, reason: '理由'.repeat(200) },
        ended: 'failed',
        byName: 'Ben Okafor',
        at: at(index),
      });
    }

    expect(await bytesStored()).toBeLessThan(ITEM_MAX_BYTES);
  });
});
