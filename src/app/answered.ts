import { variablesOf } from '../domain/answer-variables.ts';
import type { Decision } from '../domain/execution.ts';
import type { Question } from '../domain/question.ts';
import { labelOf } from '../domain/question.ts';
import type { Worked } from './jobs/job-kind.ts';
import { signedByAll } from './signature.ts';

/** What a decided question is to CodePipeline. The summary bears the operation's mark, by which a later delivery knows its own deed. */
export function answered(question: Question, decision: Decision): Exclude<Worked, { kind: 'continue' }> {
  const { answer, timedOut, operationId, votes = [decision] } = decision;
  if (!answer)
    return { kind: 'failure', type: 'JobFailed', message: `Nobody answered “${question.ask.slice(0, 300)}” in time` };
  const said = labelOf(question, answer);
  const by = timedOut ? 'nobody in time' : signedByAll(votes, operationId, undefined);
  const summary = said === '' ? by : `${by.slice(0, 1_500)} · ${said}`;
  return { kind: 'success', variables: variablesOf(question, decision), details: { summary, percent: 100 } };
}
