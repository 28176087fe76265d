import { currentOf, type Keyed } from './current.ts';
import type { Execution } from './execution.ts';
import {
  type CommitTrigger,
  ENDED,
  type Fact,
  type Observation,
  type SourceRevision,
  type State,
  type Trigger,
  toSubject,
} from './execution-event.ts';
import type { ExecutionRef, RunKey } from './ids.ts';

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
  /** 1 for the first attempt of this stage */
  readonly attempt: number;
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

const hasEnded = (state: State | undefined) => state !== undefined && ENDED.includes(state);

/** Works out what to show. Pure: the same execution and structure give the same progress.
 * @param structure absent: stages stand in the order in which they were first seen */
export function toProgress(execution: Execution, structure?: Structure): Progress {
  const runs = groupRuns(execution);
  const pipeline = currentOf(runs.pipeline);
  const names = stageNames(runs, structure);
  const raw = names.map((name) => stageOf(name, runs, structure));
  const stages = implyFromPipeline(structure ? implyFromOrder(raw) : raw, pipeline?.observation.state);
  const state = pipelineState(pipeline, runs, stages);
  const approvals = approvalRuns(runs, stages, state);
  const attempt = Math.max(1, ...runs.pipeline.map(({ order }) => Number(order)));
  const started = earliest([...runs.pipeline, ...[...runs.stages.values()].flat()].map(beganAt));
  return {
    ref: execution.ref,
    state: state === 'running' && approvals.some((approval) => approval.state === 'waiting') ? 'waiting' : state,
    attempt,
    ...(started === undefined ? {} : { startedAt: started }),
    ...(hasEnded(state) && pipeline ? { endedAt: pipeline.observation.at } : {}),
    stages,
    approvals,
    failures: stages.flatMap((stage) => failuresOf(stage, runs)),
    ...factsOf(execution),
  };
}

interface Runs {
  readonly pipeline: Keyed[];
  readonly stages: Map<string, Keyed[]>;
  readonly actions: Map<string, Map<string, Keyed[]>>;
}

function groupRuns(execution: Execution): Runs {
  const runs: Runs = { pipeline: [], stages: new Map(), actions: new Map() };
  for (const [key, observation] of Object.entries(execution.latest)) {
    const subject = toSubject(key);
    if (subject?.kind === 'pipeline')
      runs.pipeline.push({ order: String(subject.attempt).padStart(6, '0'), observation });
    if (subject?.kind === 'stage') push(runs.stages, subject.stage, { order: subject.begun, observation });
    if (subject?.kind === 'action') {
      const ofStage = runs.actions.get(subject.stage) ?? new Map<string, Keyed[]>();
      runs.actions.set(subject.stage, ofStage);
      const began = observation.startedAt ?? observation.at;
      push(ofStage, subject.action, { order: `${began} ${subject.runId}`, observation });
    }
  }
  return runs;
}

function push(map: Map<string, Keyed[]>, name: string, entry: Keyed): void {
  const list = map.get(name);
  if (list) list.push(entry);
  else map.set(name, [entry]);
}

const beganAt = ({ observation }: Keyed) => observation.startedAt ?? observation.at;

function earliest(times: readonly string[]): string | undefined {
  return times.toSorted()[0];
}

function stageNames(runs: Runs, structure: Structure | undefined): string[] {
  const seen = new Set([...runs.stages.keys(), ...runs.actions.keys()]);
  const declared = structure?.stages.map(({ name }) => name) ?? [];
  const firstSeen = (name: string) =>
    earliest(
      [...(runs.stages.get(name) ?? []), ...[...(runs.actions.get(name)?.values() ?? [])].flat()].map(beganAt),
    ) ?? '';
  const others = [...seen].filter((name) => !declared.includes(name));
  others.sort((a, b) => firstSeen(a).localeCompare(firstSeen(b)) || (a < b ? -1 : 1));
  return [...declared, ...others];
}

function stageOf(name: string, runs: Runs, structure: Structure | undefined): StageProgress {
  const attempts = runs.stages.get(name) ?? [];
  const current = currentOf(attempts);
  const actions = actionsOf(name, runs, structure);
  const state = current ? stageState(current, actions) : impliedByActions(actions);
  const ended = hasEnded(state);
  const startedAt = current
    ? current.order || current.observation.startedAt
    : earliest(actions.flatMap((a) => a.startedAt ?? []));
  return {
    name,
    ...(state === undefined ? {} : { state }),
    attempt: Math.max(1, attempts.length),
    ...(startedAt === undefined || startedAt === '' ? {} : { startedAt }),
    ...(ended && current && hasEnded(current.observation.state) ? { endedAt: current.observation.at } : {}),
    actions: ended ? actions.map((action) => closedBy(state, action)) : actions,
  };
}

