import type { Decision } from '../domain/execution.ts';
import { RunKey } from '../domain/ids.ts';
import { NOT_AFTER_MS } from '../domain/operation.ts';
import type { ActionRun, PipelineReads } from './codepipeline-ports.ts';
import type { KeepDeps } from './keep-deps.ts';
import type { LiveReading } from './live-observations.ts';
import { markOf } from './mark.ts';
import type { StoredExecution } from './ports.ts';

/** Until then the operation itself, or its redelivery, may still be at work. */
const SURELY_OVER_MS = NOT_AFTER_MS + 60_000;
/** A call whose answer got lost has arrived by then, or never will. */
const LOST_MS = 60_000;

/** Ends decisions whose operation died for good, or whose answer got lost: CodePipeline was perhaps never told. Nothing is told late; the run
 * either bears our mark, or was answered by somebody else, or waits on, and then the decision is withdrawn. */
export async function settleDecisions(
  deps: Pick<KeepDeps, 'executions' | 'now'> & { readonly reads: Pick<PipelineReads, 'actionRuns'> },
  stored: StoredExecution,
  reading: LiveReading,
): Promise<void> {
  for (const [key, decision] of Object.entries(stored.execution.decisions)) {
    const open = decision.outcome === undefined || decision.outcome === 'unknown';
    const patience = decision.outcome === undefined ? SURELY_OVER_MS : LOST_MS;
    if (!open) continue;
    const { ref } = stored.execution;
    const run = RunKey(key);
    const seen = runIn(reading, run);
    const age = deps.now() - Date.parse(decision.at);
    // Another execution may be in the stage by now: then only the history tells how the run ended.
    if (!seen && age < LOST_MS) continue;
    const found = seen ?? (await deps.reads.actionRuns(ref)).find((one) => one.run === run);
    // What has ended tells how, at once.
    const ended = found?.status === 'Succeeded' || found?.status === 'Failed';
    if (!ended && age < patience) continue;
    // An answer waits for the next job of its action.
    if (decision.verdict === 'answered' && !ended) continue;
    await deps.executions.settleDecision(ref, run, decision.operationId, outcomeOf(decision, found));
  }
}

type Found = Partial<Pick<ActionRun, 'status' | 'summary'>>;

function runIn({ live, runs = [] }: LiveReading, run: RunKey): Found | undefined {
  const inStages = live?.stages.flatMap(({ actions }) => actions) ?? [];
  return inStages.find((action) => action.run === run) ?? runs.find((one) => one.run === run);
}

function outcomeOf(decision: Decision, found: Found | undefined): Decision['outcome'] {
  if (found?.status === 'InProgress') return undefined;
  return found?.summary?.includes(markOf(decision.operationId)) ? 'recorded' : 'lost';
}
