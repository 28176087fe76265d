import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Claim, Executions, KeptMessage, Release, StoredExecution } from '../app/ports.ts';
import { type Decision, type DeedLine, essentialPart, newFacts, sharesSubject } from '../domain/execution.ts';
import { type ExecutionEvent, type Fact, factKey, subjectKey } from '../domain/execution-event.ts';
import type { ExecutionRef, OperationId, RunKey } from '../domain/ids.ts';
import { executionKey, PREFIX, toExecutionRef, toStoredExecution } from './execution-item.ts';
import { expiresAt, isConditionFailed, isExpired, type Table } from './table.ts';
import { Update } from './update.ts';

/** The index that lists what somebody has to look at, soonest first: only items that have both attributes are in it. */
export const DUE_INDEX = 'due';
const DUE = 'due';

/** A lease in its quiet time may be taken over only while its owner, whose clock may be ahead, surely still sleeps. */
const QUIET_MARGIN_MS = 300;

export function createExecutionStore(table: Table): Executions {
  return {
    observe: (event, dueAt) => observe(table, event, dueAt),
    get: (ref) => get(table, ref),
    claim: (ref, claim) => claimMessage(table, ref, claim),
    release: (ref, release) => releaseMessage(table, ref, release),
    decide: (ref, run, decision) => decide(table, ref, run, decision),
    settleDecision: (ref, run, operationId, outcome) => settleDecision(table, ref, run, operationId, outcome),
    addLine: (ref, line) => addLine(table, ref, line),
    addFacts: (ref, facts) => addFactsLater(table, ref, facts),
    due: (beforeMs, limit) => due(table, beforeMs, limit),
    setDue: (ref, dueAt, seen) => setDue(table, ref, dueAt, seen),
    noteRead: (ref, found) => noteRead(table, ref, found),
  };
}

/** @param condition terms joined by AND, each alternative among them in parentheses */
async function send(
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

/** What every item has. */
function head(table: Table, update: Update, dueAt: number | undefined): void {
  update.set('v', 1);
  update.set('expiresAt', expiresAt(table, 'execution'));
  update.set('changedAt', table.now());
  setDueParts(update, dueAt);
}

function setDueParts(update: Update, dueAt: number | undefined): void {
  update.set('due', dueAt === undefined ? undefined : DUE);
  update.set('dueAt', dueAt);
}

async function observe(table: Table, event: ExecutionEvent, dueAt: number) {
  const essential = essentialPart(event);
  const stored = await takeIn(table, event, dueAt, essential === event);
  if (stored) return { changed: true, stored };

  const known = await mustGet(table, event.execution);
  if (known.execution.stagesOnly && essential && essential !== event) {
    const part = await takeIn(table, essential, dueAt, true);
    if (part) return { changed: true, stored: part };
  }
  const facts = newFacts(known.execution, event.facts);
  if (facts.length === 0) return { changed: false, stored: known };
  const late = new Update();
  head(table, late, dueAt);
  addFacts(late, facts);
  const completed = await send(table, event.execution, late, true);
  return { changed: true, stored: completed ?? known };
}

/** @param always also into an execution that has become too large
 * @returns undefined when it was seen before, or when there is no room for it any more */
async function takeIn(
  table: Table,
  event: ExecutionEvent,
  dueAt: number,
  always: boolean,
): Promise<StoredExecution | undefined> {
  const update = new Update();
  head(table, update, dueAt);
  const attribute = PREFIX.observation + subjectKey(event.subject);
  update.set(attribute, event.observation);
  addFacts(update, event.facts);
  const fits = always ? '' : ` AND attribute_not_exists(${update.name('stagesOnly')})`;
  return send(table, event.execution, update, true, `(${notSeenYet(update, event, attribute)})${fits}`);
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

/** The reducer's rule (domain/execution.ts, `supersedes`) as a condition. */
function notSeenYet(update: Update, event: ExecutionEvent, attribute: string): string {
  const seen = update.name(attribute);
  const rank = `${seen}.${update.name('rank')}`;
  const lower = `${rank} < ${update.value(event.observation.rank)}`;
  if (!sharesSubject(event)) return `attribute_not_exists(${seen}) OR ${lower}`;
  const at = `${seen}.${update.name('at')}`;
  const time = update.value(event.observation.at);
  return `attribute_not_exists(${seen}) OR ${at} < ${time} OR (${at} = ${time} AND ${lower})`;
}

function addFacts(update: Update, facts: readonly Fact[]): void {
  for (const fact of facts) update.setOnce(PREFIX.fact + factKey(fact), fact);
}

async function get(table: Table, ref: ExecutionRef): Promise<StoredExecution | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: executionKey(ref), ConsistentRead: true }),
  );
  return !Item || isExpired(Item, table.now()) ? undefined : toStoredExecution(ref, Item);
}

async function mustGet(table: Table, ref: ExecutionRef): Promise<StoredExecution> {
  const stored = await get(table, ref);
  if (!stored)
    throw new Error(`The item of execution ${ref.executionId} went away between a write and the read after it`);
  return stored;
}

