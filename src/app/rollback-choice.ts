import type { PastExecution } from '../domain/change-since.ts';
import type { StageRef } from '../domain/form.ts';
import type { ExecutionId } from '../domain/ids.ts';
import type { NoRollback, Refusal } from '../domain/operation.ts';
import { type RollbackEffect, rollbackEffect, rollbackTargets } from '../domain/rollback.ts';
import type { LiveStage, PipelineReads, PipelineStructure } from './codepipeline-ports.ts';
import { readUntil } from './read-change.ts';

/** A stage that can go back, and to what. */
export interface RollbackChoice {
  readonly ref: StageRef;
  /** the execution that the stage saw last, and how it ended there */
  readonly holder: ExecutionId;
  readonly failed: boolean;
  /** newest first, as many as are shown */
  readonly targets: readonly RollbackOption[];
  /** so many more there are */
  readonly more: number;
}

export interface RollbackOption extends RollbackEffect {
  readonly execution: PastExecution;
}

export type RollbackLook =
  | { readonly kind: 'choice'; readonly choice: RollbackChoice }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** As many as a list of choices in a form takes. */
const SHOWN = 10;

/** What a stage can go back to now, with what that would undo; only executions that CodePipeline itself lists as good there in the present
 * version of the pipeline.
 * @param ref with the exact name of the stage
 * @param begins only executions whose id begins so */
export async function rollbackChoice(
  reads: Pick<PipelineReads, 'structure' | 'state' | 'goodIn' | 'history'>,
  ref: StageRef,
  begins = '',
): Promise<RollbackLook> {
  const { stage: stageName, ...pipeline } = ref;
  const refused = (refusal: Refusal): RollbackLook => ({ kind: 'refused', refusal });
  const [structure, live] = await Promise.all([reads.structure(pipeline, undefined), reads.state(pipeline)]);
  if (!structure || !live) return refused({ reason: 'pipeline_not_found', pipeline: ref.pipeline });
  const stage = live.stages.find(({ name }) => name === stageName);
  if (!stage) return refused({ reason: 'stage_not_found', stage: stageName });
  const why = whyNot(structure, stage);
  if (why) return refused({ reason: 'not_rollbackable', why });
  const holder = stage.executionId;
  const every = holder === undefined ? [] : rollbackTargets(await reads.goodIn(pipeline, stageName), holder);
  if (holder === undefined || every.length === 0) return refused({ reason: 'not_rollbackable', why: 'no_target' });
  const all = every.filter(({ executionId }) => executionId.startsWith(begins));
  if (all.length === 0) return refused({ reason: 'not_rollbackable', why: 'not_good' });
  const shown = all.slice(0, SHOWN);
  const ids = [holder, ...shown.map(({ executionId }) => executionId)];
  const history = await readUntil(reads, pipeline, ids);
  return {
    kind: 'choice',
    choice: {
      ref,
      holder,
      failed: stage.status !== 'Succeeded',
      targets: shown.map((execution) => ({ execution, ...rollbackEffect(history, holder, execution.executionId) })),
      more: all.length - shown.length,
    },
  };
}

/** What CodePipeline has against it, whatever the target. */
function whyNot({ type, mode, stages }: PipelineStructure, { name, status }: LiveStage): NoRollback | undefined {
  if (type === 'V1') return 'v1';
  if (mode === 'PARALLEL') return 'parallel';
  if (stages[0]?.name === name) return 'source_stage';
  if (status === 'InProgress' || status === 'Stopping') return 'running';
  return status === 'Skipped' ? 'skipped' : undefined;
}
