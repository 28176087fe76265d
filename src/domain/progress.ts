import { approvalRuns } from './approvals.ts';
import { currentOf, type Keyed } from './current.ts';
import type { Execution } from './execution.ts';
import { type CommitTrigger, hasEnded, type SourceRevision, type State, type Trigger } from './execution-event.ts';
import { failuresOf } from './failures.ts';
import type { ExecutionRef, RunKey } from './ids.ts';
import { implyFromOrder, implyFromPipeline } from './implied-ends.ts';
import { factsOf } from './provenance.ts';
import { beganAt, earliest, endOfSecond, groupRuns, type Runs, stageNames } from './runs.ts';
import { stageOf } from './stage-progress.ts';

/** The declared order of stages and actions, from GetPipeline of the execution's version. */
export interface Structure {
  readonly stages: readonly StructureStage[];
}
export interface StructureStage {
  readonly name: string;
  readonly actions: readonly { readonly name: string; readonly category: string; readonly provider: string }[];
}

/** What an execution looks like to a person, worked out from its observations. */
export interface Progress {
  readonly ref: ExecutionRef;
  /** `waiting` when an approval waits in a running execution */
  readonly state: State;
  /** 1, and one more for every retry */
  readonly attempt: number;
  readonly startedAt?: string;
  /** when it ended, if it has */
  readonly endedAt?: string;
  /** in order; a stage without `state` has not begun */
  readonly stages: readonly StageProgress[];
  readonly approvals: readonly ApprovalProgress[];
  /** every failed attempt of every stage, the old ones too */
  readonly failures: readonly FailureProgress[];
  readonly trigger?: Trigger;
  readonly commit?: CommitTrigger;
  readonly revisions: readonly Revision[];
  readonly stopReason?: string;
  /** the execution has too many actions to follow each */
  readonly stagesOnly?: true;
}

export interface Revision extends SourceRevision {
  readonly author?: string;
}

export interface StageProgress {
  readonly name: string;
  readonly state?: State;
  readonly attempt: number;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly actions: readonly ActionProgress[];
}

export interface ActionProgress {
  readonly stage: string;
  readonly name: string;
  readonly state?: State;
  readonly provider?: string;
  readonly category?: string;
  readonly runKey?: RunKey;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly externalId?: string;
  readonly error?: { readonly code?: string; readonly text?: string };
}

/** One run of a manual approval; old runs stay listed, so that their messages can tell how they ended. */
export interface ApprovalProgress extends ActionProgress {
  readonly state: State;
  /** a later run of the same action exists */
  readonly replaced: boolean;
}

/** A stage attempt in which something failed. A rejected or expired approval is told by its own message and is no failure here. */
export interface FailureProgress {
  readonly stage: string;
  /** 1 for the first attempt of this stage that is known; may grow when an event of an earlier one comes late */
  readonly attempt: number;
  /** ISO, '' for the first attempt: names the attempt for good */
  readonly begun: string;
  /** the newest attempt of the stage, and it is still red */
  readonly current: boolean;
  /** nothing of this attempt runs any more */
  readonly ended: boolean;
  /** how the stage stands now, for a failure that is over */
  readonly stageState: State | undefined;
  readonly failedAt: string;
  readonly startedAt?: string;
  /** empty when the stage failed without an action, by a condition for instance */
  readonly actions: readonly ActionProgress[];
}

/** Works out what to show. Pure: the same execution and structure give the same progress.
 * @param structure absent: stages stand in the order in which they were first seen */
export function toProgress(execution: Execution, structure?: Structure): Progress {
  const runs = groupRuns(execution);
  const pipeline = currentOf(runs.pipeline);
  const names = stageNames(runs, structure);
  const raw = names.map((name) => stageOf(name, runs, structure));
  const facts = factsOf(execution);
  const ordered = structure ? implyFromOrder(raw, beginsInTheMiddle(facts.trigger)) : raw;
  const state = pipelineState(pipeline, runs, ordered);
  const stages = implyFromPipeline(ordered, state);
  const approvals = approvalRuns(runs, stages, state);
  const attempt = Math.max(1, ...runs.pipeline.map(({ order }) => Number(order)));
  const started = earliest([...runs.pipeline, ...[...runs.stages.values()].flat()].map(beganAt));
  return {
    ref: execution.ref,
    state: state === 'running' && approvals.some((approval) => approval.state === 'waiting') ? 'waiting' : state,
    attempt,
    ...(started === undefined ? {} : { startedAt: started }),
    ...endOf(state, pipeline, stages),
    stages,
    approvals,
    failures: stages.flatMap((stage) => failuresOf(stage, runs)),
    ...facts,
    ...(execution.stagesOnly ? { stagesOnly: true as const } : {}),
  };
}

/** When it ended: as the pipeline's own event says, else when the last stage ended that tells so. */
function endOf(state: State, pipeline: Keyed | undefined, stages: readonly StageProgress[]): { endedAt?: string } {
  if (!hasEnded(state)) return {};
  if (pipeline && hasEnded(pipeline.observation.state)) return { endedAt: pipeline.observation.at };
  const last = stages
    .flatMap(({ endedAt }) => endedAt ?? [])
    .toSorted()
    .at(-1);
  return last === undefined ? {} : { endedAt: last };
}

/** Failed by its own event, with nothing of it going on. */
function isOverAndFailed({ state, endedAt, actions }: StageProgress): boolean {
  return state === 'failed' && endedAt !== undefined && actions.every((action) => !isGoingOn(action.state));
}

function isGoingOn(state: State | undefined): boolean {
  return state !== undefined && !hasEnded(state);
}

/** A stage that failed ends its execution, and one that stops stops it: the event that says so was lost, or is on its way. */
function impliedByStages(stages: readonly StageProgress[]): State {
  if (stages.some(({ state }) => state === 'stopping')) return 'stopping';
  return stages.some(isOverAndFailed) && !stages.some(({ state }) => state === 'running') ? 'failed' : 'running';
}

/** A rollback enters the stage that it rolls back, and passed none of those before it. */
function beginsInTheMiddle(trigger: Trigger | undefined): boolean {
  return trigger?.type?.endsWith('Rollback') ?? false;
}

/** Ended, unless a stage was taken up again after that end (the RESUMED event was lost or is late). */
function pipelineState(pipeline: Keyed | undefined, runs: Runs, stages: readonly StageProgress[]): State {
  const { state, at } = pipeline?.observation ?? { state: 'running' as const, at: '' };
  if (state === 'running') return impliedByStages(stages);
  if (state !== 'failed' && state !== 'stopped') return state;
  const end = endOfSecond(at);
  const retriedStage = [...runs.stages.values()].flat().some(({ order }) => order > end);
  const resumed =
    retriedStage || stages.some(({ actions }) => actions.some(({ startedAt }) => (startedAt ?? '') > end));
  return resumed && !stages.some((stage) => stage.state === 'failed' || stage.state === 'stopped') ? 'running' : state;
}
