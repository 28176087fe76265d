import { ExecutionId, type ExecutionRef } from '../../domain/ids.ts';
import type { JobAction } from '../../domain/job.ts';
import type { FunctionRun, TakenJob } from '../job-ports.ts';
import type { Fault, Written } from './job-kind.ts';

/** The runs of Lambda actions of an execution that wait for an answer now. */
export type FunctionRuns = (execution: ExecutionRef) => Promise<readonly FunctionRun[]>;

/** Finds the action of a function's job where CodePipeline does not tell it: the parameters name pipeline and execution, and there
 * exactly one action waits for this very function with these very parameters. What parameters say alone is believed of nobody. */
export async function findAction(
  deps: { readonly functionRuns: FunctionRuns },
  job: TakenJob,
  written: Written,
): Promise<JobAction | Fault> {
  const { pipeline, execution } = written;
  if (typeof pipeline !== 'string' || typeof execution !== 'string')
    return {
      fault:
        'CodePipeline does not tell which action this job is for; "pipeline" with the name of this pipeline and ' +
        '"execution":"#{codepipeline.PipelineExecutionId}" were expected in the parameters',
    };
  const { account, region } = job;
  const ref = { account, region, pipeline, executionId: ExecutionId(execution) };
  const fits = (run: FunctionRun) =>
    ['FunctionName', 'UserParameters'].every((key) => run.configuration[key] === job.configuration[key]);
  const [only, ...others] = (await deps.functionRuns(ref)).filter(fits);
  if (!only || others.length > 0)
    return {
      fault: `${others.length > 0 ? 'Several actions' : 'No action'} of that execution of ${pipeline} ${
        others.length > 0 ? 'wait' : 'waits'
      } for this function with these parameters; exactly one was expected`,
    };
  return { ...ref, stage: only.stage, action: only.action, run: only.run };
}
