import type { Decision } from './execution.ts';
import type { Question } from './question.ts';

/** The names of output variables that an answer has in any case. */
export const ANSWER_VARIABLES = ['answer', 'answeredBy', 'answeredByName', 'answeredAt', 'comment'] as const;

/** What later actions may use of an answer. Each name is always there: a reference to one that is not would fail its action. */
export function variablesOf(question: Question, decision: Decision): Record<string, string> {
  const { answer, by, byName, at, comment = '', timedOut } = decision;
  const inputs = question.inputs.map(({ name }): [string, string] => [name, answer?.inputs[name] ?? '']);
  const own: Record<string, string> = {
    ...Object.fromEntries(inputs),
    answer: answer?.value ?? '',
    answeredBy: timedOut ? '' : by,
    answeredByName: timedOut ? '' : byName,
    answeredAt: at,
    comment,
  };
  const more = Object.entries(question.outputs ?? {}).map(([name, of]): [string, string] => [name, own[of] ?? '']);
  return { ...own, ...Object.fromEntries(more) };
}
