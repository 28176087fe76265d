import { APPROVAL_WAIT_MS } from '../choices.ts';
import type { Provider } from '../providers/provider.ts';
import type { ActionDeclaration } from '../shapes.ts';
import type { ActionRun, Pipeline, RegionState, Timer } from '../state.ts';
import { type Draft, editExecution, editPipeline } from './draft.ts';
import { isRunning } from './pipeline-views.ts';

export interface Due {
  at: number;
  sequence: number;
  pipeline: string;
  executionId: string;
  runId: string;
}

/** A timer for simulated work that starts now. */
export function workTimer(draft: Draft, provider: Pick<Provider, 'seconds'>): Timer {
  const [from, to] = provider.seconds;
  const ms = Math.round(draft.dice.between(from, to) * 1000);
  return draft.speed === 0
    ? { kind: 'held', ms, fresh: true }
    : { kind: 'work', at: draft.now + Math.ceil(ms / draft.speed) };
}

export const approvalTimer = (draft: Draft, { timeoutInMinutes }: ActionDeclaration): Timer => ({
  kind: 'expiry',
  at: draft.now + (timeoutInMinutes === undefined ? APPROVAL_WAIT_MS : timeoutInMinutes * 60_000),
});

/** Changes the speed of what starts from now on; 0 holds all running work, any other speed lets what is held go on. */
export function changeSpeed(draft: Draft, speed: number): void {
  const pausing = speed === 0 && draft.speed !== 0;
  const resuming = speed !== 0 && draft.speed === 0;
  draft.speed = speed;
  if (!pausing && !resuming) return;
  for (const found of draft.pipelines.values()) {
    if (found.open.length === 0) continue;
    const pipeline = editPipeline(draft, found);
    for (const id of pipeline.open) {
      const { runs, rules } = editExecution(draft, pipeline, id);
      for (const run of [...runs, ...rules]) run.timer = shifted(draft, run.timer);
    }
  }
}

function shifted({ speed, now }: Draft, timer: Timer | null): Timer | null {
  if (timer?.kind === 'work' && speed === 0) return { kind: 'held', ms: timer.at - now, fresh: false };
  // What had begun before the pause keeps the pace that it began with.
  if (timer?.kind === 'held' && speed !== 0)
    return { kind: 'work', at: now + (timer.fresh ? Math.ceil(timer.ms / speed) : timer.ms) };
  return timer;
}

const dueTimeOf = ({ timer }: Pick<ActionRun, 'timer'>): number | null =>
  timer === null || timer.kind === 'held' ? null : timer.at;

const sooner = (a: Due | null, b: Due | null): Due | null => {
  if (!a || !b) return a ?? b;
  return b.at < a.at || (b.at === a.at && b.sequence < a.sequence) ? b : a;
};

/** A pipeline of a finished state never changes, so what it waits for first is worked out once. */
const known = new WeakMap<Pipeline, Due | null>();

function firstDueIn(pipeline: Pipeline): Due | null {
  let first: Due | null = null;
  for (const executionId of pipeline.open) {
    const { runs = [], rules = [] } = pipeline.executions.get(executionId) ?? {};
    for (const list of [runs, rules]) {
      for (const run of list) {
        const at = isRunning(run) ? dueTimeOf(run) : null;
        if (at !== null)
          first = sooner(first, { at, sequence: run.sequence, pipeline: pipeline.name, executionId, runId: run.id });
      }
    }
  }
  return first;
}

/** @param editing pipelines of an open draft, which can still change */
export function firstDue(pipelines: Iterable<Pipeline>, editing?: ReadonlySet<object>): Due | null {
  let first: Due | null = null;
  for (const pipeline of pipelines) {
    let due = editing?.has(pipeline) ? undefined : known.get(pipeline);
    if (due === undefined) {
      due = firstDueIn(pipeline);
      if (!editing?.has(pipeline)) known.set(pipeline, due);
    }
    first = sooner(first, due);
  }
  return first;
}

/** When the state next changes by itself (epoch ms); null when it waits for somebody. */
export const nextDeadline = (state: RegionState): number | null => firstDue(state.pipelines.values())?.at ?? null;
