import type { ExecutionEvent } from '../../../src/domain/execution-event.ts';
import type { PipelineRef } from '../../../src/domain/ids.ts';

/** One look is due two minutes after the end, and sweeps come once a minute. */
const AFTER_END_MS = 3 * 60_000;

/** What runs, to know how many reads the design allows a sweep. */
export function createOpenExecutions(now: () => number) {
  const open = new Map<string, { readonly ref: PipelineRef; endedAt: number }>();
  return {
    note({ execution, subject, observation }: ExecutionEvent): void {
      const { executionId } = execution;
      const known = open.get(executionId) ?? { ref: execution, endedAt: Number.POSITIVE_INFINITY };
      open.set(executionId, known);
      if (subject.kind === 'pipeline' && ['succeeded', 'failed'].includes(observation.state)) known.endedAt = now();
    },
    /** Reads of one sweep: two per open pipeline, or in PARALLEL mode one, and one per open execution. */
    readsAllowed(isParallel: (ref: PipelineRef) => boolean): number {
      const pipelines = new Map<string, { ref: PipelineRef; executions: number }>();
      for (const { ref, endedAt } of open.values()) {
        if (now() > endedAt + AFTER_END_MS) continue;
        const entry = pipelines.get(ref.pipeline) ?? { ref, executions: 0 };
        pipelines.set(ref.pipeline, { ref, executions: entry.executions + 1 });
      }
      let reads = 0;
      for (const { ref, executions } of pipelines.values()) reads += isParallel(ref) ? 1 + executions : 2;
      return reads;
    },
  };
}
