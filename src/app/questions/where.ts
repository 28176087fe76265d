import { nameAmong, placeName } from '../../domain/qualified-name.ts';
import type { Served } from '../../domain/served.ts';
import { placeOfExecution } from '../../domain/whereabouts.ts';
import type { Answer } from '../answer.ts';
import type { ExecutionSummary, PipelineReads } from '../codepipeline-ports.ts';
import { inBatches } from '../in-batches.ts';
import type { About, WhereFound } from '../reading.ts';

export interface WhereDeps {
  readonly reads: PipelineReads;
  readonly served: Served;
}

/** Bounds of one question, each pipeline a call. What lies further back is told as not looked at. */
const PIPELINES = 150;
const EXECUTIONS_EACH = 100;
const AT_ONCE = 5;
/** The newest that carry it, of each pipeline: each costs a call more. */
const TOLD_EACH = 3;

/** A short commit stands for all that begin so. */
const COMMIT = /^[0-9a-f]{7,64}$/;

/** How far a revision has come: in which stages it has been good, and where it is now. */
export async function whereIs({ reads, served }: WhereDeps, revision: string): Promise<Answer> {
  const { pipelines, unread } = await reads.catalogue();
  const looked = pipelines.slice(0, PIPELINES);
  const carries = ({ revisions }: ExecutionSummary) =>
    revisions.some((one) => one === revision || (COMMIT.test(revision) && one.startsWith(revision)));
  const found = await inBatches(looked, AT_ONCE, async ({ account, region, pipeline }): Promise<WhereFound[]> => {
    const ref = { account, region, pipeline };
    const executions = (await reads.executions(ref, EXECUTIONS_EACH)) ?? [];
    const about = { ref, name: nameAmong(served, ref, pipelines) };
    return locate(reads, about, executions.filter(carries).slice(0, TOLD_EACH));
  });
  return {
    kind: 'where',
    view: {
      revision,
      found: found.flat(),
      pipelines: looked.length,
      executionsEach: EXECUTIONS_EACH,
      left: pipelines.length - looked.length,
      unread: unread.map((place) => placeName(served, place)),
    },
  };
}

async function locate(
  reads: PipelineReads,
  about: About,
  executions: readonly ExecutionSummary[],
): Promise<WhereFound[]> {
  if (executions.length === 0) return [];
  const [structure, live] = await Promise.all([reads.structure(about.ref, undefined), reads.state(about.ref)]);
  return inBatches(executions, AT_ONCE, async (execution) => {
    const runs = await reads.actionRuns({ ...about.ref, executionId: execution.executionId });
    const place = placeOfExecution(execution.executionId, structure ?? { stages: [] }, runs, live?.stages ?? []);
    return { ...about, execution, place };
  });
}
