import * as z from 'zod/mini';
import type { KeptMessage, StoredExecution } from '../app/ports.ts';
import type { Decision, DeedLine, Execution, Uncarded as UncardedExecution } from '../domain/execution.ts';
import type { Fact, Observation } from '../domain/execution-event.ts';
import { AccountId, ExecutionId, type ExecutionRef, type OperationId, type RunKey } from '../domain/ids.ts';

/** One item per execution. Every subject, fact, decision and message is a top-level attribute of its own, because a path into a
 * map that does not exist yet is an error, and because two writers then never touch the same attribute. */
export const PREFIX = {
  observation: 'o|',
  fact: 'f|',
  decision: 'd|',
  message: 'm|',
  line: 'l|',
  uncarded: 'u|',
} as const;

const EXECUTION_SORT_KEY = 'execution';

interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export function executionKey(ref: ExecutionRef): ItemKey {
  return {
    pk: ['execution', ref.account, ref.region, ref.pipeline, ref.executionId].join('|'),
    sk: EXECUTION_SORT_KEY,
  };
}

/** @returns undefined for the key of another kind of item */
export function toExecutionRef(pk: string): ExecutionRef | undefined {
  const [kind, account, region, pipeline, ...id] = pk.split('|');
  if (kind !== 'execution' || !account || !region || !pipeline || id.length === 0) return undefined;
  return { account: AccountId(account), region, pipeline, executionId: ExecutionId(id.join('|')) };
}

const Kept = z.object({
  id: z.string(),
  at: z.string(),
  ts: z.optional(z.string()),
  shown: z.optional(z.string()),
  owner: z.optional(z.string()),
  leaseUntil: z.optional(z.number()),
  quietUntil: z.optional(z.number()),
  notBefore: z.optional(z.number()),
  twinCheckAt: z.optional(z.number()),
  refused: z.optional(z.string()),
  dead: z.optional(z.string()),
  onDemand: z.optional(z.enum(['unasked', 'asked'])),
});
const Observed = z.looseObject({ rank: z.number(), state: z.string(), at: z.string() });
const Factual = z.looseObject({ kind: z.string() });
const Decided = z.looseObject({
  operationId: z.string(),
  verdict: z.string(),
  by: z.string(),
  byName: z.string(),
  at: z.string(),
});
const Lined = z.looseObject({
  operationId: z.string(),
  deed: z.looseObject({ kind: z.string() }),
  byName: z.string(),
  at: z.string(),
});
const Uncarded = z.looseObject({
  channel: z.string(),
  execution: z.looseObject({ account: z.string(), region: z.string(), pipeline: z.string(), executionId: z.string() }),
  asked: z.optional(z.literal(true)),
});
const Item = z.looseObject({
  v: z.literal(1),
  version: z.number(),
  dueAt: z.optional(z.number()),
  stagesOnly: z.optional(z.literal(true)),
  changedAt: z.number(),
  readAt: z.optional(z.number()),
  gone: z.optional(z.literal(true)),
});

/** Reads an item of ours back. Attributes that a later version may have added are left alone.
 * @throws Error for an item of another version: it is somebody else's, and guessing at it could act on the wrong thing */
export function toStoredExecution(ref: ExecutionRef, item: Record<string, unknown>): StoredExecution {
  const head = Item.safeParse(item);
  if (!head.success)
    throw new Error(`The stored execution ${ref.executionId} has a form that this version does not know`);
  const execution: Execution = {
    ref,
    latest: collect<Observation>(item, PREFIX.observation, Observed),
    facts: collect<Fact>(item, PREFIX.fact, Factual),
    decisions: collect<Decision>(item, PREFIX.decision, Decided) as Record<RunKey, Decision>,
    lines: collect<DeedLine>(item, PREFIX.line, Lined) as Record<OperationId, DeedLine>,
    uncarded: collect<UncardedExecution>(item, PREFIX.uncarded, Uncarded),
    ...(head.data.stagesOnly ? { stagesOnly: true as const } : {}),
  };
  return {
    execution,
    version: head.data.version,
    messages: collect<KeptMessage>(item, PREFIX.message, Kept),
    ...(head.data.dueAt === undefined ? {} : { dueAt: head.data.dueAt }),
    changedAt: head.data.changedAt,
    ...(head.data.readAt === undefined ? {} : { readAt: head.data.readAt }),
    ...(head.data.gone ? { gone: true as const } : {}),
  };
}

function collect<T>(item: Record<string, unknown>, prefix: string, schema: z.core.$ZodType): Record<string, T> {
  const found: Record<string, T> = {};
  for (const [name, value] of Object.entries(item)) {
    if (name.startsWith(prefix)) found[name.slice(prefix.length)] = z.parse(schema, value) as T;
  }
  return found;
}

/** Where the item that carries a digest names an execution without a card. */
export function uncardedAttribute({ channel, execution }: UncardedExecution): string {
  return `${PREFIX.uncarded}${channel}|${executionKey(execution).pk}`;
}
