import { JOB_LIMIT_MS, LAMBDA_STEP_MS, silentFunction } from '../choices.ts';
import type { Configuration } from '../shapes.ts';
import type { ActionRun, Execution, Job, JobStatus, Pipeline, RuleRun } from '../state.ts';
import type { Draft } from './draft.ts';
import { jobEvent } from './job-data.ts';
import { actionOf, declarationOf } from './pipeline-views.ts';

/* Work for somebody outside. A run has one job at a time; "still in progress" ends it and makes the next. */

export const jobHasEnded = ({ status }: Job): boolean => ['Succeeded', 'Failed', 'TimedOut'].includes(status);

/** Keeps a changed job. */
export function putJob(pipeline: Pipeline, job: Job): void {
  pipeline.jobs.set(job.id, job);
}

function makeJob(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  run: ActionRun | RuleRun,
  worker: Job['worker'],
  continuationToken: string | undefined,
): Job {
  const action = 'action' in run ? actionOf(declarationOf(pipeline, execution), run.stage, run.action) : undefined;
  const job: Job = {
    id: draft.dice.uuid(),
    executionId: execution.id,
    runId: run.id,
    worker,
    status: worker === 'lambda' ? 'InProgress' : 'Queued',
    createdAt: draft.now,
    ...(action && { actionTypeId: action.actionTypeId }),
    ...(continuationToken !== undefined && { continuationToken }),
  };
  putJob(pipeline, job);
  run.job = job.id;
  return job;
}

/** Puts work before the job workers. They have a day in all, whatever they say in between. */
export function queueJob(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  run: ActionRun,
  worker: 'custom' | 'partner',
  continuationToken?: string,
): void {
  makeJob(draft, pipeline, execution, run, worker, continuationToken);
  run.timer = { kind: 'expiry', at: run.startedAt + JOB_LIMIT_MS };
}

/** Calls the function of a Lambda action or rule, for the first time or again. */
export function callFunction(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  run: ActionRun | RuleRun,
  limitMs = JOB_LIMIT_MS,
): void {
  const before = run.job === undefined ? undefined : pipeline.jobs.get(run.job);
  const job = makeJob(draft, pipeline, execution, run, 'lambda', before?.continuationToken);
  run.timer = { kind: 'expiry', at: Math.min(draft.now + LAMBDA_STEP_MS, run.startedAt + limitMs) };
  draft.invocations.push({
    jobId: job.id,
    functionName: run.configuration?.FunctionName ?? '',
    event: jobEvent(draft, pipeline, execution, run, job),
  });
}

/** The newest job of a run is over; one that has ended already stays as it is. */
export function endJob(pipeline: Pipeline, run: ActionRun | RuleRun, status: JobStatus): void {
  const job = run.job === undefined ? undefined : pipeline.jobs.get(run.job);
  if (job && !jobHasEnded(job)) putJob(pipeline, { ...job, status });
}

/** What the action says of a worker that did not answer. */
export const silence = (worker: Job['worker'], configuration: Configuration = {}): string =>
  worker === 'lambda'
    ? silentFunction(configuration.FunctionName ?? '')
    : 'The action did not complete within its time-out of 24 hours.';
