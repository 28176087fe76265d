import * as z from 'zod/mini';
import type { KeptMessage, StoredExecution } from '../app/ports.ts';
import type { Decision, DeedLine, Execution, Uncarded as UncardedExecution } from '../domain/execution.ts';
import { ENDED, type Fact, type Observation, RANK } from '../domain/execution-event.ts';
import { AccountId, ExecutionId, type ExecutionRef, type OperationId, type RunKey } from '../domain/ids.ts';
import type { LiveJob } from '../domain/job.ts';
import type { Looker } from '../domain/looker.ts';
import type { DeedKind } from '../domain/operation.ts';
import { FORMAT_NAMES } from '../domain/question.ts';
import type { Vote } from '../domain/votes.ts';

/** One item per execution. Every subject, fact, decision and message is a top-level attribute of its own, because a path into a
 * map that does not exist yet is an error, and because two writers then never touch the same attribute. */
export const PREFIX = {
  observation: 'o|',
  fact: 'f|',
  decision: 'd|',
  vote: 'v|',
  looker: 'w|',
  message: 'm|',
  line: 'l|',
  job: 'j|',
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
  early: z.optional(z.literal(true)),
  dead: z.optional(z.string()),
  onDemand: z.optional(z.enum(['unasked', 'asked'])),
});
const text = z.optional(z.string());
const Observed = z.object({
  rank: z.literal(Object.values(RANK)),
  state: z.enum(['running', 'waiting', 'stopping', ...ENDED]),
  word: text,
  at: z.string(),
  startedAt: text,
  provider: text,
  category: text,
  runKey: z.optional(z.string().check(z.minLength(1))),
  externalId: text,
  error: z.optional(z.object({ code: text, text })),
});
const attempt = z.number();
const Option = z.object({ value: z.string(), label: z.string(), style: z.optional(z.enum(['primary', 'danger'])) });
const FACTS = {
  pipelineVersion: z.object({ value: z.number() }),
  trigger: z.object({ attempt, value: z.object({ type: text, detail: text }) }),
  commit: z.object({
    attempt,
    value: z.object({ commitId: text, message: text, author: text, branch: text }),
  }),
  stopReason: z.object({ attempt, value: z.string() }),
  revision: z.object({
    run: z.string(),
    at: z.string(),
    value: z.object({ action: z.string(), revisionId: z.string(), summary: text, url: text }),
  }),
  author: z.object({
    revisionId: z.string(),
    value: z.object({
      name: z.string(),
      email: text,
      login: text,
      coAuthors: z.optional(z.array(z.object({ name: z.string(), email: text }))),
    }),
  }),
  branch: z.object({ revisionId: z.string(), value: z.string() }),
  passed: z.object({ stage: z.string(), by: z.string() }),
  reminder: z.object({
    run: z.string(),
    value: z.object({
      afterMs: z.number(),
      lastCall: z.boolean(),
      asks: z.array(z.string()),
      more: z.number(),
    }),
  }),
  answered: z.object({
    run: z.string(),
    value: z.object({ by: text, outsideRule: z.optional(z.literal(true)) }),
  }),
  note: z.object({
    run: z.string(),
    value: z.object({
      text: z.string(),
      lines: z.array(z.string()),
      more: z.number(),
      channels: z.array(z.string()),
    }),
  }),
  question: z.object({
    run: z.string(),
    value: z.object({
      ask: z.string(),
      options: z.array(Option),
      inputs: z.array(
        z.object({
          name: z.string(),
          label: z.string(),
          type: z.enum(['text', 'number', 'select', 'date', 'user']),
          required: z.boolean(),
          format: z.optional(z.enum(FORMAT_NAMES)),
          options: z.optional(z.array(Option)),
        }),
      ),
      stage: z.string(),
      action: z.string(),
      channels: z.array(z.string()),
      approvers: z.optional(z.array(z.string())),
      quorum: z.number(),
      notOwnChange: z.boolean(),
      askedAt: z.string(),
      deadline: z.string(),
      otherwise: text,
      outputs: z.optional(z.record(z.string(), z.string())),
    }),
  }),
  cause: z.object({ run: z.string(), value: z.object({ text: z.string(), url: text }) }),
  log: z.object({
    run: z.string(),
    value: z.object({ lines: z.array(z.string()), line: z.optional(z.number()), url: text }),
  }),
  gap: z.object({
    run: z.string(),
    value: z.object({
      kind: z.enum(['forbidden', 'throttled', 'silent', 'failed', 'no_log', 'empty_log']),
      permission: text,
      service: text,
    }),
  }),
  background: z.object({
    stage: z.string(),
    begun: z.string(),
    value: z.object({
      people: z.array(z.object({ name: z.string(), user: text })),
      more: z.optional(z.number()),
      nth: z.optional(z.number()),
      redSince: text,
      lastGreenAt: text,
      flaky: z.optional(z.array(z.string())),
    }),
  }),
  explained: z.object({ stage: z.string(), begun: z.string() }),
  recovered: z.object({
    value: z.object({ stage: z.string(), since: z.string(), at: z.string(), sameChange: z.boolean(), retriedBy: text }),
  }),
  notice: z.object({
    what: z.enum(['began', 'ends_soon', 'ended', 'lifted', 'by_hand', 'slipped_in']),
    key: z.string(),
    channel: z.string(),
    pipelines: z.array(z.string()),
    more: z.number(),
    reason: z.string(),
    stages: text,
    byName: text,
    until: text,
    waiting: z.array(z.object({ pipeline: z.string(), stage: z.string(), executionId: z.string() })),
    executionId: text,
    open: z.optional(z.boolean()),
  }),
} satisfies Record<Fact['kind'], z.ZodMiniType>;

