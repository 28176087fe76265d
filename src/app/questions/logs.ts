import type { Answer } from '../answer.ts';
import type { ActionRun, PipelineReads } from '../codepipeline-ports.ts';
import type { About } from '../reading.ts';

const LOOKED = 20;
const RUNS_TOLD = 5;

/** What failed last and how it leads to its log; where nothing failed lately, the newest work that has one. */
export async function logsOf({ reads }: { readonly reads: PipelineReads }, about: About): Promise<Answer | undefined> {
  const executions = await reads.executions(about.ref, LOOKED);
  if (!executions) return undefined;
  const execution = executions.find(({ status }) => status === 'Failed') ?? executions[0];
  if (!execution) return { kind: 'logs', ...about, runs: [] };
  const runs = await reads.actionRuns({ ...about.ref, executionId: execution.executionId });
  const failed = newestOfEach(runs).filter(({ status }) => status === 'Failed');
  const told =
    failed.length > 0 ? failed : runs.filter(({ url, category }) => url !== undefined && category !== 'Source');
  return { kind: 'logs', ...about, execution, runs: told.slice(0, RUNS_TOLD) };
}

/** A run that was tried again is told by its last try. */
function newestOfEach(runs: readonly ActionRun[]): ActionRun[] {
  return runs.filter(
    (run, at) => runs.findIndex(({ stage, action }) => stage === run.stage && action === run.action) === at,
  );
}
