import type { Definition } from './definition/definition.ts';
import type { ProtectedChange } from './definition/protected-changes.ts';
import type { ShownChange } from './definition/shown-change.ts';
import type { ExecutionId, OperationId, PipelineRef, UserId } from './ids.ts';
import type { DefinitionChange } from './operation.ts';
import type { Vote } from './votes.ts';

/** A change of a pipeline as somebody has drawn it up: what is shown, agreed to and done. Its id is a digest of all that it would do. */
export interface Draft {
  readonly id: string;
  readonly ref: PipelineRef;
  readonly change: DefinitionChange;
  /** of the definition that it was compared with; 0 for a pipeline that is to be made */
  readonly version: number;
  readonly by: UserId;
  readonly byName: string;
  /** ISO */
  readonly at: string;
  /** the name of the pipeline that it is a copy of */
  readonly copyOf?: string;
  /** what may be shown of the difference */
  readonly changes: readonly ShownChange[];
  /** so many differences found no room above */
  readonly left: number;
  /** what asks those who approve, as it was when it was drawn up */
  readonly protects: readonly ProtectedChange[];
  /** the executions that it would have cancelled then */
  readonly cancels: readonly ExecutionId[];
  /** secrets that CodePipeline does not hand out, and that have to be set again: `Source/App: OAuthToken` */
  readonly unset: readonly string[];
}

/** How a draft was decided, and what came of it. */
export interface DraftDecision {
  readonly operationId: OperationId;
  readonly verdict: Vote['verdict'];
  readonly byName: string;
  /** ISO */
  readonly at: string;
  readonly votes: readonly Vote[];
  /** absent: decided, and CodePipeline is about to be told */
  readonly outcome?: DraftOutcome;
}

export type DraftOutcome =
  | {
      readonly kind: 'done' /** that came of it; 0 for a deleted one */;
      readonly version: number;
      readonly between?: Between;
    }
  /** it does not fit what is there now, or CodePipeline does not take it */
  | { readonly kind: 'lost' }
  | { readonly kind: 'unknown' };

/** An edit that came between the version that was shown and the one that was made, and may be overwritten. */
export interface Between {
  readonly version: number;
  /** absent: it was not made from Slack */
  readonly byName?: string;
}

/** A draft with what was said to it. */
export interface StoredDraft {
  readonly draft: Draft;
  /** absent: the pipeline is to be deleted */
  readonly definition?: Definition;
  /** the author's own first: with it the draft was put to the others */
  readonly votes: readonly Vote[];
  readonly decision?: DraftDecision;
}
