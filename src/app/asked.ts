import type { Decision } from '../domain/execution.ts';
import { type ExecutionRef, OperationId, type RunKey, UserId } from '../domain/ids.ts';
import type { JobAction } from '../domain/job.ts';
import type { Question } from '../domain/question.ts';
import { sha256 } from './digest.ts';
import type { Executions, StoredExecution } from './ports.ts';

/** What a run of an action asks. @returns undefined when it asks nothing */
export function questionOf({ execution }: Pick<StoredExecution, 'execution'>, run: RunKey): Question | undefined {
  const fact = execution.facts[`question#${run}`];
  return fact?.kind === 'question' ? fact.value : undefined;
}

/** Once nobody has answered in time: what stands for an answer, or the lack of one. Whoever answered in the same moment came first, or is
 * told that nobody waits any more.
 * @returns undefined while there is time */
export async function outOfTime(
  deps: { readonly executions: Pick<Executions, 'decide'>; now(): number },
  action: ExecutionRef & Pick<JobAction, 'run'>,
  question: Question,
): Promise<Decision | undefined> {
  const { run, account, region, pipeline, executionId } = action;
  if (deps.now() < Date.parse(question.deadline)) return undefined;
  const decision: Decision = {
    operationId: OperationId(sha256([executionId, run, question.deadline].join('|')).slice(0, 32)),
    verdict: 'answered',
    ...(question.otherwise === undefined ? {} : { answer: { value: question.otherwise, inputs: {} } }),
    by: UserId('nobody'),
    byName: 'nobody',
    at: question.deadline,
    timedOut: true,
  };
  const { stands } = await deps.executions.decide({ account, region, pipeline, executionId }, run, decision);
  return stands;
}
