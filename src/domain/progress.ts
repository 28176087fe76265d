import type { AnsweredElsewhere } from './answered-elsewhere.ts';
import type { ClosedWay } from './execution.ts';
import type { CommitTrigger, SourceRevision, State, Trigger } from './execution-event.ts';
import type { Background, Cause, Gap, LogLines, Recovery } from './failure-details.ts';
import type { ExecutionId, ExecutionRef, RunKey } from './ids.ts';
import type { Note } from './note.ts';
import type { Question } from './question.ts';
import type { Reminder } from './reminders.ts';

/** The declared order of stages and actions, from GetPipeline of the execution's version. */
export interface Structure {
  readonly stages: readonly StructureStage[];
}
export interface StructureStage {
  readonly name: string;
  readonly actions: readonly StructureAction[];
}
export interface StructureAction {
  readonly name: string;
  readonly category: string;
  readonly provider: string;
  readonly runOrder: number;
  /** of a manual approval, where it does not wait for the usual seven days */
  readonly timeoutMinutes?: number;
}

/** What an execution looks like to a person, worked out from its observations. */
export interface Progress {
  readonly ref: ExecutionRef;
  /** of a pipeline in another account: `prod:shop-web` */
  readonly qualifiedName?: string;
  /** `waiting` when an approval waits in a running execution */
  readonly state: State;
  /** 1, and one more for every retry */
  readonly attempt: number;
  readonly startedAt?: string;
  /** when it ended, if it has */
  readonly endedAt?: string;
  /** in order; a stage without `state` has not begun */
  readonly stages: readonly StageProgress[];
  readonly approvals: readonly ApprovalProgress[];
  /** in the order in which they were asked */
  readonly questions: readonly QuestionProgress[];
  readonly notes: readonly Note[];
  /** every failed attempt of every stage, the old ones too */
  readonly failures: readonly FailureProgress[];
  /** stages that this execution made green again */
  readonly recoveries?: readonly Recovery[];
  readonly trigger?: Trigger;
  readonly commit?: CommitTrigger;
  readonly revisions: readonly Revision[];
  /** of the sources, as far as anything told them; absent while nothing did */
  readonly branches?: readonly string[];
  readonly stopReason?: string;
  /** the first closed way that it has still to pass */
  readonly closed?: ClosedWay;
  /** the execution has too many actions to follow each */
  readonly stagesOnly?: true;
}

export interface Revision extends SourceRevision {
  readonly author?: string;
}

export interface StageProgress {
  readonly name: string;
  readonly state?: State;
  readonly attempt: number;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly actions: readonly ActionProgress[];
}

export interface ActionProgress {
  readonly stage: string;
  readonly name: string;
  readonly state?: State;
  readonly provider?: string;
  readonly category?: string;
  readonly runKey?: RunKey;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly externalId?: string;
  readonly error?: { readonly code?: string; readonly text?: string };
  /** of one that failed, once somebody has looked into it */
  readonly details?: FailureDetails;
}

/** What was found out of a failure. */
export interface FailureDetails {
  readonly cause?: Cause;
  readonly log?: LogLines;
  readonly gap?: Gap;
}

/** One run of an action that asks people; old runs stay listed, so that their messages can tell how they ended. */
export interface RunProgress extends ActionProgress {
  readonly state: State;
  /** a later run of the same action exists */
  readonly replaced: boolean;
}

/** One run of an action whose job asks a question. */
export interface QuestionProgress extends RunProgress {
  readonly runKey: RunKey;
  readonly question: Question;
  /** the stage that it lets the execution into, where the definition is known and something comes after */
  readonly gates?: string;
}

/** One run of a manual approval. */
export interface ApprovalProgress extends RunProgress {
  /** the stage that it lets the execution into, where the definition is known and something comes after */
  readonly gates?: string;
  /** ISO; until when it can be answered, where the definition is known */
  readonly deadline?: string;
  /** decided in Slack, and CodePipeline knows or is about to */
  readonly decided?: true;
  /** who answered it elsewhere, once that has been read */
  readonly answered?: AnsweredElsewhere;
  /** those that fell due, oldest first */
  readonly reminders?: readonly Reminder[];
}

/** A stage attempt in which something failed. A rejected or expired approval is told by its own message and is no failure here. */
export interface FailureProgress {
  readonly stage: string;
  /** 1 for the first attempt of this stage that is known; may grow when an event of an earlier one comes late */
  readonly attempt: number;
  /** ISO, '' for the first attempt: names the attempt for good */
  readonly begun: string;
  /** the newest attempt of the stage, and it is still red */
  readonly current: boolean;
  /** nothing of this attempt runs any more */
  readonly ended: boolean;
  /** how the stage stands now, for a failure that is over */
  readonly stageState: State | undefined;
  readonly failedAt: string;
  /** the execution that came to the stage since: CodePipeline retries only what a stage saw last */
  readonly passedBy?: ExecutionId;
  readonly startedAt?: string;
  /** empty when the stage failed without an action, by a condition for instance */
  readonly actions: readonly ActionProgress[];
  /** of a stage that failed without an action */
  readonly details?: FailureDetails;
  readonly background?: Background;
  /** nobody looks any further into it */
  readonly explained?: true;
}
