import type { StageRef, StartValues } from '../../domain/form.ts';
import type { ExecutionId, PipelineRef, RunKey } from '../../domain/ids.ts';
import type { ConditionPlace, Deed, Refusal } from '../../domain/operation.ts';
import type { SourceAction } from '../../domain/source-override.ts';
import type { Answer } from '../answer.ts';
import type { LiveCondition, PipelineVariable } from '../codepipeline-ports.ts';
import type { RollbackChoice } from '../rollback-choice.ts';

/** What a form asks of somebody, as they may see it. Blocks are made in slack/views/forms. */
export type Form =
  | StartForm
  | { readonly kind: 'rollback'; readonly choice: RollbackChoice }
  | OverrideForm
  /** there is nothing to ask: it may not be done, or not now */
  | { readonly kind: 'told'; readonly answer: Answer };

export interface StartForm {
  readonly kind: 'start';
  readonly ref: PipelineRef;
  readonly variables: readonly PipelineVariable[];
  /** none for whom the rule does not let choose what is shipped */
  readonly sources: readonly SourceAction[];
  readonly given: StartValues;
}

export interface OverrideForm {
  readonly kind: 'override';
  readonly ref: StageRef;
  readonly executionId: ExecutionId;
  /** those that stop or hold it */
  readonly blocks: readonly {
    readonly place: ConditionPlace;
    readonly run: RunKey;
    readonly rules: LiveCondition['rules'];
    readonly status: LiveCondition['status'];
  }[];
}

/** May the person who asked do this? Asked before a form is filled, so that nobody answers questions in vain.
 * @returns why not */
export type MayThey = (deed: Deed) => Promise<Refusal | undefined>;

export function refusedForm(refusal: Refusal): Form {
  return { kind: 'told', answer: { kind: 'refused', deed: undefined, refusal } };
}
