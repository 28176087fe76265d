import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { PipelineParts } from '../app/ports.ts';
import type { PipelineRef } from '../domain/ids.ts';
import { samePlace } from '../domain/served.ts';
import { CATALOGUE, lineKey, nameOf, PARTS, partsPartition, readLine } from './catalogue-item.ts';
import { expiresAt, type Table } from './table.ts';

/** A line is written again when it has come this near to its end, in seconds: not at every pass. */
const RENEW_BEFORE_S = 15 * 24 * 3600;

export async function keepLines(table: Table, listed: readonly PipelineRef[]): Promise<void> {
  const known = (await readLines(table)).map((item) => ({ item, refs: readLine(item) }));
  const fresh = new Set(known.filter(({ item }) => isFresh(item, table)).flatMap(({ refs }) => refs.map(nameOf)));
  for (const { account, region, pipeline } of listed.filter((one) => !fresh.has(nameOf(one)))) {
    const ref = { account, region, pipeline };
    await put(table, { ...lineKey(ref), ...ref });
  }
  const there = new Set(listed.map(nameOf));
  const isGone = (ref: PipelineRef) => !there.has(nameOf(ref)) && listed.some((one) => samePlace(one, ref));
  for (const ref of known.flatMap(({ refs }) => refs).filter(isGone))
    await table.client.send(new DeleteCommand({ TableName: table.name, Key: lineKey(ref) }));
}

export async function keepParts(table: Table, of: PipelineRef, { stages, executions }: PipelineParts): Promise<void> {
  await put(table, { pk: partsPartition(of), sk: PARTS, stages, executions });
}

async function put(table: Table, item: object): Promise<void> {
  await table.client.send(
    new PutCommand({ TableName: table.name, Item: { ...item, v: 1, expiresAt: expiresAt(table, 'catalogue') } }),
  );
}

function isFresh(item: Record<string, unknown>, table: Table): boolean {
  return typeof item.expiresAt === 'number' && item.expiresAt - RENEW_BEFORE_S > table.now() / 1000;
}

/** One page: a megabyte holds some thousand pipelines. What has expired is written again or deleted. */
async function readLines(table: Table): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :partition',
      ExpressionAttributeValues: { ':partition': CATALOGUE },
    }),
  );
  return Items;
}