/** What a line is drawn from besides the pipeline, by the kind of its deed. */
const DRAWN_FROM: Readonly<Record<DeedKind, readonly string[]>> = {
  approve: ['stage', 'action', 'comment'],
  reject: ['stage', 'action', 'comment'],
  answer: ['stage', 'action', 'comment'],
  settle: ['stage', 'action'],
  claim: ['stage'],
  retry: ['stage'],
  stop: ['executionId', 'reason'],
  start: [],
  rollback: ['stage', 'to'],
  override: ['stage', 'place'],
  revision: ['action', 'revisionId'],
  tag: [],
  untag: [],
  disable: ['stage', 'transition', 'reason'],
  enable: ['stage', 'transition'],
  freeze: ['until', 'reason'],
  unfreeze: ['reason'],
  change: ['change'],
  agree: ['change'],
  object: ['change'],
  close_for_freeze: ['stage'],
  open_after_freeze: ['stage'],
  subscribe: ['channel', 'wishes'],
  unsubscribe: ['channel'],
  watch: [],
  unwatch: [],
};
const Told = z
  .looseObject({ kind: z.enum(Object.keys(DRAWN_FROM)), target: z.looseObject({ pipeline: z.string() }) })
  .check(
    z.refine((deed) => {
      const said: Record<string, unknown> = { ...deed.target, ...deed };
      return DRAWN_FROM[deed.kind as DeedKind].every((field) =>
        field === 'wishes' ? isWords(said[field]) : typeof said[field] === 'string',
      );
    }),
  );

function isWords(value: unknown): boolean {
  return Array.isArray(value) && value.every((word) => typeof word === 'string');
}

/** The kind that a fact names picks its schema. (`z.discriminatedUnion` says the same, and brings 4 KB into each bundle.) */
const Factual = z
  .looseObject({ kind: z.enum(Object.keys(FACTS)) })
  .check(z.refine((fact) => FACTS[fact.kind as Fact['kind']].safeParse(fact).success));
