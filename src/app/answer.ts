import type { AuditRecord } from '../domain/audit.ts';
import type { CheckReport } from '../domain/check-report.ts';
import type { CommandProblem } from '../domain/command.ts';
import type { DraftOutcome } from '../domain/draft.ts';
import type { Decision } from '../domain/execution.ts';
import type { StartValues } from '../domain/form.ts';
import type { Freeze } from '../domain/freeze.ts';
import type { ChannelId, ExecutionId, PipelineRef } from '../domain/ids.ts';
import type { ApprovalTarget, Deed, FailureAdvice, Refusal } from '../domain/operation.ts';
import type { Route, Team } from '../domain/policy.ts';
import type { ApprovalProgress, Progress } from '../domain/progress.ts';
import type { Subscription } from '../domain/subscriptions.ts';
import type { WhoMay } from '../domain/who-may.ts';
import type { ExecutionSummary, LiveState } from './codepipeline-ports.ts';
import type { DraftMessage } from './definition-ports.ts';
import type { DrawnTerms } from './ports.ts';
import type { ReadingAnswer } from './reading.ts';
import type { RollbackChoice } from './rollback-choice.ts';

/** One pipeline in a list, waiting and red ones first. */
export interface PipelineLine {
  readonly ref: PipelineRef;
  /** what to call it where others have the same name: `prod:shop-web` */
  readonly name?: string;
  readonly state: 'waiting' | 'failed' | 'running' | 'stopped' | 'succeeded' | 'none';
  /** the stage that waits, failed or runs */
  readonly stage?: string;
  /** ISO; since when */
  readonly since?: string;
  readonly closedStages: readonly string[];
}

export interface PipelineLines {
  readonly lines: readonly PipelineLine[];
  /** accounts and regions where nobody could look, `prod/eu-west-1`: what is there is missing */
  readonly unread?: readonly string[];
}

export interface StatusView {
  readonly ref: PipelineRef;
  /** what to call it where others have the same name: `prod:shop-web` */
  readonly name?: string;
  readonly live: LiveState;
  readonly executions: readonly ExecutionSummary[];
  /** approvals that wait, with all that a button needs */
  readonly approvals: readonly (ApprovalTarget & { readonly since?: string })[];
}

/** What can be done about one execution now. */
export interface ExecutionActions {
  readonly progress: Progress;
  /** those that wait, each with the rule that decides it */
  readonly approvals: readonly { readonly approval: ApprovalProgress; readonly terms?: DrawnTerms }[];
}

/** Who may do what with one pipeline. */
export interface WhoView {
  readonly ref: PipelineRef;
  /** what to call it where others have the same name: `prod:shop-web` */
  readonly name: string;
  readonly who: WhoMay;
  readonly teams: readonly Team[];
  /** those that hold now or will, with the stages of this pipeline that they are about */
  readonly freezes: readonly { readonly freeze: Freeze; readonly now: boolean; readonly stages: readonly string[] }[];
  /** channels from which nobody acts */
  readonly boards: readonly ChannelId[];
}

