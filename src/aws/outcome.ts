import * as z from 'zod/mini';

const text = z.optional(z.string());

const Refusal = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('too_late'), requestedAt: z.string() }),
  z.object({ reason: z.literal('pipeline_not_found'), pipeline: z.string() }),
  z.object({ reason: z.literal('stage_not_found'), stage: z.string() }),
  z.object({
    reason: z.literal('already_decided'),
    verdict: z.optional(z.enum(['approved', 'rejected'])),
    byName: text,
    at: text,
  }),
  z.object({ reason: z.literal('already_requested'), byName: text }),
  z.object({ reason: z.literal('superseded'), newer: text }),
  z.object({ reason: z.literal('not_running'), state: text }),
  z.object({ reason: z.literal('missing_variables'), names: z.array(z.string()) }),
  z.object({
    reason: z.enum([
      'outsider',
      'guest',
      'deactivated',
      'not_a_person',
      'identity_unknown',
      'run_replaced',
      'not_waiting',
      'old_attempt',
      'not_retryable',
      'already_stopping',
      'already_closed',
      'already_open',
      'changed_meanwhile',
      'not_understood',
    ]),
  }),
]);

/** How an operation ended, as it is kept until the person has been told. */
export const Outcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('performed'),
    execution: z.optional(
      z.object({ account: z.string(), region: z.string(), pipeline: z.string(), executionId: z.string() }),
    ),
  }),
  z.object({ kind: z.literal('refused'), refusal: Refusal }),
  z.object({
    kind: z.literal('failed'),
    code: z.string(),
    advice: z.enum(['try_again', 'missing_permission', 'limit', 'look_at_log']),
  }),
  z.object({ kind: z.literal('unknown') }),
]);