/** A run that began after its stage had ended proves a retry whose stage event was lost. */
function stageState(current: Keyed, actions: readonly ActionProgress[]): State {
  const { state, at } = current.observation;
  const retried =
    hasEnded(state) && actions.some((action) => !hasEnded(action.state) && (action.startedAt ?? '') > endOfSecond(at));
  return retried ? 'running' : state;
}

function impliedByActions(actions: readonly ActionProgress[]): State | undefined {
  return actions.some((action) => action.state !== undefined) ? 'running' : undefined;
}

function actionsOf(stage: string, runs: Runs, structure: Structure | undefined): ActionProgress[] {
  const seen = runs.actions.get(stage) ?? new Map<string, Keyed[]>();
  const declared = structure?.stages.find(({ name }) => name === stage)?.actions ?? [];
  const others = [...seen.keys()].filter((name) => !declared.some((action) => action.name === name)).sort();
  return [...declared, ...others.map((name) => ({ name, category: undefined, provider: undefined }))].map(
    ({ name, category, provider }) => {
      const current = currentOf(seen.get(name) ?? []);
      const known: ActionProgress = current ? toAction(stage, name, current.observation) : { stage, name };
      return {
        ...known,
        ...(known.category === undefined && category !== undefined ? { category } : {}),
        ...(known.provider === undefined && provider !== undefined ? { provider } : {}),
      };
    },
  );
}

