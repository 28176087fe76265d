import * as z from 'zod/mini';
import type { StoredDraft } from '../domain/draft.ts';
import { ChannelId, MessageTs } from '../domain/ids.ts';

/** Beginnings of attributes: who says what, and where it is told. */
export const PREFIX = { vote: 'v|', message: 'm|' } as const;

const text = z.string();
const texts = z.array(text);

const Vote = z.object({
  operationId: text,
  verdict: z.enum(['approved', 'rejected']),
  by: text,
  byName: text,
  at: text,
  notAfter: z.exactOptional(text),
});

const Change = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['added', 'removed']),
    path: texts,
    leaves: z.array(z.object({ path: texts, text: z.exactOptional(text) })),
  }),
  z.object({ kind: z.literal('changed'), path: texts, before: z.exactOptional(text), after: z.exactOptional(text) }),
  z.object({ kind: z.literal('renamed'), path: texts, to: text }),
  z.object({ kind: z.literal('reordered'), path: texts, before: texts, after: texts }),
]);

const Protected = z.object({
  touched: z.enum([
    'approval_removed',
    'approval_renamed',
    'approval_moved',
    'deploys_unapproved',
    'stage',
    'condition',
    'role',
    'source',
    'artifact_store',
    'commands',
    'user_parameters',
    'execution_mode',
  ]),
  stage: z.exactOptional(text),
  action: z.exactOptional(text),
  to: z.exactOptional(text),
  asks: z.array(z.tuple([text], text)),
});

const Draft = z.object({
  id: text,
  ref: z.object({ account: text, region: text, pipeline: text }),
  change: z.enum(['create', 'edit', 'delete']),
  version: z.number(),
  by: text,
  byName: text,
  at: text,
  copyOf: z.exactOptional(text),
  changes: z.array(Change),
  left: z.number(),
  protects: z.array(Protected),
  cancels: texts,
  unset: texts,
});

const Outcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('done'),
    version: z.number(),
    between: z.exactOptional(z.object({ version: z.number(), byName: z.exactOptional(text) })),
  }),
  z.object({ kind: z.enum(['lost', 'unknown']) }),
]);

const Item = z.object({
  v: z.literal(1),
  draft: Draft,
  definition: z.exactOptional(text),
  decision: z.exactOptional(
    z.object({
      operationId: text,
      verdict: z.enum(['approved', 'rejected']),
      byName: text,
      at: text,
      votes: z.array(Vote),
      outcome: z.exactOptional(Outcome),
    }),
  ),
});

/** @throws Error for a draft of another version: nobody carries out what he cannot read */
export function toStoredDraft(item: Record<string, unknown>): StoredDraft {
  const parsed = Item.safeParse(item);
  if (!parsed.success) throw new Error(`The draft ${item.sk} is kept in a form that this version does not know`);
  const { draft, definition, decision } = parsed.data;
  const votes = z.array(Vote).parse(partsOf(item, PREFIX.vote));
  // The same shapes, held by the schemas above; only the brands of ids are added here, and the definition was checked when it was kept.
  return {
    draft,
    votes,
    ...(decision ? { decision } : {}),
    ...(definition === undefined ? {} : { definition: JSON.parse(definition) }),
  } as unknown as StoredDraft;
}

export function toMessages(item: Record<string, unknown>): ReadonlyMap<ChannelId, MessageTs> {
  const named = Object.entries(item).filter(([name]) => name.startsWith(PREFIX.message));
  return new Map(named.map(([name, ts]) => [ChannelId(name.slice(PREFIX.message.length)), MessageTs(String(ts))]));
}

/** Did this draft become this version of its pipeline? */
export function became(item: Record<string, unknown>, version: number): boolean {
  const { decision } = Item.parse(item);
  return decision?.outcome?.kind === 'done' && decision.outcome.version === version;
}

function partsOf(item: Record<string, unknown>, prefix: string): unknown[] {
  return Object.entries(item).flatMap(([name, value]) => (name.startsWith(prefix) ? [value] : []));
}
