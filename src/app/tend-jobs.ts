import { RunKey } from '../domain/ids.ts';
import { answerJob } from './answer-job.ts';
import { outOfTime, questionOf } from './asked.ts';
import { errorWord } from './error-word.ts';
import type { JobCalls } from './job-ports.ts';
import type { KeepDeps } from './keep-deps.ts';
import type { StoredExecution } from './ports.ts';

export interface TendJobsDeps extends Pick<KeepDeps, 'executions' | 'log' | 'now'> {
  /** loaded when a job is alive, which is rare */
  jobCalls(): Promise<JobCalls>;
}

/** A sweep takes what is due until the next one comes. */
const AHEAD_MS = 30_000;

/** Looks after the jobs that are kept alive: gives an answer to one that has not got it yet, ends a question that nobody answered in
 * time, and continues what has been silent for long.
 * @returns the execution as it is then */
export async function tendJobs(deps: TendJobsDeps, stored: StoredExecution): Promise<StoredExecution> {
  const runs = Object.keys(stored.execution.jobs).map(RunKey);
  const { ref } = stored.execution;
  const calls = await deps.jobCalls();
  for (const run of runs) {
    try {
      await tendJob({ ...deps, calls }, stored, run);
    } catch (error) {
      const cause = errorWord(error);
      deps.log.warn('A job could not be looked after; the next sweep tries again', {
        executionId: ref.executionId,
        cause,
      });
    }
  }
  return (await deps.executions.get(ref)) ?? stored;
}

async function tendJob(
  deps: TendJobsDeps & { readonly calls: JobCalls },
  stored: StoredExecution,
  run: RunKey,
): Promise<void> {
  const { ref, decisions, jobs } = stored.execution;
  const question = questionOf(stored, run);
  const decision = question && (decisions[run] ?? (await outOfTime(deps, { ...ref, run }, question)));
  if (decision) {
    await answerJob(deps, stored, run, question, decision);
    return;
  }
  const job = jobs[run];
  if (!job || job.continueAt > deps.now() + AHEAD_MS) return;
  const told = await deps.calls.proceed(job, job.token, {});
  if (told.kind === 'done' || told.kind === 'over') await deps.executions.unpark(ref, run, job.id);
}
