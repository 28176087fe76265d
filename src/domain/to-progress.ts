import { approvalRuns } from './approvals.ts';
import { currentOf, type Keyed } from './current.ts';
import { deadlineOf } from './deadline.ts';
import type { Execution } from './execution.ts';
import { hasEnded, type State, type Trigger } from './execution-event.ts';
import { withDetails } from './failure-with-details.ts';
import { failuresOf } from './failures.ts';
import { gatedStage } from './gated-stage.ts';
import { implyFromOrder, implyFromPipeline } from './implied-ends.ts';
import type { ApprovalProgress, FailureProgress, Progress, StageProgress, Structure } from './progress.ts';
import { factsOf } from './provenance.ts';
import { questionRuns } from './questions.ts';
import { beganAt, earliest, endOfSecond, groupRuns, type Runs, stageNames } from './runs.ts';
import { stageOf } from './stage-progress.ts';

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
  const approvals = approvalRuns(runs, stages, state).map((approval) => withTerms(approval, execution, structure));
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
    notes: Object.values(execution.facts).filter((fact) => fact.kind === 'note'),
    questions: questionRuns(execution, runs, stages, state, structure),
    failures: stages.flatMap((stage) =>
      failuresOf(stage, runs).map((failure) => withDetails(withPassed(failure, execution), execution)),
    ),
    ...recoveriesIn(execution),
    ...facts,
    ...closedAhead(execution, stages, state),
    ...(execution.stagesOnly ? { stagesOnly: true as const } : {}),
  };
}

/** What an approval opens, until when it waits, and what became of it besides its state. */
function withTerms(
  approval: ApprovalProgress,
  { facts, decisions }: Execution,
  structure: Structure | undefined,
): ApprovalProgress {
  const { runKey, startedAt } = approval;
  const gates = structure && gatedStage(structure, approval.stage, approval.name);
  const declared = structure?.stages
    .find(({ name }) => name === approval.stage)
    ?.actions.find(({ name }) => name === approval.name);
  const deadline = declared && deadlineOf(startedAt, declared.timeoutMinutes);
  const decision = runKey && decisions[runKey];
  const own = Object.values(facts).filter((fact) => 'run' in fact && fact.run === runKey);
  const answered = own.find((fact) => fact.kind === 'answered')?.value;
  const reminders = own.flatMap((fact) => (fact.kind === 'reminder' ? [fact.value] : []));
  return {
    ...approval,
    ...(gates === undefined ? {} : { gates }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(decision && decision.outcome !== 'lost' ? { decided: true as const } : {}),
    ...(answered === undefined ? {} : { answered }),
    ...(reminders.length === 0 ? {} : { reminders: reminders.toSorted((a, b) => a.afterMs - b.afterMs) }),
  };
}

function closedAhead(
  { closed = [] }: Execution,
  stages: readonly StageProgress[],
  state: State,
): Pick<Progress, 'closed'> {
  if (hasEnded(state)) return {};
  const entered = stages.filter((stage) => stage.state !== undefined).map(({ name }) => name);
  const ahead = closed.find(({ stage }) => !entered.includes(stage));
  return ahead ? { closed: ahead } : {};
}

function recoveriesIn({ facts }: Execution): Pick<Progress, 'recoveries'> {
  const recoveries = Object.values(facts).flatMap((fact) => (fact.kind === 'recovered' ? [fact.value] : []));
  return recoveries.length === 0 ? {} : { recoveries };
}

/** Another execution has taken the stage of a failure. */
function withPassed(failure: FailureProgress, { facts }: Execution): FailureProgress {
  const passed = Object.values(facts).find((fact) => fact.kind === 'passed' && fact.stage === failure.stage);
  return passed?.kind === 'passed' ? { ...failure, passedBy: passed.by } : failure;
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

/** Ended or being stopped, unless a stage was taken up again after that (the RESUMED event was lost or is late). */
function pipelineState(pipeline: Keyed | undefined, runs: Runs, stages: readonly StageProgress[]): State {
  const { state, at } = pipeline?.observation ?? { state: 'running' as const, at: '' };
  if (state === 'running') return impliedByStages(stages);
  if (state !== 'failed' && state !== 'stopped' && state !== 'stopping') return state;
  const end = endOfSecond(at);
  const retriedStage = [...runs.stages.values()].flat().some(({ order }) => order > end);
  const resumed =
    retriedStage || stages.some(({ actions }) => actions.some(({ startedAt }) => (startedAt ?? '') > end));
  const isOver = state !== 'stopping' && stages.some((stage) => stage.state === 'failed' || stage.state === 'stopped');
  return resumed && !isOver ? impliedByStages(stages) : state;
}