function toAction(stage: string, name: string, observation: Observation): ActionProgress & { readonly state: State } {
  const { state, provider, category, runKey, startedAt, externalId, error, at } = observation;
  return {
    stage,
    name,
    state,
    ...(provider === undefined ? {} : { provider }),
    ...(category === undefined ? {} : { category }),
    ...(runKey === undefined ? {} : { runKey }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(hasEnded(state) ? { endedAt: at } : {}),
    ...(externalId === undefined ? {} : { externalId }),
    ...(error === undefined ? {} : { error }),
  };
}

/** A stage that has ended ends what still seemed to run in it: the event of that action was lost. */
function closedBy(stage: State | undefined, action: ActionProgress): ActionProgress {
  if (action.state === undefined || hasEnded(action.state) || stage === undefined) return action;
  return { ...action, state: stage === 'succeeded' ? 'succeeded' : stage === 'failed' ? 'failed' : 'abandoned' };
}

/** An execution passes its stages in order: a stage that has begun means that those before it succeeded. */
function implyFromOrder(stages: readonly StageProgress[]): StageProgress[] {
  const last = stages.findLastIndex(({ state }) => state !== undefined);
  return stages.map((stage, index) => (index < last ? withState(stage, 'succeeded') : stage));
}

/** The end of the execution ends its stages. */
function implyFromPipeline(stages: readonly StageProgress[], pipeline: State | undefined): StageProgress[] {
  if (!hasEnded(pipeline)) return [...stages];
  return stages.map((stage) => {
    if (pipeline === 'succeeded') return stage.state === undefined ? stage : withState(stage, 'succeeded');
    if (stage.state === undefined || hasEnded(stage.state)) return stage;
    return withState(stage, pipeline === 'superseded' ? 'cancelled' : (pipeline ?? 'cancelled'));
  });
}

function withState(stage: StageProgress, state: State): StageProgress {
  if (stage.state === state) return stage;
  return { ...stage, state, actions: stage.actions.map((action) => closedBy(state, action)) };
}

/** Ended, unless a stage was taken up again after that end (the RESUMED event was lost or is late). */
function pipelineState(pipeline: Keyed | undefined, runs: Runs, stages: readonly StageProgress[]): State {
  if (!pipeline) return 'running';
  const { state, at } = pipeline.observation;
  if (state !== 'failed' && state !== 'stopped') return state;
  const resumed = [...runs.stages.values()].flat().some(({ order }) => order > endOfSecond(at));
  return resumed && stages.some((stage) => stage.state === 'running') ? 'running' : state;
}

/** Event times are cut to the second; what began within that second may have come before or after. */
function endOfSecond(at: string): string {
  return at.endsWith('.000Z') ? at.replace('.000Z', '.999Z') : at;
}

function approvalRuns(runs: Runs, stages: readonly StageProgress[], pipeline: State): ApprovalProgress[] {
  const approvals: ApprovalProgress[] = [];
  for (const [stage, actions] of runs.actions) {
    const stageNow = stages.find(({ name }) => name === stage);
    for (const [name, attempts] of actions) {
      const ordered = attempts.toSorted((a, b) => (a.order < b.order ? -1 : 1));
      for (const [index, run] of ordered.entries()) {
        if (run.observation.category !== 'Approval') continue;
        const replaced = index < ordered.length - 1;
        const shown = stageNow?.actions.find((action) => action.name === name);
        const raw = toAction(stage, name, run.observation);
        const state = replaced || hasEnded(raw.state) ? raw.state : (shown?.state ?? raw.state);
        approvals.push({ ...raw, state: closedState(state, replaced, pipeline), replaced });
      }
    }
  }
  return approvals.toSorted((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1));
}

function closedState(state: State, replaced: boolean, pipeline: State): State {
  if (hasEnded(state)) return state;
  return replaced || hasEnded(pipeline) ? 'abandoned' : state;
}

function factsOf(execution: Execution): Pick<Progress, 'trigger' | 'commit' | 'revisions' | 'stopReason'> {
  const facts = Object.values(execution.facts);
  const ofKind = <K extends Fact['kind']>(kind: K) =>
    facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
  const first = <T extends { attempt: number }>(list: T[]) => list.toSorted((a, b) => a.attempt - b.attempt)[0];
  const trigger = first(ofKind('trigger'))?.value;
  const commit = first(ofKind('commit'))?.value;
  const stopReason = ofKind('stopReason').toSorted((a, b) => b.attempt - a.attempt)[0]?.value;
  const authors = new Map(ofKind('author').map((fact) => [fact.revisionId, fact.value.name]));
  const newest = new Map<string, Extract<Fact, { kind: 'revision' }>>();
  for (const fact of ofKind('revision').toSorted((a, b) => (`${a.at} ${a.run}` < `${b.at} ${b.run}` ? -1 : 1))) {
    newest.set(fact.value.action, fact);
  }
  const revisions = [...newest.values()].map(({ value }): Revision => {
    const author = authors.get(value.revisionId);
    return author === undefined ? value : { ...value, author };
  });
  return {
    ...(trigger === undefined ? {} : { trigger }),
    ...(commit === undefined ? {} : { commit }),
    revisions: revisions.toSorted((a, b) => (a.action < b.action ? -1 : 1)),
    ...(stopReason === undefined ? {} : { stopReason }),
  };
}

function failuresOf(stage: StageProgress, runs: Runs): FailureProgress[] {
  const attempts = (runs.stages.get(stage.name) ?? []).toSorted((a, b) => (a.order < b.order ? -1 : 1));
  const starts = attempts.length === 0 ? [''] : attempts.map(({ order }) => order);
  const actionRuns = [...(runs.actions.get(stage.name) ?? [])].flatMap(([name, list]) =>
    list.map(({ observation }) => toAction(stage.name, name, observation)),
  );
  return starts.flatMap((start, index): FailureProgress[] => {
    const next = starts[index + 1];
    const ofAttempt = actionRuns.filter(({ startedAt, endedAt }) => {
      const time = startedAt ?? endedAt ?? '';
      return (index === 0 || time >= start) && (next === undefined || time < next);
    });
    const newest = next === undefined;
    const observed = attempts[index]?.observation;
    const failed = ofAttempt.filter(({ state }) => state === 'failed').toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const stageFailed = observed?.state === 'failed' || (newest && stage.state === 'failed');
    if (failed.length === 0 && !stageFailed) return [];
    if (failed.length > 0 && failed.every(({ category }) => category === 'Approval')) return [];
    const failedAt = failed.map(({ endedAt }) => endedAt ?? '').toSorted()[0] ?? observed?.at ?? '';
    return [
      {
        stage: stage.name,
        attempt: index + 1,
        current: newest && (stage.state === 'failed' || stage.state === 'running' || stage.state === 'stopping'),
        ended: hasEnded(stage.state) || !newest,
        stageState: stage.state,
        failedAt,
        ...(start === '' ? {} : { startedAt: start }),
        actions: failed,
      },
    ];
  });
}
