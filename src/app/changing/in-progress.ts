import type { ExecutionId, PipelineRef } from '../../domain/ids.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';

const LOOK_BACK = 100;
const UNDER_WAY: readonly string[] = ['InProgress', 'Stopping'];

/** The executions that a change of the pipeline would cancel now, newest first. In PARALLEL mode they go on as they began. */
export async function inProgress(
  reads: Pick<PipelineReads, 'executions'>,
  ref: PipelineRef,
): Promise<readonly ExecutionId[]> {
  const known = (await reads.executions(ref, LOOK_BACK)) ?? [];
  return known
    .filter(({ status, mode }) => UNDER_WAY.includes(status) && mode !== 'PARALLEL')
    .map(({ executionId }) => executionId);
}
