import {
  type ChangeSince,
  changeSince,
  type History,
  newestGood,
  type PastExecution,
  whatRuns,
} from '../domain/change-since.ts';
import type { ExecutionId, ExecutionRef, PipelineRef } from '../domain/ids.ts';
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
  const isEnough = (executions: readonly PastExecution[]) =>
    looked !== undefined && hasBoth(executions, ref.executionId, looked);
  const history = await readPages(deps.reads, ref, isEnough);
  const good = kept ?? newestGood(history, listed);
  return {
    change: changeSince(history, ref.executionId, good),
    base: good === undefined ? undefined : whatRuns(history.executions, good, ref.executionId),
    own: history.executions.find(({ executionId }) => executionId === ref.executionId),
  };
}

/** The history of a pipeline back to all of these executions, as far as it is read at all. */
export function readUntil(
  reads: Pick<PipelineReads, 'history'>,
  ref: PipelineRef,
  ids: readonly ExecutionId[],
): Promise<History> {
  return readPages(reads, ref, (executions) => {
    const known = new Set(executions.map(({ executionId }) => executionId));
    return ids.every((id) => known.has(id));
  });
}

async function readPages(
  reads: Pick<PipelineReads, 'history'>,
  ref: PipelineRef,
  isEnough: (executions: readonly PastExecution[]) => boolean,
): Promise<History> {
  const executions: PastExecution[] = [];
  let next: string | undefined;
  for (let page = 0; page < PAGES && (page === 0 || next !== undefined); page++) {
    const read = await reads.history(ref, next);
    executions.push(...(read?.executions ?? []));
    next = read?.next;
    if (isEnough(executions)) break;
  }
  return { executions, toItsBeginning: next === undefined };
}

function hasBoth(executions: readonly PastExecution[], own: ExecutionId, good: ExecutionId): boolean {
  return executions.some(({ executionId }) => executionId === own) && whatRuns(executions, good, own) !== undefined;
}

async function listGood({ reads }: Deps, ref: ExecutionRef, stage: string): Promise<readonly PastExecution[]> {
  return (await reads.goodIn(ref, stage)).filter(({ executionId }) => executionId !== ref.executionId);
}
