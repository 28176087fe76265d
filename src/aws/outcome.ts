import * as z from 'zod/mini';

const text = z.optional(z.string());
const names = z.array(z.string());

const Refusal = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('too_late'), requestedAt: z.string() }),
  z.object({ reason: z.literal('pipeline_not_found'), pipeline: z.string() }),
  z.object({ reason: z.literal('stage_not_found'), stage: z.string() }),
  z.object({
    reason: z.literal('already_decided'),
    verdict: z.optional(z.enum(['approved', 'rejected', 'answered'])),
    said: text,
    byName: text,
    at: text,
  }),
  z.object({ reason: z.literal('already_requested'), byName: text }),
  z.object({ reason: z.literal('superseded'), newer: text }),
  z.object({
    reason: z.literal('not_allowed'),
    right: z.enum(['look', 'operate', 'approve', 'gate', 'change', 'audit']),
    by: names,
    rule: z.optional(z.number()),
  }),
  z.object({ reason: z.literal('group_unreadable'), team: z.string() }),
  z.object({
    reason: z.literal('own_change'),
    role: z.enum(['author', 'starter', 'retrier', 'overrider']),
    by: names,
  }),
  z.object({ reason: z.literal('unknown_author'), names, revisions: z.optional(names) }),
  z.object({ reason: z.literal('frozen'), why: z.string(), until: z.string(), byName: text }),
  z.object({ reason: z.literal('notify_only'), channels: names }),
  z.object({
    reason: z.literal('already_voted'),
    verdict: z.enum(['approved', 'rejected', 'answered']),
    have: z.number(),
    need: z.number(),
  }),
  z.object({ reason: z.literal('not_running'), state: text }),
  z.object({ reason: z.literal('too_many_subscriptions'), most: z.number() }),
  z.object({ reason: z.literal('missing_variables'), names }),
  z.object({ reason: z.literal('version_moved'), shown: z.number(), now: z.number(), byName: text }),
  z.object({ reason: z.literal('name_taken'), pipeline: z.string() }),
  z.object({ reason: z.literal('definition_refused'), why: z.string() }),
  z.object({ reason: z.literal('not_asked_of_you'), of: names }),
  z.object({ reason: z.literal('misfit'), field: z.string(), label: z.string(), expected: z.string() }),
  z.object({
    reason: z.enum([
      'outsider',
      'guest',
      'deactivated',
      'not_a_person',
      'identity_unknown',
      'run_replaced',
      'not_waiting',
      'not_asked',
      'old_attempt',
      'not_retryable',
      'already_stopping',
      'already_closed',
      'already_open',
      'changed_meanwhile',
      'not_understood',
      'no_break_glass',
      'not_for_people',
      'not_frozen',
      'nothing_to_freeze',
      'not_shown_here',
      'shared_channel',
      'not_a_channel',
      'not_in_channel',
      'not_subscribed',
      'draft_gone',
      'nobody_to_ask',
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
  z.object({
    kind: z.literal('voted'),
    verdict: z.enum(['approved', 'rejected', 'answered']),
    have: z.number(),
    need: z.number(),
  }),
  z.object({ kind: z.literal('refused'), refusal: Refusal }),
  z.object({
    kind: z.literal('failed'),
    code: z.string(),
    advice: z.enum(['try_again', 'missing_permission', 'limit', 'look_at_log']),
  }),
  z.object({ kind: z.literal('unknown') }),
]);
