import { z } from 'zod';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Each n-th time; 1 or nothing: each time. */
const Every = z.int().min(1);
const Delay = z.int().min(1).max(DAY_MS);

/** One fault, or several that are in force together. */
const oneOrMore = <S extends z.ZodType>(schema: S) =>
  z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(schema).min(1).max(20));

/** What may befall a call, of which each fault names one. */
interface CallDamage {
  status?: number;
  error?: string;
  timeoutBefore?: boolean;
  timeoutAfter?: boolean;
}

function isOneDamage({ status, error, timeoutBefore, timeoutAfter }: CallDamage): boolean {
  const answered = status !== undefined || error !== undefined;
  return [answered, timeoutBefore === true, timeoutAfter === true].filter(Boolean).length === 1;
}

const SlackFault = z
  .strictObject({
    /** `chat.postMessage`, `response_url`; nothing: every method of the Web API */
    method: z.exactOptional(z.string()),
    /** HTTP status of the answer; 200 unless said when there is an `error` */
    status: z.exactOptional(z.int().min(200).max(599)),
    /** Slack's error code; unless said, the one that belongs to the status */
    error: z.exactOptional(z.string().regex(/^[a-z_]+$/, 'is an error code of Slack’s, such as ratelimited')),
    /** seconds; 30 unless said with a status of 429 */
    retryAfter: z.exactOptional(z.int().min(0).max(3_600)),
    every: z.exactOptional(Every),
    timeoutBefore: z.exactOptional(z.boolean()),
    timeoutAfter: z.exactOptional(z.boolean()),
  })
  .refine(isOneDamage, 'names either a status (or error), or timeoutBefore, or timeoutAfter')
  .refine(
    ({ status, error }) => error !== undefined || status === undefined || status >= 400,
    'with a status below 400 names an error',
  )
  .refine(({ retryAfter, status }) => retryAfter === undefined || status !== undefined, 'has retryAfter with a status');

const AwsFault = z
  .strictObject({
    /** `codepipeline:PutApprovalResult`, or the operation of whatever service */
    operation: z.string().regex(/^(?:[a-z]+:)?[A-Z]\w+$/, 'is written service:Operation or Operation'),
    error: z.exactOptional(z.string().regex(/^[A-Z]\w+$/, 'is an error of AWS’s, such as ThrottlingException')),
    every: z.exactOptional(Every),
    timeoutBefore: z.exactOptional(z.boolean()),
    timeoutAfter: z.exactOptional(z.boolean()),
  })
  .refine(isOneDamage, 'names either an error, or timeoutBefore, or timeoutAfter');

const CrashFault = z.strictObject({
  /** the name of its bundle: `pipeline-events` */
  function: z.string(),
  /** the handler dies when this remote call of its has had its effect, before the answer reaches it */
  afterCall: z.int().min(1),
  /** so many deliveries of each event; the next one is left alone. 1 unless said */
  times: z.exactOptional(z.int().min(1)),
});

/** What `POST /control/faults` takes: all the faults that are in force from now on. */
export const Faults = z.strictObject({
  duplicateEvents: z.exactOptional(
    z.union([z.boolean(), z.strictObject({ every: Every })], { error: 'is true, or {every: n}' }),
  ),
  shuffleEvents: z.exactOptional(z.strictObject({ seed: z.int(), windowMs: Delay })),
  dropEvents: z.exactOptional(
    z.union([z.strictObject({ every: Every }), z.strictObject({ ids: z.array(z.string()).min(1) })], {
      error: 'is {every: n}, or {ids: [id of an event, …]}',
    }),
  ),
  delayEvents: z.exactOptional(z.strictObject({ ms: Delay })),
  slack: z.exactOptional(oneOrMore(SlackFault)),
  aws: z.exactOptional(oneOrMore(AwsFault)),
  crash: z.exactOptional(oneOrMore(CrashFault)),
});

export type Faults = z.infer<typeof Faults>;
export type SlackFault = z.infer<typeof SlackFault>;
export type AwsFault = z.infer<typeof AwsFault>;
export type CrashFault = z.infer<typeof CrashFault>;