const voted = {
  operationId: z.string(),
  verdict: z.enum(['approved', 'rejected', 'answered']),
  answer: z.optional(z.object({ value: z.string(), inputs: z.record(z.string(), z.string()) })),
  by: z.string(),
  byName: z.string(),
  comment: text,
  at: z.string(),
  breakGlass: text,
  notAfter: text,
  unknown: z.optional(
    z.object({ names: z.array(z.string()), revisions: z.array(z.string()), outOfSight: z.optional(z.literal(true)) }),
  ),
  need: z.optional(z.number()),
};
const Voted = z.object(voted);
const Decided = z.object({
  ...voted,
  votes: z.optional(z.array(Voted)),
  timedOut: z.optional(z.literal(true)),
  outcome: z.optional(z.enum(['recorded', 'lost', 'unknown'])),
});
const Alive = z.object({
  door: z.enum(['invoke', 'custom', 'partner']),
  id: z.string(),
  account: z.string(),
  region: z.string(),
  clientId: text,
  continueAt: z.number(),
  token: z.string(),
});
const Looking = z.object({
  operationId: z.string(),
  by: z.string(),
  byName: z.string(),
  at: z.string(),
  left: z.optional(z.literal(true)),
});
const Lined = z.object({
  operationId: z.string(),
  deed: Told,
  ended: z.enum(['performed', 'voted', 'failed', 'unknown']),
  count: z.optional(z.object({ have: z.number(), need: z.number() })),
  byName: z.string(),
  by: text,
  at: z.string(),
  tellIn: text,
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
  unreadSince: z.optional(z.number()),
  readAt: z.optional(z.number()),
  gone: z.optional(z.literal(true)),
  closed: z.optional(z.array(z.object({ stage: z.string(), reason: z.string() }))),
});

/** Reads an item of ours back. Attributes that a later version may have added are left alone, and so is a fact or a line that it
 * tells in another way: they only adorn what is shown. All else must be what we wrote, because people act on it.
 * @throws Error for an item of another version, or one that is damaged: guessing at it could act on the wrong thing */
export function toStoredExecution(ref: ExecutionRef, item: Record<string, unknown>): StoredExecution {
  const head = Item.safeParse(item);
  if (!head.success) throw unreadable(ref);
  const read = <T>(prefix: string, schema: z.ZodMiniType, otherwise: () => []): Record<string, T> =>
    dictionary(
      under(prefix, item).flatMap(([name, value]): [string, T][] => {
        const parsed = schema.safeParse(value);
        return parsed.success ? [[name, parsed.data as T]] : otherwise();
      }),
    );
  const damaged = () => {
    throw unreadable(ref);
  };
  const leftAlone = (): [] => [];
  const { version, dueAt, changedAt, unreadSince, readAt, gone, stagesOnly, closed } = head.data;
  const execution: Execution = {
    ref,
    latest: read<Observation>(PREFIX.observation, Observed, damaged),
    facts: read<Fact>(PREFIX.fact, Factual, leftAlone),
    decisions: read<Decision>(PREFIX.decision, Decided, damaged) as Record<RunKey, Decision>,
    votes: read<Vote>(PREFIX.vote, Voted, damaged),
    lookers: read<Looker>(PREFIX.looker, Looking, leftAlone),
    lines: read<DeedLine>(PREFIX.line, Lined, leftAlone) as Record<OperationId, DeedLine>,
    jobs: read<LiveJob>(PREFIX.job, Alive, damaged) as Record<RunKey, LiveJob>,
    uncarded: read<UncardedExecution>(PREFIX.uncarded, Uncarded, leftAlone),
    ...(stagesOnly ? { stagesOnly } : {}),
    ...(closed ? { closed } : {}),
  };
  return {
    execution,
    version,
    messages: read<KeptMessage>(PREFIX.message, Kept, damaged),
    ...(dueAt === undefined ? {} : { dueAt }),
    changedAt,
    ...(unreadSince === undefined ? {} : { unreadSince }),
    ...(readAt === undefined ? {} : { readAt }),
    ...(gone ? { gone } : {}),
  };
}

function under(prefix: string, item: Record<string, unknown>): [string, unknown][] {
  return Object.entries(item).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
  );
}

/** Without a prototype: what is looked up in it by a name from outside is there or is not. */
function dictionary<T>(entries: readonly [string, T][]): Record<string, T> {
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

function unreadable({ executionId }: ExecutionRef): Error {
  return new Error(`The stored execution ${executionId} has a form that this version does not know`);
}

/** Where the item that carries a digest names an execution without a card. */
export function uncardedAttribute({ channel, execution }: UncardedExecution): string {
  return `${PREFIX.uncarded}${channel}|${executionKey(execution).pk}`;
}
