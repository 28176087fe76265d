import type { PastExecution } from '../domain/change-since.ts';
import type { Fact, Trigger } from '../domain/execution-event.ts';
import type { StageRef, StartValues } from '../domain/form.ts';
import type { AccountRegion, ExecutionId, ExecutionRef, PipelineRef, RunKey } from '../domain/ids.ts';
import type {
  ApprovalTarget,
  ConditionPlace,
  ConditionTarget,
  FailureAdvice,
  Refusal,
  SourceTarget,
} from '../domain/operation.ts';
import type { Structure } from '../domain/progress.ts';
import type { SourceAction } from '../domain/source-override.ts';
import type { JobCalls } from './job-ports.ts';

export interface PipelineSummary extends PipelineRef {
  readonly version?: number;
}

/** A waiting approval, as CodePipeline has it now. */
export interface WaitingApproval {
  readonly executionId: ExecutionId;
  readonly stage: string;
  readonly action: string;
  readonly run: RunKey;
  /** the secret that answers it; stays between gateway and story */
  readonly token: string;
  readonly since?: string;
}

export interface LiveAction {
  readonly name: string;
  readonly status?: 'InProgress' | 'Abandoned' | 'Succeeded' | 'Failed';
  /** the action execution id: for the store's subject keys only */
  readonly runId?: string;
  readonly run?: RunKey;
  /** only while a manual approval waits */
  readonly token?: string;
  readonly summary?: string;
  readonly changedAt?: string;
  readonly changedBy?: string;
  readonly url?: string;
  readonly error?: { readonly code?: string; readonly text?: string };
}

/** A condition of a stage, as it was evaluated last. */
export interface LiveCondition {
  readonly status: 'InProgress' | 'Failed' | 'Errored' | 'Succeeded' | 'Cancelled' | 'Abandoned' | 'Overridden';
  /** of its first rule: names this evaluation */
  readonly run?: RunKey;
  readonly rules: readonly { readonly name: string; readonly status?: string; readonly summary?: string }[];
}

export interface LiveStage {
  readonly name: string;
  readonly executionId?: ExecutionId;
  readonly status?: 'Cancelled' | 'InProgress' | 'Failed' | 'Stopped' | 'Stopping' | 'Succeeded' | 'Skipped';
  readonly waiting: readonly ExecutionId[];
  readonly inbound: {
    readonly enabled: boolean;
    readonly reason?: string;
    readonly changedBy?: string;
    readonly changedAt?: string;
  };
  readonly actions: readonly LiveAction[];
  /** those that were evaluated */
  readonly conditions?: Readonly<Partial<Record<ConditionPlace, LiveCondition>>>;
}

/** GetPipelineState in our words. */
export interface LiveState {
  readonly version: number;
  readonly stages: readonly LiveStage[];
}

/** One run of an action, from ListActionExecutions. */
export interface ActionRun {
  readonly stage: string;
  readonly action: string;
  readonly runId: string;
  readonly run: RunKey;
  readonly status: 'InProgress' | 'Abandoned' | 'Succeeded' | 'Failed';
  readonly startedAt?: string;
  readonly updatedAt?: string;
  readonly category?: string;
  readonly provider?: string;
  readonly summary?: string;
  /** ARN; of an approval, who answered it */
  readonly changedBy?: string;
  readonly error?: { readonly code?: string; readonly text?: string };
  /** where its log or its work is to be seen */
  readonly url?: string;
}

export interface ExecutionSummary {
  readonly executionId: ExecutionId;
  readonly status: string;
  readonly startedAt?: string;
  readonly updatedAt?: string;
  readonly revision?: string;
  readonly summary?: string;
  readonly mode?: 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';
  readonly stopReason?: string;
  readonly trigger?: Trigger;
  /** every revision that it brings, in full; the first is `revision` */
  readonly revisions: readonly string[];
}

export interface HistoryPage {
  readonly executions: readonly PastExecution[];
  /** absent: there is nothing older */
  readonly next?: string;
}

/** The pipelines of every account and region that is served. */
export interface Catalogue {
  readonly pipelines: readonly PipelineSummary[];
  /** where nobody could look: what is called there like something here is not known */
  readonly unread: readonly AccountRegion[];
}

/** Reads; `undefined` means that CodePipeline knows no such pipeline, or that its account is not served.
 * @throws NoAccessError when the role of the account cannot be assumed */
