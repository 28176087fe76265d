import type { PipelineRef } from './ids.ts';
import type { SourceOverride } from './source-override.ts';

/** What somebody has said of a start so far. */
export interface StartValues {
  readonly variables: Readonly<Record<string, string>>;
  readonly revisions?: readonly SourceOverride[];
}

export interface StageRef extends PipelineRef {
  readonly stage: string;
}

/** A form whose questions only CodePipeline can tell. Whoever takes the click opens it empty, within the three seconds that Slack gives;
 * whoever may read CodePipeline fills it. */
export type FormWish =
  | { readonly form: 'start'; readonly target: PipelineRef; readonly given?: StartValues }
  | { readonly form: 'rollback' | 'override'; readonly target: StageRef };

/** A modal as it stood when it was opened. Once it was filled its hash is another, so that a second filling does not overwrite what
 * somebody types. */
export interface OpenForm {
  readonly id: string;
  /** absent where the form took the place of another modal */
  readonly hash?: string;
}
