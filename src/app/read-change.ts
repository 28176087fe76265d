import { type ChangeSince, changeSince, newestGood, type PastExecution, whatRuns } from '../domain/change-since.ts';
import type { ExecutionId, ExecutionRef } from '../domain/ids.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import type { LastGoods } from './ports.ts';

interface Deps {
  readonly reads: Pick<PipelineReads, 'goodIn' | 'history'>;
  readonly lastGoods: LastGoods;
}

/** Pages of a hundred executions. An approval may wait for days while others pass through the stages before it. */
const PAGES = 3;

export interface ReadChange {
  readonly change: ChangeSince;
  /** absent: the execution is further back than was read */
  readonly own: PastExecution | undefined;
  /** what the stage runs; absent: nobody knows */
  readonly base: PastExecution | undefined;
}

/** What an execution would bring to a stage since the last one that was good there.
 *
 * Where no success of the stage is kept, CodePipeline is asked for one in the pipeline's present version. Was there none either, as
 * before the first release, then everything counts that is in the pipeline's history, and it is the whole only if that could be read to
 * its beginning.
 * @param gates undefined: nothing tells which stage it is */
export async function readChange(deps: Deps, ref: ExecutionRef, gates: string | undefined): Promise<ReadChange> {
  const kept = gates === undefined ? undefined : (await deps.lastGoods.of(ref, gates))?.executionId;
  const listed = gates === undefined || kept !== undefined ? [] : await listGood(deps, ref, gates);
  const looked = kept ?? listed[0]?.executionId;
  const executions: PastExecution[] = [];
  let next: string | undefined;
  for (let page = 0; page < PAGES && (page === 0 || next !== undefined); page++) {
    const read = await deps.reads.history(ref, next);
    executions.push(...(read?.executions ?? []));
    next = read?.next;
    if (looked !== undefined && hasBoth(executions, ref.executionId, looked)) break;
  }
  const history = { executions, toItsBeginning: next === undefined };
  const good = kept ?? newestGood(history, listed);
  return {
    change: changeSince(history, ref.executionId, good),
    base: good === undefined ? undefined : whatRuns(executions, good, ref.executionId),
    own: executions.find(({ executionId }) => executionId === ref.executionId),
  };
}

function hasBoth(executions: readonly PastExecution[], own: ExecutionId, good: ExecutionId): boolean {
  return executions.some(({ executionId }) => executionId === own) && whatRuns(executions, good, own) !== undefined;
}

async function listGood({ reads }: Deps, ref: ExecutionRef, stage: string): Promise<readonly PastExecution[]> {
  return (await reads.goodIn(ref, stage)).filter(({ executionId }) => executionId !== ref.executionId);
}
