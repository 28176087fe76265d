import * as z from 'zod/mini';
import { runKeyOf } from '../app/digest.ts';
import {
  type ExecutionEvent,
  type Fact,
  type Observation,
  RANK,
  rankOf,
  type State,
  type Subject,
} from '../domain/execution-event.ts';
import { AccountId, ExecutionId } from '../domain/ids.ts';
import { mask } from '../domain/mask/mask.ts';
import { toAuthor } from './author.ts';
import {
  cut,
  cutTo,
  EXTERNAL_ID_MAX,
  httpsUrl,
  NAME_MAX,
  REVISION_SUMMARY_MAX,
  STOP_REASON_MAX,
  TRIGGER_DETAIL_MAX,
  toCommitMessage,
  toErrorText,
} from './limits.ts';

const TYPE_MAX = 35;
const TRIGGER_TYPE_MAX = 60;
const COMMIT_ID_MAX = 64;

/** An event that is not CodePipeline's, or not of a shape we know: it goes to the dead-letter queue, it never disappears. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
}

const text = z.string().check(z.minLength(1), z.maxLength(1_000));

/** What only adorns a card must not cost its truth: of another type than we know, it counts as absent. (`z.catch` would say the same,
 * and bring 9 KB into the bundle.) */
const adorning = <S extends z.ZodMiniType>(schema: S) =>
  z.optional(
    z.pipe(
      z.unknown(),
      z.transform((value) => schema.safeParse(value).data),
    ),
  );
const optionalText = adorning(z.string());
const optionalNumber = adorning(z.nullable(z.coerce.number()));

const Result = z.object({
  'external-execution-id': optionalText,
  'external-execution-summary': optionalText,
  'external-execution-url': optionalText,
  'error-code': optionalText,
});

const TriggerObject = z.object({
  'trigger-type': optionalText,
  'trigger-detail': optionalText,
  'commit-id': optionalText,
  'commit-message': optionalText,
  'author-display-name': optionalText,
  'author-email': optionalText,
  'author-id': optionalText,
  'branch-name': optionalText,
  'tag-name': optionalText,
});

/** The fields we use; everything else is left alone. Without those that say whose state it is, and which, an event says nothing;
 * all others are optional here. */
const StateChange = z.object({
  source: z.literal('aws.codepipeline'),
  'detail-type': z.enum([
    'CodePipeline Pipeline Execution State Change',
    'CodePipeline Stage Execution State Change',
    'CodePipeline Action Execution State Change',
  ]),
  account: text,
  region: text,
  time: z.iso.datetime(),
  detail: z.object({
    pipeline: text,
    'execution-id': text,
    state: text,
    version: optionalNumber,
    'start-time': optionalText,
    'pipeline-execution-attempt': optionalNumber,
    'execution-trigger': adorning(TriggerObject),
    'stop-execution-comments': optionalText,
    stage: z.optional(text),
    'stage-last-retry-attempt-time': optionalText,
    action: z.optional(text),
    'action-execution-id': optionalText,
    type: adorning(z.object({ category: optionalText, provider: optionalText })),
    'execution-result': adorning(Result),
  }),
});
type StateChange = z.infer<typeof StateChange>;

/** A map, not an object: there `constructor` would be a word for a state. */
const STATES: ReadonlyMap<string, State> = new Map([
  ['STARTED', 'running'],
  ['RESUMED', 'running'],
  ['STOPPING', 'stopping'],
  ['STOPPED', 'stopped'],
  ['SUCCEEDED', 'succeeded'],
  ['FAILED', 'failed'],
  ['SUPERSEDED', 'superseded'],
  ['CANCELED', 'cancelled'],
  ['CANCELLED', 'cancelled'],
  ['ABANDONED', 'abandoned'],
]);

/** A raw EventBridge event of CodePipeline, all three levels, old and new shapes.
 *
 * States outside the documented set are kept as a word of the lowest rank, so that they never end anything.
 * @throws UnknownEventError with every problem named; values of the payload are not repeated
 */
export function parseCodePipelineEvent(payload: unknown): ExecutionEvent {
  const parsed = StateChange.safeParse(payload);
  if (!parsed.success) {
    const problems = parsed.error.issues
      .map(({ path, message }) => `${path.join('.') || 'event'}: ${message}`)
      .join('; ');
    throw new UnknownEventError(`Not an execution state change of CodePipeline: ${problems}`);
  }
  const event = parsed.data;
  const subject = toSubjectOf(event);
  return {
    execution: {
      account: AccountId(event.account),
      region: event.region,
      pipeline: event.detail.pipeline,
      executionId: ExecutionId(event.detail['execution-id']),
    },
    subject,
    observation: toObservation(event, subject),
    facts: toFacts(event, subject),
    ...(isUnnumbered(event.detail) ? { unnumbered: true as const } : {}),
  };
}

/** Newer events all carry the attempt, those of stages as 0.0 and without a retry time in the first one. */
function isUnnumbered(detail: StateChange['detail']): boolean {
  return (detail['pipeline-execution-attempt'] ?? undefined) === undefined;
}

function toSubjectOf({ 'detail-type': type, detail }: StateChange): Subject {
  const level = type.split(' ')[1];
  if (level === 'Pipeline') return { kind: 'pipeline', attempt: attemptOf(detail) };
  if (detail.stage === undefined)
    throw new UnknownEventError('Not an execution state change of CodePipeline: detail.stage is missing');
  if (level === 'Stage')
    return { kind: 'stage', stage: detail.stage, begun: isoOrEmpty(detail['stage-last-retry-attempt-time']) };
  if (detail.action === undefined)
    throw new UnknownEventError('Not an execution state change of CodePipeline: detail.action is missing');
  return { kind: 'action', stage: detail.stage, action: detail.action, runId: detail['action-execution-id'] ?? '' };
}

