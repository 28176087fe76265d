import type { AnsweredElsewhere } from './answered-elsewhere.ts';
import type { Background, Cause, Gap, LogLines, Recovery } from './failure-details.ts';
import type { FreezeNotice } from './freeze-notice.ts';
import type { ExecutionId, ExecutionRef, RunKey } from './ids.ts';
import type { Note } from './note.ts';
import type { AskedQuestion } from './question.ts';
import type { Reminder } from './reminders.ts';

/** Within one attempt or run a state only rises; times cannot decide, because events have whole seconds and reads lag. */
export const RANK = { started: 1, waiting: 2, stopping: 3, ended: 4 } as const;
export type Rank = (typeof RANK)[keyof typeof RANK];

/** Our one spelling of what CodePipeline spells differently in events and in its API. */
export type State =
  | 'running'
  | 'waiting'
  | 'stopping'
  | 'succeeded'
  | 'failed'
  | 'stopped'
  | 'superseded'
  | 'cancelled'
  | 'abandoned';

export const ENDED: readonly State[] = ['succeeded', 'failed', 'stopped', 'superseded', 'cancelled', 'abandoned'];

export function rankOf(state: State): Rank {
  if (state === 'running') return RANK.started;
  if (state === 'waiting') return RANK.waiting;
  if (state === 'stopping') return RANK.stopping;
  return RANK.ended;
}

/** What one event, or one read of the API, says about one subject. At most 250 bytes but for the error. */
export interface Observation {
  readonly rank: Rank;
  readonly state: State;
  /** the word as CodePipeline spelt it, when it is one we do not know; such an observation never ends anything */
  readonly word?: string;
  /** ISO with milliseconds; the event's own time, which has whole seconds */
  readonly at: string;
  /** ISO with milliseconds; when this execution, stage attempt or action run began, where the event tells */
  readonly startedAt?: string;
  /** actions: `CodeBuild`, `Manual` … */
  readonly provider?: string;
  /** actions: `Approval`, `Build` … */
  readonly category?: string;
  /** actions: names the run to people's buttons; absent in events before 2023 */
  readonly runKey?: RunKey;
  /** actions: the provider's id of the work, at most 120 characters (longer ones are left out) */
  readonly externalId?: string;
  /** only for failures; text at most 500 characters */
  readonly error?: { readonly code?: string; readonly text?: string };
}

/** The subject of an observation. Its key names the attempt or the run, so that a new attempt is a new subject. */
export type Subject =
  | { readonly kind: 'pipeline'; readonly attempt: number }
  | { readonly kind: 'stage'; readonly stage: string /** ISO, '' for the first attempt */; readonly begun: string }
  | {
      readonly kind: 'action';
      readonly stage: string;
      readonly action: string /** '' in old events */;
      readonly runId: string;
    };

/** `pipeline#1` · `stage:Build#` · `stage:Build#2026-03-02T09:30:00.000Z` · `action:Build/Compile#<action-execution-id>` */
export type SubjectKey = string;

export function subjectKey(subject: Subject): SubjectKey {
  switch (subject.kind) {
    case 'pipeline':
      return `pipeline#${subject.attempt}`;
    case 'stage':
      return `stage:${subject.stage}#${subject.begun}`;
    case 'action':
      return `action:${subject.stage}/${subject.action}#${subject.runId}`;
  }
}

