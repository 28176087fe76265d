import * as z from 'zod/mini';
import type * as audit from '../domain/audit.ts';
import { SURFACES } from '../domain/operation.ts';
import { Deed } from './deed.ts';
import { Outcome } from './outcome.ts';

const text = z.string();

const AuditRecord = z.object({
  v: z.literal(1),
  operationId: text,
  phase: z.enum(['requested', 'ended']),
  at: z.iso.datetime(),
  requestedAt: z.iso.datetime(),
  actor: z.union([
    z.object({ userId: text, teamId: z.optional(text), name: z.optional(text) }),
    z.object({ service: z.literal('schedule'), name: z.optional(text) }),
  ]),
  origin: z.object({
    surface: z.enum(SURFACES),
    channel: z.optional(text),
    messageTs: z.optional(text),
  }),
  deed: z.optional(Deed),
  words: z.optional(text),
  read: z.optional(z.object({ pipeline: z.optional(text), since: text })),
  policy: text,
  rules: z.array(z.number()),
  revisions: z.array(z.object({ action: text, revisionId: text })),
  shown: z.optional(z.object({ version: z.number(), digest: z.optional(text) })),
  outcome: z.optional(Outcome),
});

/** @returns undefined for what is no record of this version */
export function readAuditRecord(value: unknown): audit.AuditRecord | undefined {
  const parsed = AuditRecord.safeParse(value);
  // The same shape, held by the schema above; only the brands of its ids are added here.
  return parsed.success ? (parsed.data as unknown as audit.AuditRecord) : undefined;
}

/** @throws Error for what is no record of this version */
export function parseAuditRecord(value: unknown): audit.AuditRecord {
  const record = readAuditRecord(value);
  if (!record) throw new Error('An audit record has a form that this version does not know');
  return record;
}