/** Events write 1.0 for the first attempt; 0.0 and an absent attempt are the first as well. */
function attemptOf(detail: StateChange['detail']): number {
  const attempt = Math.trunc(detail['pipeline-execution-attempt'] ?? 1);
  return Number.isSafeInteger(attempt) && attempt > 1 ? attempt : 1;
}

function toObservation(event: StateChange, subject: Subject): Observation {
  const { detail } = event;
  const known = STATES.get(detail.state);
  const category = subject.kind === 'action' ? (detail.type?.category ?? undefined) : undefined;
  const state = known === 'running' && category === 'Approval' ? 'waiting' : (known ?? 'running');
  const startedAt = isoOrEmpty(detail['start-time']);
  const base = {
    rank: known === undefined ? RANK.started : rankOf(state),
    state,
    ...(known === undefined ? { word: cut(detail.state, 40) } : {}),
    at: isoOrEmpty(event.time),
    ...(startedAt === '' ? {} : { startedAt }),
  };
  return subject.kind === 'action' ? { ...base, ...actionParts(event, state) } : base;
}

function actionParts({ detail }: StateChange, state: State): Partial<Observation> {
  const runId = detail['action-execution-id'];
  const result = detail['execution-result'];
  const externalId = mayBeApproval(detail) ? undefined : result?.['external-execution-id'];
  const error =
    state === 'failed' ? toErrorText(result?.['error-code'], result?.['external-execution-summary']) : undefined;
  return {
    ...(detail.type?.provider ? { provider: cut(detail.type.provider, TYPE_MAX) } : {}),
    ...(detail.type?.category ? { category: cut(detail.type.category, TYPE_MAX) } : {}),
    ...(runId ? { runKey: runKeyOf(runId) } : {}),
    ...(externalId && externalId.length <= EXTERNAL_ID_MAX ? { externalId } : {}),
    ...(error ? { error } : {}),
  };
}

/** The external id of an approval is, in a PARALLEL pipeline, the token that answers it: it is not stored. */
function mayBeApproval({ type }: StateChange['detail']): boolean {
  return (type?.category ?? 'Approval') === 'Approval';
}

function toFacts(event: StateChange, subject: Subject): Fact[] {
  const { detail } = event;
  const facts: Fact[] = [];
  const version = detail.version;
  if (version !== undefined && version !== null && Number.isSafeInteger(Math.trunc(version))) {
    facts.push({ kind: 'pipelineVersion', value: Math.trunc(version) });
  }
  if (subject.kind === 'pipeline') facts.push(...pipelineFacts(detail, subject.attempt));
  if (subject.kind === 'action' && detail.state === 'SUCCEEDED' && detail.type?.category === 'Source') {
    facts.push(...revisionFacts(event, subject));
  }
  return facts;
}

function pipelineFacts(detail: StateChange['detail'], attempt: number): Fact[] {
  const facts: Fact[] = [];
  const trigger = detail['execution-trigger'];
  if (trigger?.['trigger-type']) {
    const value = {
      type: cut(trigger['trigger-type'], TRIGGER_TYPE_MAX),
      ...cutText('detail', trigger['trigger-detail'], TRIGGER_DETAIL_MAX),
    };
    facts.push({ kind: 'trigger', attempt, value });
  }
  if (trigger?.['commit-id']) {
    const value = {
      commitId: cut(trigger['commit-id'], COMMIT_ID_MAX),
      ...cutText('message', toCommitMessage(trigger['commit-message'] ?? ''), REVISION_SUMMARY_MAX),
      ...cutText('author', trigger['author-display-name'], NAME_MAX),
      ...cutText('branch', trigger['branch-name'] ?? trigger['tag-name'], NAME_MAX),
    };
    facts.push({ kind: 'commit', attempt, value }, ...authorFacts(trigger['commit-id'], trigger));
  }
  const reason = detail['stop-execution-comments'];
  if (reason) facts.push({ kind: 'stopReason', attempt, value: cutTo(mask(reason), STOP_REASON_MAX) });
  return facts;
}

function authorFacts(commitId: string, trigger: z.infer<typeof TriggerObject>): Fact[] {
  const value = toAuthor({
    name: trigger['author-display-name'],
    email: trigger['author-email'],
    login: trigger['author-id'],
    message: trigger['commit-message'],
  });
  return value ? [{ kind: 'author', revisionId: cut(commitId, EXTERNAL_ID_MAX), value }] : [];
}

function revisionFacts(event: StateChange, subject: Extract<Subject, { kind: 'action' }>): Fact[] {
  const result = event.detail['execution-result'];
  const revisionId = result?.['external-execution-id'];
  if (!revisionId) return [];
  const url = httpsUrl(result?.['external-execution-url']);
  const value = {
    action: subject.action,
    revisionId: cut(revisionId, EXTERNAL_ID_MAX),
    ...cutText('summary', toCommitMessage(result?.['external-execution-summary'] ?? ''), REVISION_SUMMARY_MAX),
    ...(url === undefined ? {} : { url }),
  };
  return [
    {
      kind: 'revision',
      run: subject.runId === '' ? isoOrEmpty(event.time) : runKeyOf(subject.runId),
      at: isoOrEmpty(event.time),
      value,
    },
  ];
}

function cutText<K extends string>(key: K, value: string | null | undefined, max: number): { [key in K]?: string } {
  return value ? ({ [key]: cutTo(value, max) } as { [key in K]?: string }) : {};
}

function isoOrEmpty(value: string | null | undefined): string {
  if (!value) return '';
  const time = Date.parse(value);
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}