/** What a person is told in private. Words and blocks are made in slack/views. */
export type Answer =
  | ReadingAnswer
  | { readonly kind: 'refused'; readonly deed: Deed | undefined; readonly refusal: Refusal }
  | { readonly kind: 'failed'; readonly deed: Deed | undefined; readonly code: string; readonly advice: FailureAdvice }
  | { readonly kind: 'unknown'; readonly deed: Deed }
  /** the vote counts, and so many are needed */
  | {
      readonly kind: 'voted';
      readonly deed: Deed;
      readonly verdict: Decision['verdict'];
      readonly have: number;
      readonly need: number;
    }
  /** the deed was done, and where it is told in public */
  | {
      readonly kind: 'done';
      readonly deed: Deed;
      readonly verdict?: Decision['verdict'];
      readonly channel?: ChannelId;
      readonly executionId?: string;
    }
  /** every word that applies now to a pipeline, and to one of its executions */
  | { readonly kind: 'actions'; readonly status: StatusView; readonly execution?: ExecutionActions }
  /** the message that a shortcut was chosen on is about no execution, or Slack does not let us read it */
  | { readonly kind: 'no_subject'; readonly unreadable: boolean }
  /** the cards that a digest stood for are on their way */
  | { readonly kind: 'cards'; readonly coming: number; readonly left: number }
  | { readonly kind: 'problem'; readonly problem: CommandProblem }
  /** a definition may now be written */
  | {
      readonly kind: 'change_offer';
      readonly change: 'create' | 'edit';
      readonly ref: PipelineRef;
      readonly name: string;
      /** as it is now */
      readonly version?: number;
      /** what an edit would cancel now */
      readonly cancels: readonly ExecutionId[];
      /** the definition as it is now, by direct message */
      readonly file: 'sent' | 'not_sent' | 'none';
    }
  /** what a draft would do */
  | { readonly kind: 'draft'; readonly message: DraftMessage }
  /** what was written differs in nothing from what there is */
  | { readonly kind: 'draft_same'; readonly name: string; readonly version: number }
  /** what was written is no definition of this pipeline; `why`: a clause */
  | { readonly kind: 'draft_unreadable'; readonly name: string; readonly why: string }
  | {
      readonly kind: 'changed';
      readonly deed: Extract<Deed, { kind: 'change' | 'agree' | 'object' }>;
      readonly made: Extract<DraftOutcome, { kind: 'done' }>;
    }
  | {
      readonly kind: 'not_found';
      readonly typed: string;
      readonly nearest?: string;
      readonly rerun?: string;
      /** where nobody could look, and it may be: `prod/eu-west-1` */
      readonly unread?: readonly string[];
    }
  | {
      readonly kind: 'choice';
      readonly typed: string;
      readonly candidates: readonly string[];
      readonly commands: readonly string[];
    }
  | { readonly kind: 'help'; readonly topic?: string }
  /** how the installation is */
  | { readonly kind: 'doctor'; readonly report: CheckReport }
  | ({ readonly kind: 'list'; readonly glob?: string } & PipelineLines)
  | ({ readonly kind: 'overview' } & PipelineLines)
  | { readonly kind: 'status'; readonly status: StatusView }
  | { readonly kind: 'who'; readonly view: WhoView }
  /** who did what, newest first; `file`: all of it, by direct message */
  | {
      readonly kind: 'audit';
      readonly records: readonly AuditRecord[];
      /** there are older ones that not even the file holds */
      readonly more: boolean;
      /** so many lines have a form that this version does not know */
      readonly unreadable: number;
      /** ISO */
      readonly since: string;
      /** as it has to be called; absent: everything that the person may read */
      readonly pipeline?: string;
      readonly file: 'sent' | 'not_sent' | 'empty';
    }
  /** what a channel hears of, and what somebody watches */
  | {
      readonly kind: 'subscriptions';
      /** absent: asked where there is none */
      readonly channel?: ChannelId;
      readonly routes: readonly Route[];
      readonly subscriptions: readonly Subscription[];
      /** pipelines whose tag names the channel */
      readonly tagged: readonly string[];
      readonly watched: readonly string[];
    }
  | { readonly kind: 'freezes'; readonly freezes: readonly Freeze[]; readonly next: readonly Freeze[] }
  | { readonly kind: 'mentions'; readonly on: boolean }
  /** over many pipelines: shown before it is done, with the sentence that does it */
  | {
      readonly kind: 'confirm_freeze';
      readonly deed: Extract<Deed, { kind: 'freeze' | 'unfreeze' }>;
      readonly pipelines: readonly string[];
      readonly command: string;
    }
  /** a start that needs values which nobody gave */
  | {
      readonly kind: 'missing_variables';
      readonly ref: PipelineRef;
      readonly missing: readonly string[];
      readonly given: StartValues;
    }
  /** what a stage can go back to, each with the sentence that does it */
  | {
      readonly kind: 'rollback_choice';
      readonly choice: RollbackChoice /** what the pipeline has to be called */;
      readonly name: string;
    }
  /** several things fit the words: stages that failed, executions that run, approvals that wait */
  | {
      readonly kind: 'which';
      readonly question: string;
      readonly options: readonly { readonly label: string; readonly command: string }[];
    };
