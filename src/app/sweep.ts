import type { ExecutionRef, PipelineRef } from '../domain/ids.ts';
import type { SettleDeps } from './ask-to-settle.ts';
import type { LiveState, PipelineReads } from './codepipeline-ports.ts';
import { drainChannels } from './drain-channels.ts';
import { errorWord } from './error-word.ts';
import type { FindUnannouncedDeps } from './find-unannounced.ts';
import { SPARE_MS } from './keep-deps.ts';
import { type KeepFreezesDeps, keepFreezes, pipelineKey } from './keep-freezes.ts';
import { readAgainAt } from './look-again.ts';
import { passDue } from './pass-due.ts';
import { progressOf } from './plan-for.ts';
import type { StoredExecution } from './ports.ts';
import { compareExecutions } from './refresh-execution.ts';
import type { HomeDeps } from './show-home.ts';
import { type TendDeps, tendApprovals } from './tend-approvals.ts';
import type { TendJobsDeps } from './tend-jobs.ts';
import type { TendSubscriptionsDeps } from './tend-subscriptions.ts';

/** A sweep takes what is due in the next half minute, so that nothing waits for the sweep after it. */
const AHEAD_MS = 30_000;
const AT_MOST = 200;
/** Pipelines read at once. */
const WORKERS = 8;
/** Whoever opened their Home tab longer ago is probably not looking at it any more; the next opening draws it anew. */
const LATELY_MS = 60 * 60_000;
/** An overlapping sweep leaves what this one has taken; when this one dies, or has no time left for it, the next one takes it. */
const TAKEN_FOR_MS = 45_000;
/** No further pipeline is read this long before the function is killed. */
const SPARE_FOR_READING_MS = 10_000;

export interface SweepDeps
  extends FindUnannouncedDeps,
    SettleDeps,
    TendDeps,
    KeepFreezesDeps,
    TendSubscriptionsDeps,
    TendJobsDeps,
    HomeDeps {
  readonly reads: PipelineReads;
}

export interface Swept {
  /** executions that were looked at */
  readonly looked: number;
  /** something is left to draw that another sweep could draw at once */
  readonly left: boolean;
}

/** Each minute: makes true again what was lost. Compares quiet executions with CodePipeline, reminds of approvals, draws messages
 * whose turn had not come, whose holder died or whose answer got lost, and now and then looks for executions that no event announced. */
export async function sweep(deps: SweepDeps): Promise<Swept> {
  const stopAt = deps.now() + deps.timeLeft() - SPARE_MS;
  const due = await deps.executions.due(deps.now() + AHEAD_MS, AT_MOST);
  const groups = byPipeline(due);
  const compared: StoredExecution[] = [];
  const states = new Map<string, LiveState>();
  const noting = notingStates(deps, states);
  const worker = async () => {
    for (let group = groups.shift(); group && deps.timeLeft() >= SPARE_FOR_READING_MS; group = groups.shift()) {
      compared.push(...(await comparePipeline(noting, group)));
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  const notices = await freezesKept(deps, states);
  const ended = await subscriptionsTended(deps);
  const left = await drainChannels(deps, [...notices, ...ended, ...compared], stopAt);
  if (deps.timeLeft() >= SPARE_FOR_READING_MS) await homesRedrawn(deps);
  await unannouncedFound(deps);
  return { looked: compared.length, left: left || groups.length > 0 || due.length === AT_MOST };
}

/** What comes but every quarter of an hour is loaded when it does. */
async function subscriptionsTended(deps: SweepDeps): Promise<StoredExecution[]> {
  if (deps.timeLeft() < SPARE_FOR_READING_MS || !(await passDue(deps, 'subscriptions'))) return [];
  const { tendSubscriptions } = await import('./tend-subscriptions.ts');
  return tendSubscriptions(deps);
}

async function unannouncedFound(deps: SweepDeps): Promise<void> {
  if (deps.timeLeft() < SPARE_FOR_READING_MS || !(await passDue(deps, 'catalogue'))) return;
  const { findUnannounced } = await import('./find-unannounced.ts');
  await findUnannounced(deps);
}

/** What is read of a pipeline in this sweep need not be read again for a freeze of it. */
function notingStates(deps: SweepDeps, states: Map<string, LiveState>): SweepDeps {
  const state: PipelineReads['state'] = async (ref) => {
    const live = await deps.reads.state(ref);
    if (live) states.set(pipelineKey(ref), live);
    return live;
  };
  return { ...deps, reads: { ...deps.reads, state } };
}

async function freezesKept(deps: SweepDeps, states: ReadonlyMap<string, LiveState>): Promise<StoredExecution[]> {
  try {
    return await keepFreezes(deps, states);
  } catch (error) {
    deps.log.error('What freezes want could not be worked out; the next sweep tries again', {
      cause: errorWord(error),
    });
    return [];
  }
}

async function homesRedrawn(deps: SweepDeps): Promise<void> {
  try {
    const lately = await deps.viewers.since(deps.now() - LATELY_MS);
    if (lately.length === 0) return;
    const { redrawHomes } = await import('./redraw-homes.ts');
    await redrawHomes(deps, lately);
  } catch (error) {
    deps.log.warn('The Home tabs could not be brought up to date; the next sweep tries again', {
      cause: errorWord(error),
    });
  }
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

async function comparePipeline(deps: SweepDeps, refs: readonly ExecutionRef[]): Promise<StoredExecution[]> {
  const [pipeline] = refs;
  if (!pipeline) return [];
  const taken = (await Promise.all(refs.map((ref) => take(deps, ref)))).filter((stored) => stored !== undefined);
  try {
    const compared = await compareDue(deps, pipeline, taken);
    return await Promise.all(compared.map(async (stored) => jobsTended(deps, await tendApprovals(deps, stored))));
  } catch (error) {
    deps.log.error('The executions of a pipeline could not be compared; the sweep goes on with the others', {
      pipeline: pipeline.pipeline,
      cause: errorWord(error),
    });
    return [];
  }
}

/** Few executions have a job that is kept alive. */
async function jobsTended(deps: SweepDeps, stored: StoredExecution): Promise<StoredExecution> {
  if (Object.keys(stored.execution.jobs).length === 0) return stored;
  const { tendJobs } = await import('./tend-jobs.ts');
  return tendJobs(deps, stored);
}

/** @returns undefined when another sweep has it, or when it cannot be read: that must not stop the others */
async function take(deps: SweepDeps, ref: ExecutionRef): Promise<StoredExecution | undefined> {
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
  deps: SweepDeps,
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
  if (readable.length === 0) return others;
  const compared = await compareExecutions(deps, pipeline, readable);
  for (const stored of compared) await settleVotes(deps, stored);
  return [...compared, ...others];
}

/** Few executions have votes on them. */
async function settleVotes(deps: SweepDeps, stored: StoredExecution): Promise<void> {
  if (Object.keys(stored.execution.votes).length === 0) return;
  const { askToSettle } = await import('./ask-to-settle.ts');
  await askToSettle(deps, stored);
}
