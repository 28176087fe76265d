import * as z from 'zod/mini';
import { WISHES } from '../domain/subscriptions.ts';

const short = z.string().check(z.minLength(1), z.maxLength(200));
/** As much as somebody may type after the slash command. */
const words = z.string().check(z.maxLength(4_000));
export const Pipeline = { account: short, region: short, pipeline: short };
export const Execution = { ...Pipeline, executionId: short };

const Whole = z.object({ ...Pipeline, executionId: z.optional(short) });

/** What somebody has said of a start, in a deed or in a form. */
export const StartValues = {
  variables: z.record(z.string(), z.string()),
  revisions: z.optional(
    z.array(
      z.object({
        action: short,
        type: z.enum(['COMMIT_ID', 'IMAGE_DIGEST', 'S3_OBJECT_VERSION_ID', 'S3_OBJECT_KEY']),
        value: words,
      }),
    ),
  ),
};

const Transition = z.object({
  ...Pipeline,
  stage: short,
  transition: z.enum(['Inbound', 'Outbound']),
  executionId: z.optional(short),
  changedAt: z.optional(z.string()),
});

const Frozen = z.object({ ...Pipeline, stages: z.optional(short), everywhere: z.optional(z.literal(true)) });
const Pattern = z.object({ ...Pipeline, everywhere: z.optional(z.literal(true)) });
export const Draft = z.object({ ...Pipeline, draft: short });
const Approval = z.object({ ...Execution, stage: short, action: short, run: short });

/** A deed as it travels on the bus and as it is kept in the table: the same shape as the domain's, without the brands of its ids. */
export const Deed = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['approve', 'reject']),
    target: Approval,
    comment: words,
    breakGlass: z.optional(words),
  }),
  z.object({
    kind: z.literal('answer'),
    target: Approval,
    given: z.object({ value: words, inputs: z.record(short, words) }),
    comment: words,
  }),
  z.object({ kind: z.literal('settle'), target: Approval }),
  z.object({
    kind: z.literal('claim'),
    target: z.object({ ...Execution, stage: short, action: z.optional(short), run: short }),
  }),
  z.object({
    kind: z.literal('retry'),
    target: z.object({ ...Execution, stage: short, run: short }),
    mode: z.enum(['FAILED_ACTIONS', 'ALL_ACTIONS']),
  }),
  z.object({
    kind: z.literal('stop'),
    target: z.object({ ...Execution, run: short }),
    abandon: z.boolean(),
    reason: words,
  }),
  z.object({ kind: z.literal('start'), target: z.object(Pipeline), ...StartValues }),
  z.object({ kind: z.literal('rollback'), target: z.object({ ...Execution, stage: short }), to: short }),
  z.object({
    kind: z.literal('override'),
    target: z.object({ ...Execution, stage: short, run: short }),
    place: z.enum(['entry', 'success']),
  }),
  z.object({
    kind: z.literal('revision'),
    target: z.object({ ...Pipeline, stage: short, action: short }),
    revisionId: words,
  }),
  z.object({ kind: z.literal('tag'), target: Whole, tags: z.record(z.string(), z.string()) }),
  z.object({ kind: z.literal('untag'), target: Whole, keys: z.array(z.string()) }),
  z.object({ kind: z.literal('disable'), target: Transition, reason: words }),
  z.object({ kind: z.literal('enable'), target: Transition }),
  z.object({ kind: z.literal('freeze'), target: Frozen, until: z.iso.datetime(), reason: words }),
  z.object({ kind: z.literal('unfreeze'), target: Frozen, reason: words, once: z.optional(short) }),
  z.object({
    kind: z.literal('subscribe'),
    target: Pattern,
    channel: short,
    wishes: z.array(z.enum(WISHES)),
    branch: z.optional(short),
  }),
  z.object({ kind: z.literal('unsubscribe'), target: Pattern, channel: short, reason: words }),
  z.object({ kind: z.enum(['watch', 'unwatch']), target: z.object(Pipeline) }),
  z.object({
    kind: z.enum(['change', 'agree', 'object']),
    target: Draft,
    change: z.enum(['create', 'edit', 'delete']),
  }),
  z.object({
    kind: z.enum(['close_for_freeze', 'open_after_freeze']),
    target: z.object({ ...Pipeline, stage: short, executionId: z.optional(short) }),
    freeze: short,
  }),
]);
