import * as z from 'zod/mini';
import type { PipelineParts } from '../app/ports.ts';
import { AccountId, type PipelineRef } from '../domain/ids.ts';

/** The pipelines stand in one partition, so that one query reads them all; what each has to choose from in a partition of its own. */
export const CATALOGUE = 'catalogue';
export const PARTS = 'parts';

export const lineKey = (ref: PipelineRef) => ({ pk: CATALOGUE, sk: nameOf(ref) });
export const partsPartition = (ref: PipelineRef) => `${CATALOGUE}|${nameOf(ref)}`;

export function nameOf({ account, region, pipeline }: PipelineRef): string {
  return [account, region, pipeline].join('|');
}

const Line = z.object({ v: z.literal(1), account: z.string(), region: z.string(), pipeline: z.string() });
const Parts = z.object({
  v: z.literal(1),
  stages: z.array(z.string()),
  executions: z.array(
    z.object({
      executionId: z.string(),
      status: z.string(),
      startedAt: z.optional(z.string()),
      summary: z.optional(z.string()),
    }),
  ),
});

/** @returns none for an item of another version: a list that lacks it is better than no list */
export function readLine(item: unknown): PipelineRef[] {
  const line = Line.safeParse(item);
  if (!line.success) return [];
  const { account, region, pipeline } = line.data;
  return [{ account: AccountId(account), region, pipeline }];
}

export function readParts(item: unknown): PipelineParts {
  const parts = Parts.safeParse(item);
  // The same shape, held by the schema above; only the brands of its ids are added here.
  return parts.success ? (parts.data as unknown as PipelineParts) : { stages: [], executions: [] };
}
