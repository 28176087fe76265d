import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { KeptCatalogue } from '../app/ports.ts';
import type { PipelineRef } from '../domain/ids.ts';
import { samePlace } from '../domain/served.ts';
import { CATALOGUE, lineKey, nameOf, PARTS, partsPartition, readLine, readParts } from './catalogue-item.ts';
import { expiresAt, isConditionFailed, isExpired, type Table } from './table.ts';

/** A line is written again when it has come this near to its end, in seconds: not at every pass. */
const RENEW_BEFORE_S = 15 * 24 * 3600;

/** The catalogue for option lists. The function that answers them reads it by itself (`catalogue-query.ts`). */
export function createCatalogueStore(table: Table): KeptCatalogue {
  /** noted by this container */
  const noted = new Set<string>();

  const lines = async () => (await query(table, CATALOGUE)).map((item) => ({ item, refs: readLine(item) }));
  const put = (ref: PipelineRef, condition?: string) => {
    const { account, region, pipeline } = ref;
    const item = { ...lineKey(ref), v: 1, account, region, pipeline, expiresAt: expiresAt(table, 'catalogue') };
    const only = condition === undefined ? {} : { ConditionExpression: condition };
    return table.client.send(new PutCommand({ TableName: table.name, Item: item, ...only }));
  };

  return {
    pipelines: async () => (await lines()).flatMap(({ refs }) => refs),
    async parts(of) {
      const [item] = await query(table, partsPartition(of));
      return readParts(item);
    },
    async keep(listed, unread) {
      const known = await lines();
      const fresh = new Set(known.filter(({ item }) => isFresh(item, table)).flatMap(({ refs }) => refs.map(nameOf)));
      for (const ref of listed.filter((one) => !fresh.has(nameOf(one)))) await put(ref);
      const there = new Set(listed.map(nameOf));
      // Of places that nobody lists events may tell; those lines go with their age.
      const isGone = (ref: PipelineRef) =>
        !there.has(nameOf(ref)) &&
        !unread.some((place) => samePlace(place, ref)) &&
        listed.some((one) => samePlace(one, ref));
      for (const ref of known.flatMap(({ refs }) => refs).filter(isGone))
        await table.client.send(new DeleteCommand({ TableName: table.name, Key: lineKey(ref) }));
    },
    async keepParts(of, { stages, executions }) {
      const item = { v: 1, stages, executions, expiresAt: expiresAt(table, 'catalogue') };
      await table.client.send(
        new PutCommand({ TableName: table.name, Item: { pk: partsPartition(of), sk: PARTS, ...item } }),
      );
    },
    async note(ref) {
      if (noted.has(nameOf(ref))) return;
      try {
        await put(ref, 'attribute_not_exists(pk)');
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
      noted.add(nameOf(ref));
    },
  };
}

function isFresh(item: Record<string, unknown>, table: Table): boolean {
  return typeof item.expiresAt === 'number' && item.expiresAt - RENEW_BEFORE_S > table.now() / 1000;
}

/** One page: a megabyte holds some thousand pipelines. */
async function query(table: Table, partition: string): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :partition',
      ExpressionAttributeValues: { ':partition': partition },
    }),
  );
  return Items.filter((item) => !isExpired(item, table.now()));
}
