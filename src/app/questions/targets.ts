import type { Answer } from '../answer.ts';
import type { ActionRun, PipelineReads } from '../codepipeline-ports.ts';
import { inBatches } from '../in-batches.ts';
import type { LoadLookUps } from '../look-up-ports.ts';
import type { About, Deployment } from '../reading.ts';

/** Executions in which deployments are looked for, newest first. */
const EXECUTIONS = 5;
const DEPLOYMENTS = 5;
const AT_ONCE = 3;

/** Where the newest execution that deployed anything put it, target by target. */
export async function targetsOf(
  { reads, lookUps }: { readonly reads: PipelineReads; readonly lookUps: LoadLookUps },
  about: About,
): Promise<Answer | undefined> {
  const executions = await reads.executions(about.ref, EXECUTIONS);
  if (!executions) return undefined;
  for (const { executionId } of executions) {
    const runs = await reads.actionRuns({ ...about.ref, executionId });
    const deploys = runs.filter(({ category }) => category === 'Deploy').slice(0, DEPLOYMENTS);
    if (deploys.length === 0) continue;
    const look = await lookUps();
    const deployments = await inBatches(
      deploys,
      AT_ONCE,
      async (run: ActionRun): Promise<Deployment> => ({
        run,
        executionId,
        targets: await look.deployTargets(about.ref, run.runId),
      }),
    );
    return { kind: 'targets', ...about, deployments };
  }
  return { kind: 'targets', ...about, deployments: [] };
}
