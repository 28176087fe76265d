import * as z from 'zod/mini';
import type { FoundLine } from '../../domain/audit-compare.ts';

/** As much as every version of the audit has. */
const Line = z.looseObject({ operationId: z.string(), phase: z.string(), at: z.string() });

/** @returns undefined for what is no line of the audit */
export function toLine(found: unknown): FoundLine | undefined {
  const line = Line.safeParse(found);
  if (!line.success) return undefined;
  const { operationId, phase, at } = line.data;
  return { operationId, phase, at, record: line.data };
}
