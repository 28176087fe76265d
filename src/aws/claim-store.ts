import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { sha256 } from '../app/digest.ts';
import type { Claims, OperationClaim } from '../app/ports.ts';
import { OperationId } from '../domain/ids.ts';
import type * as operation from '../domain/operation.ts';
import { actorId, type Operation, type OperationRequest } from '../domain/operation.ts';
import { Deed } from './deed.ts';
import { Outcome } from './outcome.ts';
import { expiresAt, isConditionFailed, isExpired, type Table } from './table.ts';

const operationKey = (id: OperationId) => ({ pk: `operation|${id}`, sk: 'operation' });
const effectKey = (effect: string) => ({ pk: `effect|${sha256(effect)}`, sk: 'effect' });

/** What is acted on and told after a crash comes from here, so it is read as strictly as what comes from the bus. */
const StoredOperation = z.object({
  v: z.literal(1),
  owner: z.string(),
  leaseUntil: z.number(),
  outcome: z.optional(Outcome),
  told: z.optional(z.boolean()),
  deed: z.optional(Deed),
  deliveries: z.optional(z.number()),
});
const StoredEffect = z.object({ v: z.literal(1), operationId: z.string(), byName: z.string() });

/** @throws Error for a claim of another version, or half of one: nobody acts on what he cannot read */
function parse<S extends z.ZodMiniType>(schema: S, item: Record<string, unknown>): z.output<S> {
  const parsed = schema.safeParse(item);
  if (!parsed.success) throw new Error(`The stored claim ${item.pk} has a form that this version does not know`);
  return parsed.data;
}

/** Who does what, so that a replay and a double click are one deed. */
export function createClaimStore(table: Table): Claims {
  return {
    claimOperation: (request, owner, leaseUntil) => claimOperation(table, request, owner, leaseUntil),
    claimEffect: (effect, operation, byName) => claimEffect(table, effect, operation, byName),
    effectHolder: async (effect) => {
      const stored = await read(table, effectKey(effect));
      return stored && OperationId(parse(StoredEffect, stored).operationId);
    },
    releaseEffect: (effect, operationId) => releaseEffect(table, effect, operationId),
    finishOperation: (operationId, outcome) => setOnOperation(table, operationId, 'outcome', outcome),
    rememberDeed: (operationId, deed) => setOnOperation(table, operationId, 'deed', deed),
    toldOperation: (operationId) => setOnOperation(table, operationId, 'told', true),
  };
}

async function claimOperation(
  table: Table,
  request: OperationRequest,
  owner: string,
  leaseUntil: number,
): Promise<OperationClaim> {
  const key = operationKey(request.operationId);
  const item = {
    ...key,
    v: 1,
    owner,
    leaseUntil,
    actor: actorId(request.actor),
    requestedAt: request.requestedAt,
    expiresAt: expiresAt(table, 'operation'),
  };
  if (await putIfAbsent(table, item)) return { kind: 'fresh' };

  const stored = await read(table, key);
  if (!stored) return { kind: 'busy' };
  const known = parse(StoredOperation, stored);
  if (known.told) return { kind: 'finished' };
  const deed = known.deed === undefined ? {} : { deed: known.deed as operation.Deed };
  const delivery = (known.deliveries ?? 1) + 1;
  if (known.outcome) return { kind: 'untold', outcome: known.outcome as operation.Outcome, ...deed };
  // Lost against our own first try: the client repeated a write whose answer got lost.
  if (known.owner === owner) return { kind: 'fresh' };
  return (await takeOver(table, key, known.owner, owner, leaseUntil))
    ? { kind: 'resumed', delivery, ...deed }
    : { kind: 'busy' };
}

async function takeOver(
  table: Table,
  key: Record<string, string>,
  from: string,
  to: string,
  leaseUntil: number,
): Promise<boolean> {
  const taken = await conditional(() =>
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: key,
        UpdateExpression: 'SET #owner = :to, leaseUntil = :until, deliveries = if_not_exists(deliveries, :one) + :one',
        ConditionExpression: '#owner = :from AND leaseUntil < :now AND attribute_not_exists(outcome)',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':to': to, ':from': from, ':until': leaseUntil, ':now': table.now(), ':one': 1 },
      }),
    ),
  );
  // Here too a write may lose against its own first try.
  return taken || (await read(table, key))?.owner === to;
}

async function claimEffect(table: Table, effect: string, operation: Operation, byName: string) {
  const key = effectKey(effect);
  const item = { ...key, v: 1, operationId: operation.operationId, byName, expiresAt: expiresAt(table, 'effect') };
  if (await putIfAbsent(table, item)) return { mine: true, byName };
  const stored = await read(table, key);
  if (!stored) return { mine: false, byName: '' };
  const known = parse(StoredEffect, stored);
  return { mine: known.operationId === operation.operationId, byName: known.byName };
}

async function releaseEffect(table: Table, effect: string, operationId: OperationId): Promise<void> {
  await conditional(() =>
    table.client.send(
      new DeleteCommand({
        TableName: table.name,
        Key: effectKey(effect),
        ConditionExpression: 'operationId = :mine',
        ExpressionAttributeValues: { ':mine': operationId },
      }),
    ),
  );
}

async function setOnOperation(
  table: Table,
  operationId: OperationId,
  attribute: 'outcome' | 'told' | 'deed',
  value: operation.Outcome | operation.Deed | true,
) {
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: operationKey(operationId),
      UpdateExpression: 'SET #attribute = :value, expiresAt = :expiresAt',
      ExpressionAttributeNames: { '#attribute': attribute },
      ExpressionAttributeValues: { ':value': value, ':expiresAt': expiresAt(table, 'operation') },
    }),
  );
}

/** Puts an item unless there is one that has not expired. */
async function putIfAbsent(table: Table, item: Record<string, unknown>): Promise<boolean> {
  return conditional(() =>
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
        ExpressionAttributeValues: { ':now': Math.floor(table.now() / 1000) },
      }),
    ),
  );
}

async function read(table: Table, key: Record<string, string>): Promise<Record<string, unknown> | undefined> {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }));
  return !Item || isExpired(Item, table.now()) ? undefined : Item;
}

async function conditional(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isConditionFailed(error)) return false;
    throw error;
  }
}
