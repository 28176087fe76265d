import type { Execution, Pipeline, RegionState } from '../../src/sandbox/codepipeline/state.ts';
import type { BusEvent } from '../../src/sandbox/ports.ts';

/* What must be true of the emulator's state after every step, whatever was done to it. Each check throws with the reason. */

const must = (truth: boolean, text: string): void => {
  if (!truth) throw new Error(text);
};

const OPEN = new Set(['InProgress', 'Stopping']);
const isOpen = ({ status }: Execution): boolean => OPEN.has(status);

function checkLocks(pipeline: Pipeline): void {
  for (const [stage, slot] of pipeline.slots) {
    const inside = [...pipeline.executions.values()].filter(
      ({ mode, place }) => mode !== 'PARALLEL' && place?.at === 'inside' && place.stage === stage,
    );
    must(inside.length <= 1, `${inside.length} executions are inside ${stage}`);
    must(
      slot.holder === (inside[0]?.id ?? null),
      `${stage} is locked by ${slot.holder}, but ${inside[0]?.id} is inside`,
    );
    const superseding = slot.waiting.filter((id) => pipeline.executions.get(id)?.mode === 'SUPERSEDED');
    must(
      superseding.length <= 1,
      `${superseding.length} executions wait in front of ${stage} of a SUPERSEDED pipeline`,
    );
    must(new Set(slot.waiting).size === slot.waiting.length, `somebody waits twice in front of ${stage}`);
  }
}

/** What an open execution waits for; undefined when nobody could say. */
function waitsFor(pipeline: Pipeline, execution: Execution): string | undefined {
  const { place } = execution;
  if (place?.at === 'inside') {
    const runs = [...execution.runs, ...execution.rules];
    const running = runs.find(({ status, timer }) => status === 'InProgress' && timer !== null);
    return running && `${running.stage}/${'action' in running ? running.action : running.rule}`;
  }
  const slot = place && pipeline.slots.get(place.stage);
  if (!slot?.waiting.includes(execution.id)) return undefined;
  if (!slot.transition.enabled) return 'a closed transition';
  if (place?.stale) return 'somebody who takes its place: it waited too long';
  const holder = pipeline.executions.get(slot.holder ?? '');
  return holder && isOpen(holder) ? `the end of ${holder.id}` : undefined;
}

function checkProgress(pipeline: Pipeline): void {
  const open = [...pipeline.executions.values()].filter(isOpen);
  must(
    new Set(pipeline.open).size === pipeline.open.length && open.length === pipeline.open.length,
    'the list of open executions is wrong',
  );
  for (const execution of open) {
    must(pipeline.open.includes(execution.id), `${execution.id} is open and not listed as such`);
    must(
      waitsFor(pipeline, execution) !== undefined,
      `${execution.id} waits for nothing: ${JSON.stringify(execution.place)}`,
    );
  }
  for (const execution of pipeline.executions.values()) {
    if (isOpen(execution)) continue;
    must(execution.place === null, `${execution.id} has ended and is still somewhere`);
    must(
      ![...execution.runs, ...execution.rules].some(({ status }) => status === 'InProgress'),
      `${execution.id} has ended and an action or a rule still runs`,
    );
  }
}

const isOver = (status: string): boolean => ['Succeeded', 'Failed', 'TimedOut'].includes(status);

/** A job is open exactly as long as its run is, and nobody has a second one for it. */
function checkJobs({ jobs, executions }: Pipeline): void {
  for (const { id, executionId, runId, status } of jobs.values()) {
    const run = executions.get(executionId)?.runs.find((other) => other.id === runId);
    if (isOver(status)) continue;
    must(run?.status === 'InProgress', `job ${id} is ${status}, its action ${run?.status}`);
    must(run?.job === id, `job ${id} is ${status}, but ${run?.job} is the one that counts`);
  }
}

