import type { Decision } from '../domain/execution.ts';
import { RunKey } from '../domain/ids.ts';
import { NOT_AFTER_MS } from '../domain/operation.ts';
import type { KeepDeps } from './keep-deps.ts';
import type { LiveReading } from './live-observations.ts';
import { markOf } from './mark.ts';
import type { StoredExecution } from './ports.ts';

/** Until then the operation itself, or its redelivery, may still be at work. */
const SURELY_OVER_MS = NOT_AFTER_MS + 60_000;

/** Ends decisions whose operation died for good, or whose answer got lost: CodePipeline was perhaps never told. Nothing is told late; the run
 * either bears our mark, or was answered by somebody else, or waits on, and then the decision is withdrawn. */
export async function settleDecisions(
  deps: Pick<KeepDeps, 'executions' | 'now'>,
  stored: StoredExecution,
  reading: LiveReading,
): Promise<void> {
  for (const [key, decision] of Object.entries(stored.execution.decisions)) {
    const open = decision.outcome === undefined || decision.outcome === 'unknown';
    if (!open || deps.now() - Date.parse(decision.at) < SURELY_OVER_MS) continue;
    const run = RunKey(key);
    await deps.executions.settleDecision(
      stored.execution.ref,
      run,
      decision.operationId,
      outcomeOf(decision, run, reading),
    );
  }
}

function outcomeOf(decision: Decision, run: RunKey, { live, runs = [] }: LiveReading): Decision['outcome'] {
  const inStages = live?.stages.flatMap(({ actions }) => actions) ?? [];
  const found = inStages.find((action) => action.run === run) ?? runs.find((one) => one.run === run);
  if (found?.status === 'InProgress') return undefined;
  return found?.summary?.includes(markOf(decision.operationId)) ? 'recorded' : 'lost';
}
