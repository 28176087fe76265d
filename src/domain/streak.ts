import type { ExecutionId } from './ids.ts';

/** One run of an action of a stage, in whichever execution. */
export interface PastRun {
  readonly executionId: ExecutionId;
  readonly action: string;
  readonly ended: 'succeeded' | 'failed' | 'otherwise';
  /** ISO */
  readonly at: string;
}

export interface Streak {
  /** executions in a row that failed in the stage, this one included */
  readonly nth: number;
  /** ISO; when the first of them failed */
  readonly redSince: string;
  /** ISO; absent: no success is within what was read */
  readonly lastGreenAt?: string;
}

/** Lately failed and then passed on retry so often, an action is called flaky. */
const FLAKY_FROM = 2;

/** How long a stage has been red.
 * @param runs of one stage, newest first, as far back as they were read
 * @returns undefined when nothing of this execution failed there */
export function streakOf(runs: readonly PastRun[], executionId: ExecutionId): Streak | undefined {
  const own = runs.findIndex((run) => run.executionId === executionId);
  const executions = own === -1 ? [] : byExecution(runs.slice(own));
  const green = executions.findIndex((one, index) => index > 0 && isGreen(one));
  const red = (green === -1 ? executions : executions.slice(0, green)).filter((one) => one.some(isFailed));
  const since = red.at(-1)?.findLast(isFailed)?.at;
  if (since === undefined) return undefined;
  const lastGreenAt = green === -1 ? undefined : executions[green]?.[0]?.at;
  return { nth: red.length, redSince: since, ...(lastGreenAt === undefined ? {} : { lastGreenAt }) };
}

/** The actions of a stage that failed and then passed in one and the same execution, in several executions. */
export function flakyActions(runs: readonly PastRun[], failed: readonly string[]): string[] {
  return failed.filter((action) => {
    const own = byExecution(runs.filter((run) => run.action === action));
    return own.filter((tries) => tries.some(isFailed) && tries[0]?.ended === 'succeeded').length >= FLAKY_FROM;
  });
}

function byExecution(runs: readonly PastRun[]): PastRun[][] {
  const groups = new Map<ExecutionId, PastRun[]>();
  for (const run of runs) groups.set(run.executionId, [...(groups.get(run.executionId) ?? []), run]);
  return [...groups.values()];
}

const isFailed = ({ ended }: PastRun) => ended === 'failed';

/** The newest run of every action succeeded. */
function isGreen(runs: readonly PastRun[]): boolean {
  const newest = new Map<string, PastRun>();
  for (const run of runs) if (!newest.has(run.action)) newest.set(run.action, run);
  return [...newest.values()].every(({ ended }) => ended === 'succeeded');
}
