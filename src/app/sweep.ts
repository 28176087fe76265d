import type { ExecutionRef } from '../domain/ids.ts';
import { type KeepDeps, keepMessages, nextLook } from './keep-messages.ts';

/** A sweep takes what is due in the next half minute, so that nothing waits for the sweep after it. */
const AHEAD_MS = 30_000;
const AT_MOST = 200;
/** What becomes possible within this time is waited for; the rest is left to the next minute. */
const WAIT_AT_MOST_MS = 4_000;
/** No further execution is begun this long before the function is killed. */
const SPARE_MS = 10_000;

/** Finishes what others left: messages whose turn had not come, whose lease ran out, or whose answer got lost.
 * @returns how many executions were looked at */
export async function sweep(deps: KeepDeps): Promise<number> {
  const due = await deps.executions.due(deps.now() + AHEAD_MS, AT_MOST);
  let looked = 0;
  for (const ref of due) {
    if (deps.timeLeft() < SPARE_MS) break;
    await lookAt(deps, ref);
    looked += 1;
  }
  return looked;
}

async function lookAt(deps: KeepDeps, ref: ExecutionRef): Promise<void> {
  const stored = await deps.executions.get(ref);
  if (!stored) return;
  try {
    const due = await nextLook(deps, stored);
    const wait = (due ?? 0) - deps.now();
    if (wait > 0 && wait <= WAIT_AT_MOST_MS) await deps.sleep(wait);
    const shown = await keepMessages(deps, stored);
    await deps.executions.setDue(ref, await nextLook(deps, shown), shown.dueAt);
  } catch (error) {
    deps.log.error('An execution could not be brought up to date; the next sweep tries again', {
      executionId: ref.executionId,
      cause: error instanceof Error ? error.message : 'unknown',
    });
  }
}
