import type { ChannelId, UserId } from './ids.ts';
import type { QuestionForm } from './question.ts';

/** A question as the author of a pipeline wrote it, with the defaults put in. */
export interface QuestionParameters extends QuestionForm {
  /** absent: where the pipeline's approvals go */
  readonly channel?: ChannelId;
  /** asked each in a direct message, instead of a channel */
  readonly people?: readonly UserId[];
  readonly approvers?: readonly string[];
  readonly quorum: number;
  readonly notOwnChange: boolean;
  /** absent: as long as CodePipeline lets an action wait */
  readonly timeoutMs?: number;
  readonly otherwise?: string;
  readonly outputs?: Readonly<Record<string, string>>;
}

export interface NoteParameters {
  readonly text: string;
  readonly channel?: ChannelId;
}

export type WaitParameters =
  | { readonly for: 'time'; readonly ms: number }
  | { readonly for: 'instant' /** ISO */; readonly at: string }
  /** until nothing freezes this stage and the one that the action lets through to */
  | { readonly for: 'freeze' };