export interface PipelineReads {
  /** @throws when nothing could be listed at all */
  catalogue(): Promise<Catalogue>;
  /** The pipelines of the catalogue. */
  list(): Promise<readonly PipelineSummary[]>;
  structure(ref: PipelineRef, version: number | undefined): Promise<PipelineStructure | undefined>;
  state(ref: PipelineRef): Promise<LiveState | undefined>;
  /** newest first */
  executions(ref: PipelineRef, limit: number): Promise<ExecutionSummary[] | undefined>;
  /** Up to a hundred executions with what they brought, newest first. @param after the `next` of the page before */
  history(ref: PipelineRef, after?: string): Promise<HistoryPage | undefined>;
  /** Those that were good in a stage, newest first, as far as they ran in the version that the pipeline has now.
   * @returns none where a pipeline does not let itself be asked */
  goodIn(ref: PipelineRef, stage: string): Promise<readonly PastExecution[]>;
  /** The runs of the actions of one execution, newest first: the only way to see them in PARALLEL mode. */
  actionRuns(ref: ExecutionRef): Promise<ActionRun[]>;
  /** approvals of one execution that wait, found in its action executions: the only way in PARALLEL mode */
  parallelApprovals(ref: ExecutionRef): Promise<WaitingApproval[]>;
  /** Who wrote the revisions of an execution, and of which branches they are, as far as its source actions tell. */
  authors(ref: ExecutionRef): Promise<Extract<Fact, { kind: 'author' | 'branch' }>[]>;
}

export interface PipelineTags {
  /** @returns undefined when CodePipeline knows no such pipeline, or its account is not served */
  of(ref: PipelineRef): Promise<ReadonlyMap<string, string> | undefined>;
}

export interface PipelineStructure extends Structure {
  readonly variables: readonly PipelineVariable[];
  readonly sources: readonly SourceAction[];
  readonly type: 'V1' | 'V2';
  readonly mode: 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';
}

export interface PipelineVariable {
  readonly name: string;
  /** absent: a start must give it a value */
  readonly defaultValue?: string;
  readonly description?: string;
}

/** A foreseen answer of CodePipeline to a write. `unknown`: the answer was lost, it may have happened. */
export type WriteResult =
  | { readonly kind: 'done'; readonly executionId?: ExecutionId }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'failed'; readonly code: string; readonly advice: FailureAdvice }
  | { readonly kind: 'unknown' };

/** Writes: one attempt each, never retried by the client. */
export interface PipelineWrites {
  putApprovalResult(
    target: ApprovalTarget,
    verdict: 'approved' | 'rejected',
    summary: string,
    token: string,
  ): Promise<WriteResult>;
  retry(
    target: ExecutionRef & { readonly stage: string },
    mode: 'FAILED_ACTIONS' | 'ALL_ACTIONS',
  ): Promise<WriteResult>;
  stop(target: ExecutionRef, abandon: boolean, reason: string): Promise<WriteResult>;
  start(ref: PipelineRef, values: StartValues, clientRequestToken: string): Promise<WriteResult>;
  /** @returns `done` with the new execution */
  rollback(ref: StageRef, to: ExecutionId): Promise<WriteResult>;
  override(target: ConditionTarget, place: ConditionPlace): Promise<WriteResult>;
  /** @param change what CodePipeline is told that brought it: an id, and when, in ISO
   * @returns `done` with the execution that has it */
  putRevision(
    target: SourceTarget,
    revisionId: string,
    change: { readonly id: string; readonly at: string },
  ): Promise<WriteResult>;
  tag(ref: PipelineRef, tags: Readonly<Record<string, string>>): Promise<WriteResult>;
  untag(ref: PipelineRef, keys: readonly string[]): Promise<WriteResult>;
  disable(ref: PipelineRef, stage: string, transition: 'Inbound' | 'Outbound', reason: string): Promise<WriteResult>;
  enable(ref: PipelineRef, stage: string, transition: 'Inbound' | 'Outbound'): Promise<WriteResult>;
}

/** CodePipeline of one account, in the name of one person. */
export interface PipelineSession {
  readonly reads: PipelineReads;
  readonly writes: PipelineWrites;
  readonly calls: JobCalls;
}

export type OpenedSession<S> =
  | { readonly kind: 'open'; readonly session: S }
  | { readonly kind: 'not_served' }
  /** the account's roles cannot be assumed */
  | { readonly kind: 'failed'; readonly code: string; readonly advice: FailureAdvice };

/** The accounts that are served, each entered in somebody's name. */
export interface Sessions<S> {
  /** Assumes what is needed before anything is looked at or changed, so that a missing right is told as such.
   * @param name of the role session: the Slack user, so that CloudTrail names the human */
  open(place: AccountRegion, name: string): Promise<OpenedSession<S>>;
}
