import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { PipelineReads, PipelineStructure } from '../app/codepipeline-ports.ts';
import type { PipelineRef } from '../domain/ids.ts';
import { expiresAt, isExpired, type Table } from './table.ts';

const Item = z.object({
  v: z.literal(1),
  structure: z.object({
    stages: z.array(
      z.object({
        name: z.string(),
        actions: z.array(
          z.object({
            name: z.string(),
            category: z.string(),
            provider: z.string(),
            runOrder: z.number(),
            timeoutMinutes: z.exactOptional(z.number()),
          }),
        ),
      }),
    ),
    variables: z.array(
      z.object({
        name: z.string(),
        defaultValue: z.exactOptional(z.string()),
        description: z.exactOptional(z.string()),
      }),
    ),
    sources: z.array(
      z.object({
        name: z.string(),
        stage: z.string(),
        takes: z.array(z.enum(['COMMIT_ID', 'IMAGE_DIGEST', 'S3_OBJECT_VERSION_ID', 'S3_OBJECT_KEY'])),
      }),
    ),
    type: z.enum(['V1', 'V2']),
    mode: z.enum(['SUPERSEDED', 'QUEUED', 'PARALLEL']),
  }),
});

const key = ({ account, region, pipeline }: PipelineRef, version: number) => ({
  pk: ['pipeline', account, region, pipeline].join('|'),
  sk: `structure|${version}`,
});

/** GetPipeline of a version, read once for all containers: in a burst every event may come to a new one, and CodePipeline answers an
 * account only so often.
 *
 * Kept for an hour only, and good for drawing, not for judging: a pipeline that is deleted and made again begins with version 1 again. */
export function createSharedStructures(
  reads: Pick<PipelineReads, 'structure'>,
  table: Table,
): Pick<PipelineReads, 'structure'> {
  return {
    async structure(ref, version) {
      if (version === undefined) return reads.structure(ref, version);
      const kept = await keptIn(table, ref, version);
      if (kept) return kept;
      const structure = await reads.structure(ref, version);
      if (structure) await keep(table, ref, version, structure);
      return structure;
    },
  };
}

/** What another release has written in another form is as good as nothing: it is read again. */
async function keptIn(table: Table, ref: PipelineRef, version: number): Promise<PipelineStructure | undefined> {
  const { Item: item } = await table.client.send(new GetCommand({ TableName: table.name, Key: key(ref, version) }));
  if (!item || isExpired(item, table.now())) return undefined;
  const parsed = Item.safeParse(item);
  return parsed.success ? parsed.data.structure : undefined;
}

async function keep(table: Table, ref: PipelineRef, version: number, structure: PipelineStructure): Promise<void> {
  const item = { ...key(ref, version), v: 1, structure, expiresAt: expiresAt(table, 'structure') };
  await table.client.send(new PutCommand({ TableName: table.name, Item: item }));
}
