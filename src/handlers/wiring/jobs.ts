import type { JobCalls } from '../../app/job-ports.ts';
import { kindsOf } from '../../app/jobs/kinds.ts';
import type { WorkDeps } from '../../app/jobs/work-job.ts';
import type { World } from '../../app/ports.ts';
import { createFreezeStore } from '../../aws/freeze-store.ts';
import { createFunctionRuns } from '../../aws/function-runs.ts';
import { parseQuestions } from '../../policy/check-questions.ts';
import { readChangelog, readNotify, readQuestion, readWait } from '../../policy/job-parameters.ts';
import type { QuestionsFile } from '../../policy/questions-file.ts';
import type { MessageWiring } from './messages.ts';
import { NOBODY } from './pipelines.ts';
import { textOf } from './policy.ts';

/** What ships beside the bundles, made from infra/questions.yml by the build. */
export function readQuestions(file: string): QuestionsFile {
  return parseQuestions(textOf(file));
}

/** What the work of jobs needs, whichever door they come through.
 * @returns what makes it, given what only one invocation knows */
export function wireJobs(
  { keep, table, accounts }: MessageWiring,
  questions: QuestionsFile,
  calls: JobCalls,
): (time: Pick<World, 'timeLeft'>) => WorkDeps {
  const deps = {
    ...keep,
    freezes: createFreezeStore(table),
    calls,
    functionRuns: createFunctionRuns(accounts.as('read', NOBODY)),
    parameters: {
      ask: readQuestion(questions),
      notify: readNotify,
      wait: readWait,
      changelog: readChangelog,
    },
  };
  return (time) => ({ ...deps, kinds: kindsOf({ ...deps, ...time }) });
}
