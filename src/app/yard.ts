import type { Execution } from '../domain/execution.ts';
import type { Freeze } from '../domain/freeze.ts';
import { carriesNotices } from '../domain/freeze-notice.ts';
import type { Progress } from '../domain/progress.ts';
import type { PipelineLine } from './answer.ts';
import { sha256 } from './digest.ts';
import { type FrozenNowDeps, inForceNow } from './frozen-stage.ts';
import { inBatches } from './in-batches.ts';
import type { KeepDeps } from './keep-deps.ts';
import { progressOf } from './plan-for.ts';
import { type LinesDeps, lines } from './questions/pipeline-lines.ts';

/** An execution that runs or waits, with what people said to its approvals. */
export interface OpenExecution {
  readonly progress: Progress;
  readonly votes: Execution['votes'];
}

/** Everything that goes on, as far as events and comparisons have told: no call of CodePipeline. */
export interface Traffic {
  readonly open: readonly OpenExecution[];
  readonly freezes: readonly Freeze[];
}

/** Everything that Home tabs are drawn from, before anybody's rights. */
export interface Yard extends Traffic {
  readonly lines: readonly PipelineLine[];
  readonly unread: readonly string[];
}

export interface TrafficDeps extends FrozenNowDeps, Pick<KeepDeps, 'executions' | 'structures'> {}
export interface YardDeps extends TrafficDeps, LinesDeps {}

const AT_MOST = 200;
const AT_ONCE = 10;
/** Whatever runs is due some time: the sweep compares it. */
const EVER = Number.MAX_SAFE_INTEGER;

export async function readTraffic(deps: TrafficDeps): Promise<Traffic> {
  const due = (await deps.executions.due(EVER, AT_MOST)).filter((ref) => !carriesNotices(ref));
  const known = await inBatches(due, AT_ONCE, async (ref) => {
    const stored = await deps.executions.get(ref);
    return stored && !stored.gone ? [{ progress: await progressOf(deps, stored), votes: stored.execution.votes }] : [];
  });
  const open = known.flat().filter(({ progress }) => progress.endedAt === undefined);
  return { open, freezes: await inForceNow(deps) };
}

/** Reads each pipeline once: what is closed, red or at rest, no event tells. */
export async function readYard(deps: YardDeps, traffic: Traffic): Promise<Yard> {
  const { lines: all, unread = [] } = await lines(deps, '*');
  return { ...traffic, lines: all, unread };
}

/** Changes when anybody's Home may have to say something else. */
export function trafficMark({ open, freezes }: Traffic): string {
  const said = open.map(({ progress: { ref, state, stages, approvals, closed }, votes }) => [
    ref,
    state,
    stages.map((stage) => stage.state),
    approvals.map(({ runKey, state: how, decided }) => [runKey, how, decided]),
    closed,
    votes,
  ]);
  return sha256(JSON.stringify([said.toSorted(), freezes])).slice(0, 24);
}