/** A condition is in progress exactly as long as one of its rules is, and says what they have come to. */
function checkConditions({ executions }: Pipeline): void {
  for (const { id, stages, rules } of executions.values()) {
    for (const [stage, conditions] of stages.map(({ name, conditions: all }) => [name, Object.entries(all)] as const)) {
      for (const [place, { status, rules: ids }] of conditions) {
        const own = rules.filter((rule) => ids.includes(rule.id));
        const running = own.some((rule) => rule.status === 'InProgress');
        must((status === 'InProgress') === running, `${place} of ${stage} in ${id} is ${status}`);
        const good = own.every((rule) => rule.status === 'Succeeded');
        must(status !== 'Succeeded' || good, `${place} of ${stage} in ${id} succeeded with a rule that did not`);
      }
    }
  }
}

export function checkState(state: RegionState): void {
  for (const pipeline of state.pipelines.values()) {
    checkLocks(pipeline);
    checkProgress(pipeline);
    checkJobs(pipeline);
    checkConditions(pipeline);
  }
}

type Edges = Record<string, readonly string[]>;
const BEGUN = ['STOPPING', 'SUCCEEDED', 'FAILED', 'CANCELED', 'RESUMED'];
const STAGE_EDGES: Edges = {
  '': ['STARTED'],
  STARTED: BEGUN,
  RESUMED: BEGUN,
  STOPPING: ['STOPPED'],
  FAILED: ['RESUMED'],
  STOPPED: ['RESUMED'],
};
const PIPELINE_EDGES: Edges = { ...STAGE_EDGES, STARTED: [...BEGUN, 'SUPERSEDED'], RESUMED: [...BEGUN, 'SUPERSEDED'] };
const ACTION_EDGES: Edges = { '': ['STARTED'], STARTED: ['SUCCEEDED', 'FAILED', 'CANCELED', 'ABANDONED'] };

const API_STATUS: Record<string, string> = {
  STARTED: 'InProgress',
  RESUMED: 'InProgress',
  STOPPING: 'Stopping',
  STOPPED: 'Stopped',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  SUPERSEDED: 'Superseded',
  CANCELED: 'Cancelled',
  ABANDONED: 'Abandoned',
};

/** Follows the events and holds every one against the edges that a status may move along. */
export class Replay {
  private readonly states = new Map<string, string>();
  private lastTime = '';

  take(event: BusEvent): void {
    const { detail } = event;
    const execution = String(detail['execution-id']);
    const [key, edges] =
      detail.action !== undefined
        ? [`${execution} ${String(detail['action-execution-id'])}`, ACTION_EDGES]
        : detail.stage !== undefined
          ? [`${execution} stage ${String(detail.stage)}`, STAGE_EDGES]
          : [execution, PIPELINE_EDGES];
    const before = this.states.get(key) ?? '';
    const after = String(detail.state);
    must(edges[before]?.includes(after) ?? false, `${key} went from ${before || 'nothing'} to ${after}`);
    must(event.time >= this.lastTime, 'an event was told before an earlier one');
    this.states.set(key, after);
    this.lastTime = event.time;
  }

  /** The events told exactly what has happened: no more and no less than the state knows. */
  agreesWith(state: RegionState): void {
    const known = new Map<string, string>();
    for (const pipeline of state.pipelines.values()) {
      for (const execution of pipeline.executions.values()) {
        known.set(execution.id, execution.status);
        // Events have no word for a skipped stage: choices.ts.
        for (const { name, status } of execution.stages)
          known.set(`${execution.id} stage ${name}`, status === 'Skipped' ? 'Succeeded' : status);
        for (const run of execution.runs) known.set(`${execution.id} ${run.id}`, run.status);
      }
    }
    const told = new Map([...this.states].map(([key, last]) => [key, API_STATUS[last]]));
    for (const [key, status] of known)
      must(told.get(key) === status, `${key} is ${status}, events say ${told.get(key)}`);
    must(told.size === known.size, `events tell of ${told.size} things, the state of ${known.size}`);
  }
}
