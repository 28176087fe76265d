import { ExecutionId } from '../../../src/domain/ids.ts';
import type { Progress } from '../../../src/domain/progress.ts';
import type { World } from '../world.ts';

/** One execution as CodePipeline has it now. */
export type Truth = Awaited<ReturnType<World['truth']>>[number];

/** CodePipeline's word for an execution, and Slack's. */
export const WORD: Readonly<Record<string, Progress['state']>> = {
  InProgress: 'running',
  Stopping: 'stopping',
  Stopped: 'stopped',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Superseded: 'superseded',
  Cancelled: 'cancelled',
};

/** The runs of approvals of one execution that wait for an answer. */
export async function approvalsThatWait({ reads }: World, { ref, live, summary }: Truth): Promise<string[]> {
  const executionId = ExecutionId(summary.pipelineExecutionId ?? '');
  if (summary.status !== 'InProgress' && summary.status !== 'Stopping') return [];
  if (summary.executionMode === 'PARALLEL')
    return (await reads.parallelApprovals({ ...ref, executionId })).map(({ run }) => run);
  const stages = live?.stages.filter((stage) => stage.executionId === executionId) ?? [];
  return stages.flatMap(({ actions }) => actions).flatMap(({ token, run }) => (token && run ? [run] : []));
}