const KEY = /^(?:pipeline#(\d+)|stage:([^/#]+)#(.*)|action:([^/#]+)\/([^/#]+)#(.*))$/s;

/** @returns undefined for what is no subject key */
export function toSubject(key: SubjectKey): Subject | undefined {
  const match = KEY.exec(key);
  if (!match) return undefined;
  const [, attempt, stage, begun, actionStage, action, runId] = match;
  if (attempt !== undefined) return { kind: 'pipeline', attempt: Number(attempt) };
  if (stage !== undefined) return { kind: 'stage', stage, begun: begun ?? '' };
  if (actionStage !== undefined && action !== undefined) {
    return { kind: 'action', stage: actionStage, action, runId: runId ?? '' };
  }
  return undefined;
}

/** A revision that a source action brought in. */
export interface SourceRevision {
  readonly action: string;
  /** commit id, object version, image digest */
  readonly revisionId: string;
  /** first line of the commit message, or the provider's text; at most 200 characters */
  readonly summary?: string;
  /** https only */
  readonly url?: string;
}

/** Who or what started the execution, as far as its events tell. */
export interface Trigger {
  /** an open set: `StartPipelineExecution`, `Webhook`, `CloudWatchEvent` … */
  readonly type?: string;
  /** ARN of the caller, connection or rule; at most 300 characters */
  readonly detail?: string;
}

/** The git-style trigger that V2 pipelines put into their last events instead of the ordinary one. */
export interface CommitTrigger {
  readonly commitId?: string;
  readonly message?: string;
  readonly author?: string;
  readonly branch?: string;
}

/** Somebody who wrote a revision with its author. */
export interface CoAuthor {
  readonly name: string;
  /** absent where the message names nobody by address */
  readonly email?: string;
}

/** Who wrote a revision, as its source tells it; anybody may commit under any name. */
export interface Author extends CoAuthor {
  /** the account at the provider: a GitHub login */
  readonly login?: string;
  readonly coAuthors?: readonly CoAuthor[];
}

/** What does not change during an execution and any event may bring. The first to come is kept: a key never has two values. */
export type Fact =
  | { readonly kind: 'pipelineVersion'; readonly value: number }
  | { readonly kind: 'trigger'; readonly attempt: number; readonly value: Trigger }
  | { readonly kind: 'commit'; readonly attempt: number; readonly value: CommitTrigger }
  | { readonly kind: 'stopReason'; readonly attempt: number; readonly value: string }
  | { readonly kind: 'revision'; readonly run: string; readonly at: string; readonly value: SourceRevision }
  | { readonly kind: 'author'; readonly revisionId: string; readonly value: Author }
  /** of a source, where its action tells */
  | { readonly kind: 'branch'; readonly revisionId: string; readonly value: string }
  /** a newer execution came to a stage in which this one had failed: there is nothing left to retry */
  | { readonly kind: 'passed'; readonly stage: string; readonly by: ExecutionId }
  /** a reminder of a waiting approval fell due */
  | { readonly kind: 'reminder'; readonly run: RunKey; readonly value: Reminder }
  /** a run of an approval was answered elsewhere */
  | { readonly kind: 'answered'; readonly run: RunKey; readonly value: AnsweredElsewhere }
  | AskedQuestion
  | Note
  /** why an action failed (or a stage without one: `detailsKey`), as its provider tells */
  | { readonly kind: 'cause'; readonly run: string; readonly value: Cause }
  | { readonly kind: 'log'; readonly run: string; readonly value: LogLines }
  | { readonly kind: 'gap'; readonly run: string; readonly value: Gap }
  | { readonly kind: 'background'; readonly stage: string; readonly begun: string; readonly value: Background }
  /** nobody looks any further into this failure */
  | { readonly kind: 'explained'; readonly stage: string; readonly begun: string }
  | { readonly kind: 'recovered'; readonly value: Recovery }
  /** of the item that carries what is told of a freeze */
  | FreezeNotice;

export function factKey(fact: Fact): string {
  switch (fact.kind) {
    case 'pipelineVersion':
      return 'pipelineVersion';
    case 'revision':
      return `revision#${fact.value.action}#${fact.run}`;
    case 'author':
      return `author#${fact.revisionId}`;
    case 'branch':
      return `branch#${fact.revisionId}`;
    case 'passed':
      return `passed#${fact.stage}`;
    case 'reminder':
      return `reminder#${fact.run}#${fact.value.afterMs}`;
    case 'answered':
      return `answered#${fact.run}`;
    case 'note':
      return `note#${fact.run}`;
    case 'question':
      return `question#${fact.run}`;
    case 'cause':
    case 'log':
    case 'gap':
      return `${fact.kind}#${fact.run}`;
    case 'background':
    case 'explained':
      return `${fact.kind}#${fact.stage}#${fact.begun}`;
    case 'recovered':
      return `recovered#${fact.value.stage}`;
    case 'notice':
      return `notice#${fact.what}#${fact.key}#${fact.channel}`;
    default:
      return `${fact.kind}#${fact.attempt}`;
  }
}

export interface ExecutionEvent {
  readonly execution: ExecutionRef;
  readonly subject: Subject;
  readonly observation: Observation;
  readonly facts: readonly Fact[];
  /** from before attempts were numbered: what has no key of its own shares one subject with its other attempts */
  readonly unnumbered?: true;
}

export function hasEnded(state: State | undefined): boolean {
  return state !== undefined && ENDED.includes(state);
}
