import type { BusEvent } from '../../ports.ts';
import type { Execution, Pipeline, RegionState, Revision, StageRun } from '../state.ts';
import { type Dice, diceOf, type Seed } from './seed.ts';

/**
 * The next state while it is being made. It copies what is touched (pipeline, execution) on first touch and shares the rest with
 * the state it came from, which stays as it was: that is what makes `step` a pure function without copying the history each time.
 */
export interface Draft {
  readonly accountId: string;
  readonly region: string;
  /** moves from deadline to deadline within one step */
  now: number;
  readonly seed: Seed;
  speed: number;
  sequence: number;
  readonly dice: Dice;
  readonly events: BusEvent[];
  /** functions to be called when the step is over */
  readonly invocations: Invocation[];
  /** read these; change only what `editPipeline` and `editExecution` hand out */
  pipelines: ReadonlyMap<string, Pipeline>;
  heads: ReadonlyMap<string, Revision>;
  types: RegionState['types'];
  webhooks: RegionState['webhooks'];
  alarms: RegionState['alarms'];
  invokes: boolean;
  origin: string;
  readonly owned: Set<object>;
}

/** A call of a Lambda function: asynchronous, what it returns counts for nothing. */
export interface Invocation {
  jobId: string;
  functionName: string;
  event: object;
}

export function openDraft(state: RegionState, now: number): Draft {
  const { seed, ...rest } = state;
  const holder = { seed };
  return {
    ...rest,
    now,
    get seed() {
      return holder.seed;
    },
    dice: diceOf(holder),
    events: [],
    invocations: [],
    owned: new Set(),
  };
}

/** @returns the very state that the draft came from when nothing was changed */
export function closeDraft(draft: Draft, before: RegionState): RegionState {
  const { accountId, region, seed, speed, sequence, pipelines, heads, types, webhooks, alarms, invokes, origin } =
    draft;
  const after = {
    accountId,
    region,
    seed,
    speed,
    sequence,
    pipelines,
    heads,
    types,
    webhooks,
    alarms,
    invokes,
    origin,
  };
  const same = Object.entries(after).every(([member, value]) => before[member as keyof RegionState] === value);
  return same ? before : after;
}

/** Keeps a pipeline that is new or was copied here; it may be changed until the draft is closed. */
export function putPipeline(draft: Draft, pipeline: Pipeline): void {
  draft.pipelines = new Map(draft.pipelines).set(pipeline.name, pipeline);
  draft.owned.add(pipeline);
}

export function removePipeline(draft: Draft, name: string): void {
  const pipelines = new Map(draft.pipelines);
  pipelines.delete(name);
  draft.pipelines = pipelines;
}

export function putHead(draft: Draft, key: string, revision: Revision): void {
  draft.heads = new Map(draft.heads).set(key, revision);
}

/** The pipeline, ready to be changed. */
export function editPipeline(draft: Draft, pipeline: Pipeline): Pipeline {
  const found = draft.pipelines.get(pipeline.name) ?? pipeline;
  if (draft.owned.has(found)) return found;
  const copy: Pipeline = {
    ...found,
    versions: new Map(found.versions),
    tags: [...found.tags],
    slots: new Map(
      [...found.slots].map(([name, slot]) => [
        name,
        { ...slot, waiting: [...slot.waiting], lastRuns: new Map(slot.lastRuns) },
      ]),
    ),
    executions: new Map(found.executions),
    open: [...found.open],
    requestTokens: new Map(found.requestTokens),
    jobs: new Map(found.jobs),
  };
  putPipeline(draft, copy);
  return copy;
}

/** An execution of an edited pipeline, ready to be changed. */
export function editExecution(draft: Draft, pipeline: Pipeline, id: string): Execution {
  const found = pipeline.executions.get(id);
  if (!found) throw new Error(`${pipeline.name} has no execution ${id}`);
  if (draft.owned.has(found)) return found;
  const copy: Execution = {
    ...found,
    pinned: [...found.pinned],
    revisions: [...found.revisions],
    place: found.place && { ...found.place },
    stages: found.stages.map((stage) => ({
      ...stage,
      counted: [...stage.counted],
      conditions: copyOf(stage.conditions),
    })),
    runs: found.runs.map((run) => ({ ...run })),
    rules: found.rules.map((run) => ({ ...run })),
    scripted: [...found.scripted],
  };
  pipeline.executions.set(id, copy);
  draft.owned.add(copy);
  return copy;
}

function copyOf({ beforeEntry, onSuccess, onFailure }: StageRun['conditions']): StageRun['conditions'] {
  return {
    ...(beforeEntry && { beforeEntry: { ...beforeEntry } }),
    ...(onSuccess && { onSuccess: { ...onSuccess } }),
    ...(onFailure && { onFailure: { ...onFailure } }),
  };
}
