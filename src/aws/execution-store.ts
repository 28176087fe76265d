import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Executions, StoredExecution } from '../app/ports.ts';
import {
  type ClosedWay,
  type Decision,
  type DeedLine,
  essentialPart,
  newFacts,
  sharesSubject,
  type Uncarded,
  voteKey,
} from '../domain/execution.ts';
import { type ExecutionEvent, type Fact, factKey, subjectKey } from '../domain/execution-event.ts';
import type { ExecutionRef, OperationId, RunKey } from '../domain/ids.ts';
import type { LiveJob } from '../domain/job.ts';
import type { Looker } from '../domain/looker.ts';
import type { Vote } from '../domain/votes.ts';
import { PREFIX, toExecutionRef, uncardedAttribute } from './execution-item.ts';
import { DUE, get, head, headOfEvent, headOfNote, mustGet, send, setDueParts } from './execution-write.ts';
import { askForCard, claimMessage, releaseMessage } from './kept-messages.ts';
import type { Table } from './table.ts';
import { Update } from './update.ts';

/** The index that lists what somebody has to look at, soonest first: only items that have both attributes are in it. */
export const DUE_INDEX = 'due';

export function createExecutionStore(table: Table): Executions {
  return {
    observe: (event, dueAt) => observe(table, event, dueAt),
    get: (ref) => get(table, ref),
    claim: (ref, claim) => claimMessage(table, ref, claim),
    release: (ref, release) => releaseMessage(table, ref, release),
    vote: (ref, run, said) => vote(table, ref, run, said),
    decide: (ref, run, decision) => decide(table, ref, run, decision),
    settleDecision: (ref, run, operationId, outcome) => settleDecision(table, ref, run, operationId, outcome),
    look: (ref, key, looker, seen) => look(table, ref, key, looker, seen),
    withdraw: (ref, run, decision) => withdraw(table, ref, run, decision),
    addLine: (ref, line) => addLine(table, ref, line),
    park: (ref, run, job) => park(table, ref, run, job),
    unpark: (ref, run, jobId) => unpark(table, ref, run, jobId),
    addFacts: (ref, facts) => addFactsLater(table, ref, facts),
    addUncarded: (digest, uncarded) => addUncarded(table, digest, uncarded),
    askForCard: (digest, uncarded) => askForCard(table, digest, uncarded),
    due: (beforeMs, limit) => due(table, beforeMs, limit),
    setDue: (ref, dueAt, seen) => setDue(table, ref, dueAt, seen),
    noteRead: (ref, found, closed) => noteRead(table, ref, found, closed),
  };
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
  headOfEvent(table, late, dueAt);
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
  headOfEvent(table, update, dueAt);
  const attribute = PREFIX.observation + subjectKey(event.subject);
  update.set(attribute, event.observation);
  addFacts(update, event.facts);
  const fits = always ? '' : ` AND attribute_not_exists(${update.name('stagesOnly')})`;
  return send(table, event.execution, update, true, `(${notSeenYet(update, event, attribute)})${fits}`);
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

async function vote(table: Table, ref: ExecutionRef, run: RunKey, said: Vote): Promise<StoredExecution> {
  const update = new Update();
  head(table, update, table.now());
  update.setPath(update.name(PREFIX.vote + voteKey(run, said.by)), said);
  const undecided = `attribute_not_exists(${update.name(PREFIX.decision + run)})`;
  return (await send(table, ref, update, true, undecided)) ?? mustGet(table, ref);
}

async function decide(table: Table, ref: ExecutionRef, run: RunKey, decision: Decision) {
  const update = new Update();
  head(table, update, table.now());
  const attribute = update.name(PREFIX.decision + run);
  update.setPath(attribute, decision);
  // Whoever changed their mind since they were counted does not count.
  const unchanged = (decision.votes ?? []).map(({ by, operationId }) => {
    const said = `${update.name(PREFIX.vote + voteKey(run, by))}.${update.name('operationId')}`;
    return `${said} = ${update.value(operationId)}`;
  });
  const condition = [`attribute_not_exists(${attribute})`, ...unchanged].join(' AND ');
  const stored = await send(table, ref, update, true, condition);
  if (stored) return { stands: decision, stored };
  const known = await mustGet(table, ref);
  const stands = known.execution.decisions[run];
  if (!stands) throw new Error('A vote or a decision was taken back while it was counted; the delivery is repeated');
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

async function look(table: Table, ref: ExecutionRef, key: string, looker: Looker, seen: Looker | undefined) {
  const update = new Update();
  headOfNote(table, update);
  const attribute = update.name(PREFIX.looker + key);
  update.setPath(attribute, looker);
  const known = seen
    ? `${attribute}.${update.name('operationId')} = ${update.value(seen.operationId)}`
    : `attribute_not_exists(${attribute})`;
  return send(table, ref, update, true, known);
}

async function withdraw(table: Table, ref: ExecutionRef, run: RunKey, { operationId, by }: Decision) {
  const update = new Update();
  const attribute = update.name(PREFIX.decision + run);
  update.remove(attribute);
  update.remove(update.name(PREFIX.vote + voteKey(run, by)));
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

async function park(table: Table, ref: ExecutionRef, run: RunKey, job: LiveJob): Promise<StoredExecution> {
  const update = new Update();
  headOfNote(table, update);
  update.set(PREFIX.job + run, job);
  // Whoever draws a message at this moment must not put off the time at which the job is continued.
  return (await send(table, ref, update, true)) ?? mustGet(table, ref);
}

async function unpark(table: Table, ref: ExecutionRef, run: RunKey, jobId: string): Promise<void> {
  const update = new Update();
  const job = update.name(PREFIX.job + run);
  update.remove(job);
  await send(table, ref, update, false, `${job}.${update.name('id')} = ${update.value(jobId)}`);
}

async function addFactsLater(table: Table, ref: ExecutionRef, facts: readonly Fact[]): Promise<StoredExecution> {
  const update = new Update();
  headOfNote(table, update);
  addFacts(update, facts);
  const stored = await send(table, ref, update, true);
  return stored ?? mustGet(table, ref);
}

async function addUncarded(table: Table, digest: ExecutionRef, uncarded: Uncarded): Promise<StoredExecution> {
  const update = new Update();
  head(table, update, table.now());
  const attribute = update.name(uncardedAttribute(uncarded));
  update.setPath(attribute, uncarded);
  return (await send(table, digest, update, true, `attribute_not_exists(${attribute})`)) ?? mustGet(table, digest);
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

async function noteRead(
  table: Table,
  ref: ExecutionRef,
  found: 'read' | 'gone',
  closed: readonly ClosedWay[] | undefined,
): Promise<StoredExecution> {
  const update = new Update();
  update.set('readAt', table.now());
  update.remove(update.name('unreadSince'));
  if (found === 'gone') update.set('gone', true);
  if (closed) update.set('closed', closed.length === 0 ? undefined : closed);
  return (
    (await send(table, ref, update, closed !== undefined, `attribute_exists(${update.name('v')})`)) ??
    mustGet(table, ref)
  );
}
