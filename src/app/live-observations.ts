import type { Execution } from '../domain/execution.ts';
import {
  type ExecutionEvent,
  type Observation,
  RANK,
  rankOf,
  type State,
  type Subject,
  toSubject,
} from '../domain/execution-event.ts';
import type { Structure } from '../domain/progress.ts';
import type { ActionRun, ExecutionSummary, LiveStage, LiveState } from './ports.ts';

const PIPELINE: Readonly<Record<string, State>> = {
  InProgress: 'running',
  Stopping: 'stopping',
  Stopped: 'stopped',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Superseded: 'superseded',
  Cancelled: 'cancelled',
};
const STAGE: Readonly<Record<string, State>> = { ...PIPELINE, Skipped: 'succeeded' };
const ACTION: Readonly<Record<string, State>> = {
  InProgress: 'running',
  Abandoned: 'abandoned',
  Succeeded: 'succeeded',
  Failed: 'failed',
};

/** What was read of one execution. */
export interface LiveReading {
  readonly live: LiveState | undefined;
  readonly summary: ExecutionSummary | undefined;
  /** only where the state of stages tells nothing, in PARALLEL mode */
  readonly runs?: readonly ActionRun[];
  readonly structure: Structure | undefined;
  /** ISO; now */
  readonly at: string;
}

/** What a read of the API says about an execution, as events of the same kind as EventBridge's, for the same reducer.
 *
 * It writes to the newest attempt known. It never turns an end into "in progress": only a run that began after that end can, and
 * that is a subject of its own. Stage state counts only where the stage's latest execution is this one.
 */
export function toLiveObservations(
  execution: Execution,
  { live, summary, runs = [], structure, at }: LiveReading,
): ExecutionEvent[] {
  const event = (subject: Subject, observation: Observation): ExecutionEvent => ({
    execution: execution.ref,
    subject,
    observation,
    facts: [],
  });
  const ours = live?.stages.filter((stage) => stage.executionId === execution.ref.executionId) ?? [];
  return [
    ...runs.map((run) => runEvent(run, at, event)),
    ...ours.flatMap((stage) => actionEvents(stage, structure, at, event)),
    ...ours.flatMap((stage) => (stage.status ? stageEvent(execution, stage.name, STAGE[stage.status], at, event) : [])),
    ...(summary ? pipelineEvent(execution, PIPELINE[summary.status], summary, at, event) : []),
  ];
}

type MakeEvent = (subject: Subject, observation: Observation) => ExecutionEvent;

function actionEvents(
  stage: LiveStage,
  structure: Structure | undefined,
  at: string,
  event: MakeEvent,
): ExecutionEvent[] {
  return stage.actions.flatMap((action) => {
    const state = action.status && ACTION[action.status];
    if (!state || !action.runId || !action.run) return [];
    const declared = structure?.stages
      .find(({ name }) => name === stage.name)
      ?.actions.find(({ name }) => name === action.name);
    const category = action.token === undefined ? declared?.category : 'Approval';
    const shown = state === 'running' && category === 'Approval' ? 'waiting' : state;
    return event(
      { kind: 'action', stage: stage.name, action: action.name, runId: action.runId },
      {
        rank: rankOf(shown),
        state: shown,
        at: action.changedAt ?? at,
        runKey: action.run,
        ...(category ? { category } : {}),
        ...(declared?.provider ? { provider: declared.provider } : {}),
        ...(state === 'failed' && action.error ? { error: action.error } : {}),
        ...(state === 'running' && action.changedAt ? { startedAt: action.changedAt } : {}),
      },
    );
  });
}

function runEvent(run: ActionRun, at: string, event: MakeEvent): ExecutionEvent {
  const { stage, action, runId, status, startedAt, updatedAt, category, provider, error } = run;
  const state = ACTION[status] ?? 'running';
  const shown = state === 'running' && category === 'Approval' ? 'waiting' : state;
  return event(
    { kind: 'action', stage, action, runId },
    {
      rank: rankOf(shown),
      state: shown,
      at: updatedAt ?? at,
      runKey: run.run,
      ...(startedAt ? { startedAt } : {}),
      ...(category ? { category } : {}),
      ...(provider ? { provider } : {}),
      ...(state === 'failed' && error ? { error } : {}),
    },
  );
}

function stageEvent(
  execution: Execution,
  stage: string,
  state: State | undefined,
  at: string,
  event: MakeEvent,
): ExecutionEvent[] {
  const subjects = Object.keys(execution.latest).map(toSubject);
  const known = subjects.flatMap((subject) =>
    subject?.kind === 'stage' && subject.stage === stage ? [subject.begun] : [],
  );
  if (!state || (rankOf(state) !== RANK.ended && known.length > 0)) return [];
  return [event({ kind: 'stage', stage, begun: known.toSorted().at(-1) ?? '' }, { rank: rankOf(state), state, at })];
}

function pipelineEvent(
  execution: Execution,
  state: State | undefined,
  summary: ExecutionSummary,
  at: string,
  event: MakeEvent,
): ExecutionEvent[] {
  const attempts = Object.keys(execution.latest).flatMap((key) => {
    const subject = toSubject(key);
    return subject?.kind === 'pipeline' ? [subject.attempt] : [];
  });
  if (!state || (rankOf(state) < RANK.stopping && attempts.length > 0)) return [];
  return [
    event(
      { kind: 'pipeline', attempt: Math.max(1, ...attempts) },
      {
        rank: rankOf(state),
        state,
        at: summary.updatedAt ?? at,
        ...(summary.startedAt ? { startedAt: summary.startedAt } : {}),
      },
    ),
  ];
}
