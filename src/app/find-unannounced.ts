import { isHeardOf } from '../domain/audience.ts';
import { RANK } from '../domain/execution-event.ts';
import type { PipelineRef } from '../domain/ids.ts';
import { inTurns } from '../domain/in-turns.ts';
import { endOfSecond } from '../domain/runs.ts';
import type { ExecutionSummary, PipelineReads, PipelineSummary } from './codepipeline-ports.ts';
import { errorWord } from './error-word.ts';
import { PASS_EVERY_MS } from './pass-due.ts';
import { progressOf } from './plan-for.ts';
import type { CatalogueKeeper, StoredExecution } from './ports.ts';
import { type RefreshDeps, refreshExecution } from './refresh-execution.ts';

export interface FindUnannouncedDeps extends RefreshDeps {
  readonly reads: PipelineReads;
  readonly catalogue: CatalogueKeeper;
}

/** Pipelines of one pass; more take turns. */
const AT_MOST = 100;
const NEWEST = 10;
const SPARE_MS = 10_000;
const SUMMARY_KEPT = 100;

/** Finds executions of which no event came at all, and keeps what there is to choose from. */
export async function findUnannounced(deps: FindUnannouncedDeps): Promise<void> {
  for (const ref of await pipelinesOfThisPass(deps)) {
    if (deps.timeLeft() < SPARE_MS) return;
    await lookInto(deps, ref);
  }
}

async function pipelinesOfThisPass(deps: FindUnannouncedDeps): Promise<PipelineSummary[]> {
  try {
    const book = await deps.book.recent();
    const pipelines = await deps.reads.list();
    await deps.catalogue.keep(pipelines);
    const shown = pipelines.filter((ref) => isHeardOf(deps.policy, book, ref));
    const pass = Math.floor(deps.now() / PASS_EVERY_MS);
    return inTurns(shown, AT_MOST, pass);
  } catch (error) {
    deps.log.warn('The pipelines could not be listed; the next pass tries again', { cause: errorWord(error) });
    return [];
  }
}

async function lookInto(deps: FindUnannouncedDeps, { version, ...ref }: PipelineSummary): Promise<void> {
  try {
    const newest = (await deps.reads.executions(ref, NEWEST)) ?? [];
    for (const summary of newest) {
      if (mayBeMissing(summary, deps.now())) await announce(deps, ref, summary);
    }
    await keepParts(deps, ref, version, newest);
  } catch (error) {
    deps.log.warn('A pipeline could not be looked into; the next pass tries again', {
      pipeline: ref.pipeline,
      cause: errorWord(error),
    });
  }
}

async function keepParts(
  { structures, catalogue }: FindUnannouncedDeps,
  ref: PipelineRef,
  version: number | undefined,
  newest: readonly ExecutionSummary[],
): Promise<void> {
  const structure = await structures.structure(ref, version);
  const executions = newest.map(({ executionId, status, startedAt, summary }) => ({
    executionId,
    status,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(summary === undefined ? {} : { summary: summary.slice(0, SUMMARY_KEPT) }),
  }));
  await catalogue.keepParts(ref, { stages: (structure?.stages ?? []).map(({ name }) => name), executions });
}

/** It runs, or something happened to it since the pass before last: older history is not dug up. */
function mayBeMissing({ status, startedAt = '', updatedAt = startedAt }: ExecutionSummary, now: number): boolean {
  return (
    status === 'InProgress' || status === 'Stopping' || updatedAt > new Date(now - 2 * PASS_EVERY_MS).toISOString()
  );
}

/** It went on after the end that is known: somebody retried it, and no event told. */
async function isNews(
  deps: FindUnannouncedDeps,
  known: StoredExecution,
  { status, updatedAt = '' }: ExecutionSummary,
): Promise<boolean> {
  const { endedAt } = await progressOf(deps, known);
  return endedAt !== undefined && (status === 'InProgress' || updatedAt > endOfSecond(endedAt));
}

async function announce(
  deps: FindUnannouncedDeps,
  { account, region, pipeline }: PipelineRef,
  summary: ExecutionSummary,
): Promise<void> {
  const execution = { account, region, pipeline, executionId: summary.executionId };
  const known = await deps.executions.get(execution);
  if (known) {
    if (await isNews(deps, known, summary)) await refreshExecution(deps, known);
    return;
  }
  const at = summary.startedAt ?? new Date(deps.now()).toISOString();
  const observation = { rank: RANK.started, state: 'running' as const, at, startedAt: at };
  const { stored } = await deps.executions.observe(
    { execution, subject: { kind: 'pipeline', attempt: 1 }, observation, facts: [] },
    deps.now(),
  );
  await refreshExecution(deps, stored);
}
