import type { Trigger } from './execution-event.ts';
import type { ExecutionId } from './ids.ts';

export interface PastRevision {
  readonly action: string;
  readonly revisionId: string;
  /** the commit message, as much of it as the list of executions tells */
  readonly message?: string;
  /** `GitHub`, `GitLab`, `Bitbucket` …, where the revision comes through a connection */
  readonly host?: string;
}

/** One execution in the history of its pipeline. */
export interface PastExecution {
  readonly executionId: ExecutionId;
  readonly status: string;
  /** ISO */
  readonly startedAt?: string;
  readonly revisions: readonly PastRevision[];
  readonly trigger?: Trigger;
  /** it brings back what that execution had brought */
  readonly rollbackOf?: ExecutionId;
}

/** The executions of a pipeline, newest first, as far back as they were read. */
export interface History {
  readonly executions: readonly PastExecution[];
  /** there is nothing older */
  readonly toItsBeginning: boolean;
}

/** A revision with the newest execution that brought it. */
export interface BroughtRevision extends PastRevision {
  readonly by: ExecutionId;
}

/** What an execution would bring to a stage that the stage does not run yet. */
export interface ChangeSince {
  readonly revisions: readonly BroughtRevision[];
  /** nothing that came along is out of sight */
  readonly whole: boolean;
}

/** The revisions since what the stage runs now: those of every execution that was started after it, the superseded and failed ones too,
 * because their commits came along. A revision that the stage runs already is none of them, whoever wrote it.
 *
 * CodePipeline knows the newest commit of each push and of none the ones before it in the same push.
 * @param good the execution that was good in the stage last. Undefined: none that is known. Then the beginning of history counts as what
 * the stage runs, provided that the history was read to there. */
export function changeSince(history: History, executionId: ExecutionId, good: ExecutionId | undefined): ChangeSince {
  const { executions } = history;
  const own = executions.findIndex((one) => one.executionId === executionId);
  const execution = executions[own];
  if (!execution) return { revisions: [], whole: false };
  // CodePipeline takes only executions that were good in the stage for targets: whose change that is was asked when it came.
  if (execution.rollbackOf !== undefined) return { revisions: [], whole: true };

  const base = good === undefined ? undefined : whatRuns(executions, good, executionId);
  const end = base ? executions.indexOf(base) : executions.length;
  // In PARALLEL mode a newer one may have come through before: then this one brings only what is its own.
  const since = end > own ? executions.slice(own, end) : [execution];
  return {
    revisions: brought(since, new Set(base?.revisions.map(({ revisionId }) => revisionId))),
    whole: (base !== undefined || (good === undefined && history.toItsBeginning)) && execution.revisions.length > 0,
  };
}

/** What a rollback brought back is what runs, not the rollback. */
export function whatRuns(
  executions: readonly PastExecution[],
  good: ExecutionId,
  but: ExecutionId,
): PastExecution | undefined {
  const found = executions.find(({ executionId }) => executionId === good);
  const target = found?.rollbackOf;
  const base = target === undefined ? found : executions.find(({ executionId }) => executionId === target);
  return base?.executionId === but ? undefined : base;
}

function brought(since: readonly PastExecution[], runs: ReadonlySet<string>): BroughtRevision[] {
  const found = new Map<string, BroughtRevision>();
  for (const { executionId, revisions, rollbackOf } of since) {
    if (rollbackOf !== undefined) continue;
    for (const revision of revisions) {
      const { revisionId } = revision;
      if (!runs.has(revisionId) && !found.has(revisionId)) found.set(revisionId, { ...revision, by: executionId });
    }
  }
  return [...found.values()];
}

/** What CodePipeline says was good in a stage, where nothing else tells: the newest of those. A rollback since may have taken it away
 * again, and CodePipeline does not say which stage it was of; then nobody knows.
 * @param good newest first, as CodePipeline lists what was good in the stage */
export function newestGood({ executions }: History, good: readonly PastExecution[]): ExecutionId | undefined {
  const newest = good[0]?.executionId;
  const position = executions.findIndex(({ executionId }) => executionId === newest);
  const rolledBack = executions
    .slice(0, Math.max(position, 0))
    .some(({ rollbackOf, status }) => rollbackOf !== undefined && status === 'Succeeded');
  return rolledBack ? undefined : newest;
}
