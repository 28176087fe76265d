import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Drafts } from '../app/definition-ports.ts';
import type { DraftDecision } from '../domain/draft.ts';
import type { ChannelId, MessageTs, PipelineRef } from '../domain/ids.ts';
import type { DraftTarget } from '../domain/operation.ts';
import type { Vote } from '../domain/votes.ts';
import { became, PREFIX, toMessages, toStoredDraft } from './draft-item.ts';
import { expiresAt, isConditionFailed, isExpired, type Table } from './table.ts';
import { Update } from './update.ts';

const partition = ({ account, region, pipeline }: PipelineRef) => ['draft', account, region, pipeline].join('|');
const keyOf = (target: DraftTarget) => ({ pk: partition(target), sk: target.draft });

/** Drafts of changes of pipelines: an item each, in which everything that is said to it is an attribute of its own. */
export function createDraftStore(table: Table): Drafts {
  const known = async (target: DraftTarget) => {
    const item = await read(table, target);
    return item && toStoredDraft(item);
  };
  return {
    async keep({ draft, definition }) {
      const item = {
        ...keyOf({ ...draft.ref, draft: draft.id }),
        v: 1,
        draft,
        // As text: a definition may hold what the table's own types would not give back as it was.
        ...(definition ? { definition: JSON.stringify(definition) } : {}),
        expiresAt: expiresAt(table, 'draft'),
      };
      const condition = 'attribute_not_exists(pk) OR expiresAt <= :now';
      const now = { ':now': Math.floor(table.now() / 1000) };
      await conditional(() =>
        table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: item,
            ConditionExpression: condition,
            ExpressionAttributeValues: now,
          }),
        ),
      );
    },
    get: known,
    async vote(target, vote) {
      const update = new Update();
      update.set(PREFIX.vote + vote.by, vote);
      await write(table, target, update, `attribute_not_exists(${update.name('decision')})`);
      return known(target);
    },
    async decide(target, decision) {
      const update = new Update();
      const attribute = update.name('decision');
      update.setPath(attribute, decision);
      await write(
        table,
        target,
        update,
        [`attribute_not_exists(${attribute})`, ...unchanged(update, decision)].join(' AND '),
      );
      return known(target);
    },
    async settle(target, operationId, outcome) {
      const update = new Update();
      const decision = update.name('decision');
      const ours = `${decision}.${update.name('operationId')} = ${update.value(operationId)}`;
      if (outcome === undefined) update.remove(decision);
      else update.setPath(`${decision}.${update.name('outcome')}`, outcome);
      await write(table, target, update, ours);
      return known(target);
    },
    async messages(target) {
      const item = await read(table, target);
      return item ? toMessages(item) : new Map<ChannelId, MessageTs>();
    },
    async noteMessage(target, channel, ts) {
      const update = new Update();
      update.set(PREFIX.message + channel, ts);
      await write(table, target, update);
    },
    async madeBy(ref, version) {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': partition(ref) },
          ProjectionExpression: 'pk, v, draft, decision, expiresAt',
          ConsistentRead: true,
        }),
      );
      const made = Items.filter((item) => became(item, version)).map(toStoredDraft);
      return made[0]?.draft.byName;
    },
  };
}

/** Whoever changed their mind since they were counted does not count. */
function unchanged(update: Update, { votes }: DraftDecision): string[] {
  return votes.map(
    ({ by, operationId }: Vote) =>
      `${update.name(PREFIX.vote + by)}.${update.name('operationId')} = ${update.value(operationId)}`,
  );
}

async function read(table: Table, target: DraftTarget): Promise<Record<string, unknown> | undefined> {
  const { Item: item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: keyOf(target), ConsistentRead: true }),
  );
  return item && !isExpired(item, table.now()) ? item : undefined;
}

/** A lost condition is no error: the draft is read afterwards, and a write may have lost against its own first try. */
async function write(
  table: Table,
  target: DraftTarget,
  update: Update,
  condition = 'attribute_exists(pk)',
): Promise<void> {
  update.set('expiresAt', expiresAt(table, 'draft'));
  await conditional(() =>
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: keyOf(target),
        UpdateExpression: update.expression(false),
        ConditionExpression: `attribute_exists(pk) AND ${condition}`,
        ExpressionAttributeNames: update.names,
        ExpressionAttributeValues: update.values,
      }),
    ),
  );
}

async function conditional(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
  }
}