async function claimMessage(table: Table, ref: ExecutionRef, claim: Claim): Promise<StoredExecution | undefined> {
  const update = new Update();
  setDueParts(update, claim.dueAt);
  const message = update.name(PREFIX.message + claim.slot);
  // An item that went away (its time to live was over) is not brought back half.
  const exists = `attribute_exists(${update.name('v')})`;
  if (claim.fresh) {
    const { id, owner, leaseUntil, quietUntil } = claim;
    update.setPath(message, {
      id,
      at: new Date(claim.now).toISOString(),
      owner,
      leaseUntil,
      ...(quietUntil === undefined ? {} : { quietUntil }),
    } satisfies KeptMessage);
    return claimOnce(table, ref, claim, update, `${exists} AND attribute_not_exists(${message})`);
  }
  const lease = `${message}.${update.name('leaseUntil')}`;
  const quiet = `${message}.${update.name('quietUntil')}`;
  const free = `attribute_not_exists(${lease}) OR ${lease} < ${update.value(claim.now)}`;
  const sleeping = claim.urgent ? ` OR ${quiet} > ${update.value(claim.now + QUIET_MARGIN_MS)}` : '';
  update.setPath(`${message}.${update.name('owner')}`, claim.owner);
  update.setPath(lease, claim.leaseUntil);
  update.setPath(quiet, claim.quietUntil);
  const condition = `${exists} AND attribute_exists(${message}) AND (${free}${sleeping})`;
  return claimOnce(table, ref, claim, update, condition);
}

/** The client repeats a write whose answer got lost, and the repeat loses against the first try: then the lease is ours all the same. */
async function claimOnce(
  table: Table,
  ref: ExecutionRef,
  { slot, owner }: Claim,
  update: Update,
  condition: string,
): Promise<StoredExecution | undefined> {
  const claimed = await send(table, ref, update, false, condition);
  if (claimed) return claimed;
  const stored = await get(table, ref);
  return stored?.messages[slot]?.owner === owner ? stored : undefined;
}

async function releaseMessage(
  table: Table,
  ref: ExecutionRef,
  release: Release,
): Promise<'released' | 'moved' | 'lost'> {
  const update = new Update();
  setDueParts(update, release.dueAt);
  const message = update.name(PREFIX.message + release.slot);
  const part = (name: string) => `${message}.${update.name(name)}`;
  for (const [name, value] of Object.entries(release.result)) update.setPath(part(name), value);
  for (const name of ['leaseUntil', 'quietUntil']) update.remove(part(name));
  const owner = part('owner');
  update.remove(owner);
  const mine = `${owner} = ${update.value(release.owner)}`;
  const fresh = release.drawn === undefined ? '' : ` AND ${update.name('version')} = ${update.value(release.drawn)}`;
  const stored = await send(table, ref, update, false, `${mine}${fresh}`);
  if (stored) return 'released';
  const now = await get(table, ref);
  return now?.messages[release.slot]?.owner === release.owner ? 'moved' : 'lost';
}

async function decide(table: Table, ref: ExecutionRef, run: RunKey, decision: Decision) {
  const update = new Update();
  head(table, update, table.now());
  const attribute = update.name(PREFIX.decision + run);
  update.setPath(attribute, decision);
  const stored = await send(table, ref, update, true, `attribute_not_exists(${attribute})`);
  if (stored) return { stands: decision, stored };
  const known = await mustGet(table, ref);
  const stands = known.execution.decisions[run];
  if (!stands) throw new Error('A decision was withdrawn while another was being taken; the delivery is repeated');
  return { stands, stored: known };
}

async function settleDecision(
  table: Table,
  ref: ExecutionRef,
  run: RunKey,
  operationId: OperationId,
  outcome: Decision['outcome'],
) {
  const update = new Update();
  const attribute = update.name(PREFIX.decision + run);
  if (outcome === undefined) update.remove(attribute);
  else update.setPath(`${attribute}.${update.name('outcome')}`, outcome);
  const mine = `${attribute}.${update.name('operationId')} = ${update.value(operationId)}`;
  return (await send(table, ref, update, true, mine)) ?? mustGet(table, ref);
}

async function addLine(table: Table, ref: ExecutionRef, line: DeedLine): Promise<StoredExecution> {
  const update = new Update();
  head(table, update, table.now());
  const attribute = update.name(PREFIX.line + line.operationId);
  update.setPath(attribute, line);
  return (await send(table, ref, update, true, `attribute_not_exists(${attribute})`)) ?? mustGet(table, ref);
}

async function addFactsLater(table: Table, ref: ExecutionRef, facts: readonly Fact[]): Promise<StoredExecution> {
  const update = new Update();
  head(table, update, table.now());
  addFacts(update, facts);
  const stored = await send(table, ref, update, true);
  return stored ?? mustGet(table, ref);
}

async function due(table: Table, beforeMs: number, limit: number): Promise<ExecutionRef[]> {
  const { Items } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: DUE_INDEX,
      KeyConditionExpression: 'due = :due AND dueAt <= :before',
      ExpressionAttributeValues: { ':due': DUE, ':before': beforeMs },
      Limit: limit,
    }),
  );
  return (Items ?? []).flatMap(({ pk }) => (typeof pk === 'string' ? (toExecutionRef(pk) ?? []) : []));
}

async function setDue(
  table: Table,
  ref: ExecutionRef,
  dueAt: number | undefined,
  seen: number | undefined,
): Promise<boolean> {
  const update = new Update();
  setDueParts(update, dueAt);
  const name = update.name('dueAt');
  const exists = `attribute_exists(${update.name('v')})`;
  const unmoved = seen === undefined ? `attribute_not_exists(${name})` : `${name} = ${update.value(seen)}`;
  return (await send(table, ref, update, false, `${exists} AND ${unmoved}`)) !== undefined;
}

async function noteRead(table: Table, ref: ExecutionRef, found: 'read' | 'gone'): Promise<StoredExecution> {
  const update = new Update();
  update.set('readAt', table.now());
  if (found === 'gone') update.set('gone', true);
  return (await send(table, ref, update, false, `attribute_exists(${update.name('v')})`)) ?? mustGet(table, ref);
}
