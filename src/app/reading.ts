import type { BroughtRevision, PastRevision } from '../domain/change-since.ts';
import type { ExecutionId, ExecutionRef, PipelineRef } from '../domain/ids.ts';
import type { ApprovalTarget } from '../domain/operation.ts';
import type { ExecutionPlace } from '../domain/whereabouts.ts';
import type { ActionRun, ExecutionSummary } from './codepipeline-ports.ts';
import type {
  ActionTypeDetail,
  ActionTypeSummary,
  DeployTarget,
  ExecutionDetail,
  Outline,
  OutlineStage,
  RuleRun,
  Tag,
  Webhook,
} from './look-up-ports.ts';

/** The pipeline that an answer is about, and what it has to be called among all that are served. */
export interface About {
  readonly ref: PipelineRef;
  readonly name: string;
}

/** Answers to questions about how something is or was. None of them changes anything. */
export type ReadingAnswer =
  | ({ readonly kind: 'show'; readonly outline: Outline } & About)
  | ({
      readonly kind: 'history';
      readonly executions: readonly ExecutionSummary[];
      /** there may be older ones */
      readonly more: boolean;
    } & About)
  | ({ readonly kind: 'execution'; readonly detail: ExecutionDetail; readonly runs: readonly ActionRun[] } & About)
  /** of a pipeline that has it, but no such execution among its newest */
  | ({ readonly kind: 'no_execution'; readonly typed: string; readonly looked: number } & About)
  | ({ readonly kind: 'changes'; readonly view: ChangesView } & About)
  | ({ readonly kind: 'no_stage'; readonly typed: string; readonly stages: readonly string[] } & About)
  | ({ readonly kind: 'logs'; readonly execution?: ExecutionSummary; readonly runs: readonly ActionRun[] } & About)
  | ({
      readonly kind: 'rules';
      readonly stages: readonly OutlineStage[];
      readonly runs: readonly RuleRun[];
      /** what there would be, for a pipeline that has none */
      readonly types: readonly string[];
    } & About)
  | ({ readonly kind: 'targets'; readonly deployments: readonly Deployment[] } & About)
  | ({ readonly kind: 'tags'; readonly tags: readonly Tag[] } & About)
  | { readonly kind: 'where'; readonly view: WhereView }
  | { readonly kind: 'mine'; readonly view: MineView }
  | { readonly kind: 'action_types'; readonly types: readonly ActionTypeSummary[]; readonly typed?: string }
  | { readonly kind: 'action_type'; readonly type: ActionTypeSummary | ActionTypeDetail }
  | { readonly kind: 'webhooks'; readonly webhooks: readonly (Webhook & { readonly called: string })[] };

/** What would come to a stage with the execution that is next to come there. */
export interface ChangesView {
  readonly stage: string;
  /** absent: nothing is on its way to the stage */
  readonly next?: {
    readonly execution: ExecutionRef;
    readonly revisions: readonly BroughtRevision[];
    /** every commit that comes along is among them, as far as CodePipeline knows of it */
    readonly whole: boolean;
  };
  /** what the stage runs; absent: nobody knows */
  readonly base?: { readonly executionId: ExecutionId };
  readonly compare: readonly Comparison[];
}

/** From one revision of a source to another. */
export interface Comparison {
  readonly action: string;
  readonly source: SourceOf;
  readonly from: string;
  readonly to: string;
}

/** Where a revision comes from. */
export interface SourceOf extends Pick<PastRevision, 'host'> {
  /** of the source action */
  readonly provider: string;
  /** `owner/name`, or as CodeCommit has it */
  readonly repository: string;
}

export interface Deployment {
  readonly run: ActionRun;
  readonly executionId: ExecutionId;
  readonly targets: readonly DeployTarget[];
}

export interface WhereView {
  readonly revision: string;
  readonly found: readonly WhereFound[];
  /** pipelines in whose newest executions it was looked for */
  readonly pipelines: number;
  /** executions of each */
  readonly executionsEach: number;
  /** pipelines in which nobody looked, because there are too many */
  readonly left: number;
  /** accounts and regions where nobody could look */
  readonly unread: readonly string[];
}

export interface WhereFound extends About {
  readonly execution: ExecutionSummary;
  readonly place: ExecutionPlace;
}

export interface MineView {
  readonly waiting: readonly (ApprovalTarget & { readonly called: string; readonly since?: string })[];
  readonly executions: readonly (About & { readonly execution: ExecutionSummary; readonly as: 'author' | 'starter' })[];
  readonly pipelines: number;
  readonly executionsEach: number;
  readonly left: number;
  readonly unread: readonly string[];
}
