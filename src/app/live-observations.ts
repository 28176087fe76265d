import type { Execution } from '../domain/execution.ts';
import {
  type ExecutionEvent,
  hasEnded,
  type Observation,
  RANK,
  rankOf,
  type State,
  type Subject,
  subjectKey,
  toSubject,
} from '../domain/execution-event.ts';
import type { Structure } from '../domain/progress.ts';
import { endOfSecond } from '../domain/runs.ts';
import type { ActionRun, ExecutionSummary, LiveStage, LiveState } from './codepipeline-ports.ts';

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
    observation: { ...detailsOf(execution.latest[subjectKey(subject)]), ...observation },
    facts: [],
  });
  const ours = live?.stages.filter((stage) => stage.executionId === execution.ref.executionId) ?? [];
  return [
    ...runs.map((run) => runEvent(run, at, event)),
    ...ours.flatMap((stage) => actionEvents(stage, structure, at, event)),
    ...ours.flatMap((stage) => stageEvent(execution, stage, at, event)),
    ...passedStage(execution, live, at, event),
    ...(summary ? pipelineEvent(execution, summary, at, event) : []),
  ];
}

/** What events tell of a run and reads do not, so that a read takes nothing away. */
function detailsOf(seen: Observation | undefined): Partial<Observation> {
  const { startedAt, externalId, provider, category } = seen ?? {};
  return {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(provider === undefined ? {} : { provider }),
    ...(category === undefined ? {} : { category }),
  };
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

/** The newest attempt that is known of a stage or of the pipeline, with what is known of it. */
interface Attempt {
  readonly key: string;
  readonly seen: Observation | undefined;
}

function newest(attempts: readonly Attempt[]): Attempt | undefined {
  return attempts.toSorted((a, b) => (a.key < b.key ? -1 : 1)).at(-1);
}

/** An end that differs from the known one and came after it is the end of a later attempt, of which no event has come. Reads lag,
 * so an end that is not later is only the old one seen again. */
function isLaterEnd(state: State, since: string, seen: Observation | undefined): boolean {
  return (
    hasEnded(state) &&
    seen !== undefined &&
    hasEnded(seen.state) &&
    seen.state !== state &&
    since > endOfSecond(seen.at)
  );
}

/** Who waits before a stage has come through the one before it, which may belong to another execution by now. */
function passedStage(
  { latest, ref }: Execution,
  live: LiveState | undefined,
  at: string,
  event: MakeEvent,
): ExecutionEvent[] {
  const next = live?.stages.findIndex(({ waiting }) => waiting.includes(ref.executionId)) ?? -1;
  const passed = live?.stages[next - 1]?.name;
  const wasThere = Object.keys(latest).some((key) => {
    const subject = toSubject(key);
    return subject !== undefined && 'stage' in subject && subject.stage === passed;
  });
  if (passed === undefined || !wasThere) return [];
  const known = newestAttempt(latest, passed);
  const begun = isLaterEnd('succeeded', at, known?.seen) ? at : (known?.key ?? '');
  return [event({ kind: 'stage', stage: passed, begun }, { rank: RANK.ended, state: 'succeeded', at })];
}

function newestAttempt(latest: Execution['latest'], stage: string): Attempt | undefined {
  return newest(
    Object.entries(latest).flatMap(([key, seen]) => {
      const subject = toSubject(key);
      return subject?.kind === 'stage' && subject.stage === stage ? [{ key: subject.begun, seen }] : [];
    }),
  );
}

/** What was read is of the attempt whose first run began after the end that is known, be it the same end once more. */
function isAfterRetry({ latest }: Execution, since: string, seen: Observation | undefined): boolean {
  if (!seen || !hasEnded(seen.state)) return false;
  const end = endOfSecond(seen.at);
  return Object.values(latest).some(({ startedAt = '' }) => startedAt > end && since > startedAt);
}

function stageEvent({ latest }: Execution, stage: LiveStage, at: string, event: MakeEvent): ExecutionEvent[] {
  const state = stage.status && STAGE[stage.status];
  const known = newestAttempt(latest, stage.name);
  if (!state || (rankOf(state) < RANK.stopping && known)) return [];
  const since =
    stage.actions
      .flatMap(({ changedAt }) => changedAt ?? [])
      .toSorted()
      .at(-1) ?? '';
  const begun = isLaterEnd(state, since, known?.seen) ? since : (known?.key ?? '');
  return [event({ kind: 'stage', stage: stage.name, begun }, { rank: rankOf(state), state, at: since || at })];
}

function pipelineEvent(
  execution: Execution,
  summary: ExecutionSummary,
  at: string,
  event: MakeEvent,
): ExecutionEvent[] {
  const state = PIPELINE[summary.status];
  const known = newest(
    Object.entries(execution.latest).flatMap(([key, seen]) => {
      const subject = toSubject(key);
      return subject?.kind === 'pipeline' ? [{ key: String(subject.attempt).padStart(6, '0'), seen }] : [];
    }),
  );
  if (!state || (rankOf(state) < RANK.stopping && known)) return [];
  const since = summary.updatedAt ?? at;
  const isLater = isLaterEnd(state, since, known?.seen) || isAfterRetry(execution, since, known?.seen);
  const attempt = Number(known?.key ?? 1) + (isLater ? 1 : 0);
  const startedAt = summary.startedAt ? { startedAt: summary.startedAt } : {};
  return [event({ kind: 'pipeline', attempt }, { rank: rankOf(state), state, at: since, ...startedAt })];
}
