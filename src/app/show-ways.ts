import type { Deed, Outcome } from '../domain/operation.ts';
import { toProgress } from '../domain/to-progress.ts';
import { errorWord } from './error-word.ts';
import { keepMessages } from './keep-messages.ts';
import type { StoredExecution } from './ports.ts';
import { compareExecutions, type RefreshDeps } from './refresh-execution.ts';

const CHANGES_WAYS: readonly Deed['kind'][] = ['disable', 'enable', 'close_for_freeze', 'open_after_freeze'];

/** After a way was closed or opened the cards of the executions that are under way tell it at once. Best effort: no event tells of ways,
 * and what is not shown here the next comparison shows. */
export async function showWays(deps: RefreshDeps, deed: Deed | undefined, outcome: Outcome): Promise<void> {
  if (!deed || outcome.kind !== 'performed' || !CHANGES_WAYS.includes(deed.kind)) return;
  const { account, region, pipeline } = deed.target;
  const ref = { account, region, pipeline };
  try {
    const live = await deps.reads.state(ref);
    const ids = new Set(live?.stages.flatMap(({ executionId, waiting }) => [executionId ?? [], waiting].flat()));
    const known = await Promise.all([...ids].map((executionId) => deps.executions.get({ ...ref, executionId })));
    const underWay = known.flatMap((stored) => (stored && !isOver(stored) ? [stored] : []));
    if (underWay.length === 0) return;
    for (const stored of await compareExecutions(deps, ref, underWay)) await keepMessages(deps, stored);
  } catch (error) {
    deps.log.warn('The cards of a pipeline could not be brought up to date', { pipeline, cause: errorWord(error) });
  }
}

function isOver({ execution }: StoredExecution): boolean {
  return toProgress(execution).endedAt !== undefined;
}
