import type { ExecutionRef, PipelineRef } from '../domain/ids.ts';
import { errorWord } from './error-word.ts';
import { type FindUnannouncedDeps, findUnannounced } from './find-unannounced.ts';
import { keepMessages, nextLook } from './keep-messages.ts';
import { readAgainAt } from './look-again.ts';
import { progressOf } from './plan-for.ts';
import type { StoredExecution } from './ports.ts';
import { compareExecutions } from './refresh-execution.ts';

/** A sweep takes what is due in the next half minute, so that nothing waits for the sweep after it. */
const AHEAD_MS = 30_000;
const AT_MOST = 200;
/** Pipelines at once: a channel takes one message a second, so those of other channels need not wait behind it. */
const WORKERS = 8;
/** An overlapping sweep leaves what this one has taken; when this one dies, the next but one takes it. */
const TAKEN_FOR_MS = 60_000;
/** What becomes possible within this time is waited for; the rest is left to the next minute. */
const WAIT_AT_MOST_MS = 4_000;
/** No further pipeline is begun this long before the function is killed. */
const SPARE_MS = 10_000;

/** Each minute: makes true again what was lost. Compares quiet executions with CodePipeline, draws messages whose turn had not come,
 * whose holder died or whose answer got lost, and now and then looks for executions that no event announced.
 * @returns how many executions were looked at */
export async function sweep(deps: FindUnannouncedDeps): Promise<number> {
  const due = await deps.executions.due(deps.now() + AHEAD_MS, AT_MOST);
  let looked = 0;
  const groups = byPipeline(due);
  const worker = async () => {
    for (let group = groups.shift(); group && deps.timeLeft() >= SPARE_MS; group = groups.shift()) {
      looked += await sweepPipeline(deps, group);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  if (deps.timeLeft() >= SPARE_MS) await findUnannounced(deps);
  return looked;
}

/** In the order in which they fell due, so that nobody waits for ever behind a busy pipeline. */
function byPipeline(refs: readonly ExecutionRef[]): ExecutionRef[][] {
  const groups = new Map<string, ExecutionRef[]>();
  for (const ref of refs) {
    const key = [ref.account, ref.region, ref.pipeline].join('|');
    groups.set(key, [...(groups.get(key) ?? []), ref]);
  }
  return [...groups.values()];
}

async function sweepPipeline(deps: FindUnannouncedDeps, refs: readonly ExecutionRef[]): Promise<number> {
  const [pipeline] = refs;
  if (!pipeline) return 0;
  const taken = (await Promise.all(refs.map((ref) => take(deps, ref)))).filter((stored) => stored !== undefined);
  for (const stored of await compareDue(deps, pipeline, taken)) {
    if (deps.timeLeft() < SPARE_MS) break;
    await bringUpToDate(deps, stored);
  }
  return taken.length;
}

/** @returns undefined when another sweep has it, or when it cannot be read: that must not stop the others */
async function take(deps: FindUnannouncedDeps, ref: ExecutionRef): Promise<StoredExecution | undefined> {
  try {
    const stored = await deps.executions.get(ref);
    if (stored?.dueAt === undefined) return undefined;
    const until = deps.now() + TAKEN_FOR_MS;
    return (await deps.executions.setDue(ref, until, stored.dueAt)) ? { ...stored, dueAt: until } : undefined;
  } catch (error) {
    deps.log.error('An execution cannot be read; the sweep goes on without it', {
      executionId: ref.executionId,
      cause: errorWord(error),
    });
    return undefined;
  }
}

/** Reads CodePipeline once for all executions whose time to be compared has come. */
async function compareDue(
  deps: FindUnannouncedDeps,
  pipeline: PipelineRef,
  taken: readonly StoredExecution[],
): Promise<StoredExecution[]> {
  const soon = deps.now() + AHEAD_MS;
  const readable: StoredExecution[] = [];
  const others: StoredExecution[] = [];
  for (const stored of taken) {
    const readAt = readAgainAt(stored, await progressOf(deps, stored));
    (readAt !== undefined && readAt <= soon ? readable : others).push(stored);
  }
  return readable.length === 0 ? others : [...(await compareExecutions(deps, pipeline, readable)), ...others];
}

async function bringUpToDate(deps: FindUnannouncedDeps, stored: StoredExecution): Promise<void> {
  const { ref } = stored.execution;
  try {
    const wait = ((await nextLook(deps, stored)) ?? 0) - deps.now();
    if (wait > 0 && wait <= WAIT_AT_MOST_MS) await deps.sleep(wait);
    const shown = await keepMessages(deps, stored);
    await deps.executions.setDue(ref, await nextLook(deps, shown), shown.dueAt);
  } catch (error) {
    deps.log.error('An execution could not be brought up to date; a later sweep tries again', {
      executionId: ref.executionId,
      cause: errorWord(error),
    });
  }
}
