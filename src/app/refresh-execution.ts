import { type ClosedWay, supersedes } from '../domain/execution.ts';
import { subjectKey } from '../domain/execution-event.ts';
import type { PipelineRef } from '../domain/ids.ts';
import type { LiveState, PipelineReads } from './codepipeline-ports.ts';
import { errorWord } from './error-word.ts';
import { findPassed } from './find-passed.ts';
import type { KeepDeps } from './keep-deps.ts';
import { keepMessages } from './keep-messages.ts';
import { type LiveReading, toLiveObservations } from './live-observations.ts';
import { noteRecovery } from './note-recovery.ts';
import { versionOf } from './plan-for.ts';
import type { LastGoods, StoredExecution } from './ports.ts';
import { rememberGood } from './remember-good.ts';
import { settleDecisions } from './settle-decisions.ts';

export interface RefreshDeps extends KeepDeps {
  readonly lastGoods: LastGoods;
  readonly reads: Pick<PipelineReads, 'state' | 'executions' | 'structure' | 'actionRuns'>;
}

/** How far back executions are looked for in the list of their pipeline. */
const LOOK_BACK = 100;
const QUIET_MS = 45_000;

/** Compares one execution with CodePipeline and redraws its messages. For moments when what is known is certainly not enough:
 * somebody acted on a message that turned out to be out of date, or an event lacked what a button needs. */
export async function refreshExecution(deps: RefreshDeps, known: StoredExecution): Promise<StoredExecution> {
  const [newest = known] = await compareExecutions(deps, known.execution.ref, [known]);
  return keepMessages(deps, newest);
}

/** Compares executions of one pipeline with what CodePipeline says now, and folds in what was missed.
 *
 * One GetPipelineState for all of them, and one ListPipelineExecutions when one is in no stage any more or its stage has ended; in
 * PARALLEL mode, which shows no stages, the list and the action runs of each.
 * A read that fails changes nothing: the next look asks again.
 * @returns them, and others of the pipeline in which the reading changed something
 */
export async function compareExecutions(
  deps: RefreshDeps,
  ref: PipelineRef,
  known: readonly StoredExecution[],
): Promise<StoredExecution[]> {
  try {
    const version = known.map(({ execution }) => versionOf(execution)).find((one) => one !== undefined);
    const structure = await deps.structures.structure(ref, version);
    const parallel = structure?.mode === 'PARALLEL';
    const live = parallel ? undefined : await deps.reads.state(ref);
    if (!parallel && !live) return noteAll(deps, known, 'gone');
    const passed = live ? await findPassed(deps, ref, live) : [];
    const list = parallel || known.some((stored) => !runsIn(live, stored));
    const summaries = list ? await deps.reads.executions(ref, LOOK_BACK) : undefined;
    const at = new Date(deps.now()).toISOString();
    const compared: StoredExecution[] = [];
    for (const stored of known) {
      const { ref: execution } = stored.execution;
      const summary = summaries?.find(({ executionId }) => executionId === execution.executionId);
      const runs = parallel && summary ? await deps.reads.actionRuns(execution) : [];
      compared.push(await fold(deps, stored, { live, summary, runs, structure, at }, list));
    }
    return [...compared, ...passed.filter((one) => !known.some((other) => sameExecution(one, other)))];
  } catch (error) {
    deps.log.warn('CodePipeline could not be read; what is shown may be old until the next look', {
      pipeline: ref.pipeline,
      cause: errorWord(error),
    });
    return [...known];
  }
}

async function fold(
  deps: RefreshDeps,
  stored: StoredExecution,
  reading: LiveReading,
  listed: boolean,
): Promise<StoredExecution> {
  const { ref } = stored.execution;
  if (listed && !reading.summary && !isInSomeStage(reading.live, stored)) return deps.executions.noteRead(ref, 'gone');
  for (const event of toLiveObservations(stored.execution, reading)) {
    if (!supersedes(event, stored.execution.latest[subjectKey(event.subject)])) continue;
    const observed = await deps.executions.observe(event, deps.now() + QUIET_MS);
    await rememberGood(deps, event, observed.stored);
    await noteRecovery(deps, event, observed.stored);
  }
  await settleDecisions(deps, stored, reading);
  return deps.executions.noteRead(ref, 'read', closedSince(stored, reading.live));
}

/** @returns undefined where nothing is news */
function closedSince({ execution }: StoredExecution, live: LiveState | undefined): ClosedWay[] | undefined {
  if (!live) return undefined;
  const closed = live.stages.flatMap(({ name: stage, inbound }) =>
    inbound.enabled ? [] : [{ stage, reason: inbound.reason ?? '' }],
  );
  const known = execution.closed ?? [];
  const isSame = closed.every(({ stage, reason }, i) => known[i]?.stage === stage && known[i]?.reason === reason);
  return isSame && closed.length === known.length ? undefined : closed;
}

function sameExecution({ execution: a }: StoredExecution, { execution: b }: StoredExecution): boolean {
  return a.ref.executionId === b.ref.executionId;
}

function noteAll(deps: RefreshDeps, known: readonly StoredExecution[], found: 'gone'): Promise<StoredExecution[]> {
  return Promise.all(known.map(({ execution }) => deps.executions.noteRead(execution.ref, found)));
}

/** In a stage that has not ended: then the list of executions has nothing to add. */
function runsIn(live: LiveState | undefined, { execution }: StoredExecution): boolean {
  const ours = live?.stages.filter(({ executionId }) => executionId === execution.ref.executionId) ?? [];
  return ours.some(({ status }) => status === 'InProgress' || status === 'Stopping');
}

function isInSomeStage(live: LiveState | undefined, { execution }: StoredExecution): boolean {
  const id = execution.ref.executionId;
  return live?.stages.some(({ executionId, waiting }) => executionId === id || waiting.includes(id)) ?? false;
}
