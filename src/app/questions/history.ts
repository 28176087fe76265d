import type { Answer } from '../answer.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';
import type { LoadLookUps } from '../look-up-ports.ts';
import type { About } from '../reading.ts';

export interface HistoryDeps {
  readonly reads: PipelineReads;
  readonly lookUps: LoadLookUps;
}

/** As many as CodePipeline tells at once. */
const LOOKED = 100;

/** The newest executions of a pipeline. */
export async function historyOf({ reads }: HistoryDeps, about: About, count: number): Promise<Answer | undefined> {
  const executions = await reads.executions(about.ref, count);
  return executions && { kind: 'history', ...about, executions, more: executions.length === count };
}

/** One execution, by its id or the beginning of it: what it brought, who started it, and every run of its actions. */
export async function executionOf(
  { reads, lookUps }: HistoryDeps,
  about: About,
  typed: string,
): Promise<Answer | undefined> {
  const known = await reads.executions(about.ref, LOOKED);
  if (!known) return undefined;
  const [only, ...others] = known.filter(({ executionId }) => executionId.startsWith(typed));
  if (only && others.length > 0) {
    const options = [only, ...others].map(({ executionId }) => ({
      label: executionId,
      command: `history ${about.name} ${executionId}`,
    }));
    return { kind: 'which', question: `Which execution of ${about.name}?`, options };
  }
  const ref = only && { ...about.ref, executionId: only.executionId };
  const detail = ref && (await (await lookUps()).execution(ref));
  if (!ref || !detail) return { kind: 'no_execution', ...about, typed, looked: known.length };
  return { kind: 'execution', ...about, detail, runs: await reads.actionRuns(ref) };
}
