import { isUnread } from '../domain/answered-elsewhere.ts';
import type { Execution } from '../domain/execution.ts';
import type { Fact } from '../domain/execution-event.ts';
import type { Progress } from '../domain/progress.ts';
import type { AnswersDeps } from './answers-elsewhere.ts';
import { errorWord } from './error-word.ts';
import type { KeepDeps } from './keep-deps.ts';
import { audienceFor, progressOf } from './plan-for.ts';
import type { StoredExecution } from './ports.ts';
import { remindersDue } from './remind.ts';

export type TendDeps = KeepDeps & Omit<AnswersDeps, 'policy'>;

/** Notes what no event brings, so that messages can be drawn without a clock and without a read: that a reminder fell due, and whom it
 * asks; who answered an approval elsewhere. What cannot be read is left to a later sweep.
 * @returns the execution with what was noted */
export async function tendApprovals(deps: TendDeps, stored: StoredExecution): Promise<StoredExecution> {
  const { execution } = stored;
  try {
    const progress = await progressOf(deps, stored);
    const heard = { ...deps, policy: await audienceFor(deps, progress) };
    const facts = [
      ...(await readAnswers(heard, execution, progress)),
      ...(await remindersDue(heard, execution, progress)),
    ];
    return facts.length === 0 ? stored : await deps.executions.addFacts(execution.ref, facts);
  } catch (error) {
    deps.log.warn('The approvals of an execution could not be looked after; a later sweep tries again', {
      executionId: execution.ref.executionId,
      cause: errorWord(error),
    });
    return stored;
  }
}

/** Few approvals are answered elsewhere: what is needed to judge that is loaded then. */
async function readAnswers(deps: AnswersDeps, execution: Execution, progress: Progress): Promise<Fact[]> {
  if (!progress.approvals.some((approval) => isUnread(deps.policy, execution, approval))) return [];
  const { answersElsewhere } = await import('./answers-elsewhere.ts');
  return answersElsewhere(deps, execution, progress);
}
