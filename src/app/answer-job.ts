import type { Decision } from '../domain/execution.ts';
import type { RunKey } from '../domain/ids.ts';
import type { Question } from '../domain/question.ts';
import { answered } from './answered.ts';
import type { JobAnswer, JobCalls } from './job-ports.ts';
import type { Executions, StoredExecution } from './ports.ts';

interface AnswerJobDeps {
  readonly calls: JobCalls;
  readonly executions: Pick<Executions, 'settleDecision' | 'unpark'>;
}

/** Gives a decision to the job of its action that is alive.
 * @returns `no_job`: none is; the next one is given it when it comes */
export async function answerJob(
  { calls, executions }: AnswerJobDeps,
  { execution }: StoredExecution,
  run: RunKey,
  question: Question,
  decision: Decision,
): Promise<JobAnswer | { readonly kind: 'no_job' }> {
  const job = execution.jobs[run];
  if (!job) return { kind: 'no_job' };
  const result = answered(question, decision);
  const told =
    result.kind === 'success'
      ? await calls.succeed(job, result.variables, result.details)
      : await calls.fail(job, result.type, result.message);
  if (told.kind === 'done') await executions.settleDecision(execution.ref, run, decision.operationId, 'recorded');
  if (told.kind === 'done' || told.kind === 'over') await executions.unpark(execution.ref, run, job.id);
  return told;
}
