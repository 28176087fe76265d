import { toProblems } from './check-policy.ts';
import { type PolicyProblem, problemAt } from './policy-problem.ts';
import { QuestionsFile } from './questions-file.ts';
import { wordsFor } from './words.ts';

/** One check for the build and for the functions, as with the policy. */
export function checkQuestions(
  value: unknown,
): { readonly file: QuestionsFile } | { readonly problems: readonly PolicyProblem[] } {
  if (value === null) return { problems: [problemAt([], 'it is empty; `questions: {}` asks nothing')] };
  const parsed = QuestionsFile.safeParse(value, { error: wordsFor, reportInput: true });
  return parsed.success
    ? { file: parsed.data }
    : { problems: parsed.error.issues.flatMap((issue) => toProblems(issue, () => [])) };
}

/** Reads what the build made of `infra/questions.yml`.
 * @throws Error that names every problem and where it stands */
export function parseQuestions(text: string): QuestionsFile {
  const checked = checkQuestions(JSON.parse(text));
  if ('file' in checked) return checked.file;
  throw new Error(`The questions file is not valid: ${checked.problems.map(({ message }) => message).join('; ')}`);
}
