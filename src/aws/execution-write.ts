import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { StoredExecution } from '../app/ports.ts';
import type { ExecutionRef } from '../domain/ids.ts';
import { executionKey, toStoredExecution } from './execution-item.ts';
import { expiresAt, isConditionFailed, isExpired, type Table } from './table.ts';
import { Update } from './update.ts';

/** What every item that somebody has to look at has, and no other. */
export const DUE = 'due';

/** One conditional write to the item of an execution. `bump` counts a change of what its messages show.
 * @param condition terms joined by AND, each alternative among them in parentheses
 * @returns the item after it; undefined when the condition does not hold */
export async function send(
  table: Table,
  ref: ExecutionRef,
  update: Update,
  bump: boolean,
  condition?: string,
): Promise<StoredExecution | undefined> {
  const expression = update.expression(bump);
  // An item of another version is not ours to change: what was added to it here, nobody there could read.
  const version = update.name('v');
  const ours = `attribute_not_exists(${version}) OR ${version} = ${update.value(1)}`;
  try {
    const { Attributes } = await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: executionKey(ref),
        UpdateExpression: expression,
        ConditionExpression: condition === undefined ? ours : `${condition} AND (${ours})`,
        ExpressionAttributeNames: update.names,
        ExpressionAttributeValues: update.values,
        ReturnValues: 'ALL_NEW',
      }),
    );
    const stored = toStoredExecution(ref, Attributes ?? {});
    return bump && !stored.execution.stagesOnly && isFull(Attributes ?? {}) ? followStagesOnly(table, stored) : stored;
  } catch (error) {
    if (isConditionFailed(error)) return undefined;
    throw error;
  }
}

/** What every item has, and when somebody has to look at it. */
export function head(table: Table, update: Update, dueAt: number): void {
  alwaysThere(table, update);
  setDueParts(update, dueAt);
}

/** The same for what is no news of the execution itself. */
export function headOfNote(table: Table, update: Update): void {
  versioned(table, update);
  update.setOnce('changedAt', table.now());
  setDueParts(update, table.now());
}

/** The same for what comes in large numbers: who was to look earlier does, so that no stream of events puts that off. */
export function headOfEvent(table: Table, update: Update, dueAt: number): void {
  alwaysThere(table, update);
  update.setOnce('due', DUE);
  update.setOnce('dueAt', dueAt);
  update.setOnce('unreadSince', table.now());
}

function alwaysThere(table: Table, update: Update): void {
  versioned(table, update);
  update.set('changedAt', table.now());
}

function versioned(table: Table, update: Update): void {
  update.set('v', 1);
  update.set('expiresAt', expiresAt(table, 'execution'));
}

export function setDueParts(update: Update, dueAt: number | undefined): void {
  update.set('due', dueAt === undefined ? undefined : DUE);
  update.set('dueAt', dueAt);
}

/** DynamoDB takes items up to 400 KB; a write that goes over it would be lost, and with it every later event, so the limit is drawn
 * earlier. What still comes after it is small. */
const FULL_BYTES = 300_000;

/** Its JSON is a little longer than what DynamoDB counts, and is made in less time than the item took to be read. */
function isFull(item: Record<string, unknown>): boolean {
  return Buffer.byteLength(JSON.stringify(item)) >= FULL_BYTES;
}

async function followStagesOnly(table: Table, stored: StoredExecution): Promise<StoredExecution> {
  const update = new Update();
  update.set('stagesOnly', true);
  return (await send(table, stored.execution.ref, update, true)) ?? stored;
}

export async function get(table: Table, ref: ExecutionRef): Promise<StoredExecution | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: executionKey(ref), ConsistentRead: true }),
  );
  return !Item || isExpired(Item, table.now()) ? undefined : toStoredExecution(ref, Item);
}

export async function mustGet(table: Table, ref: ExecutionRef): Promise<StoredExecution> {
  const stored = await get(table, ref);
  if (!stored)
    throw new Error(`The item of execution ${ref.executionId} went away between a write and the read after it`);
  return stored;
}
