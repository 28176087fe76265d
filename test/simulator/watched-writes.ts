import type { PipelineReads, PipelineWrites, WriteResult } from '../../src/app/codepipeline-ports.ts';
import type { OperationRequest } from '../../src/domain/operation.ts';

/** One write that CodePipeline took for an operation. */
export interface DoneWrite {
  readonly request: OperationRequest;
  readonly call: keyof PipelineWrites;
  readonly target: Readonly<Record<string, unknown>>;
  readonly at: number;
  /** of a start: a repeat with the same token gives the same execution, and is no second effect */
  readonly started?: string;
  readonly verdict?: string;
  /** of an approval: the run that its token belonged to at that moment */
  readonly runOfToken?: string;
}

interface Watching {
  readonly reads: PipelineReads;
  readonly now: () => number;
  readonly taken: (write: DoneWrite) => void;
}

/** The real gateway, with a note of every write that CodePipeline took. */
export function watchedWrites(
  writes: PipelineWrites,
  request: OperationRequest | undefined,
  { reads, now, taken }: Watching,
): PipelineWrites {
  const watch =
    <A extends readonly unknown[]>(call: keyof PipelineWrites, write: (...args: A) => Promise<WriteResult>) =>
    async (...args: A): Promise<WriteResult> => {
      const runOfToken = call === 'putApprovalResult' ? await runOf(reads, String(args[3])) : undefined;
      const result = await write(...args);
      if (result.kind === 'done' && request) {
        const target = args[0] as Record<string, unknown>;
        const started = result.executionId;
        taken({
          request,
          call,
          target,
          at: now(),
          ...(runOfToken ? { runOfToken, verdict: String(args[1]) } : {}),
          ...(started ? { started } : {}),
        });
      }
      return result;
    };
  return {
    putApprovalResult: watch('putApprovalResult', writes.putApprovalResult),
    retry: watch('retry', writes.retry),
    stop: watch('stop', writes.stop),
    start: watch('start', writes.start),
    rollback: watch('rollback', writes.rollback),
    override: watch('override', writes.override),
    putRevision: watch('putRevision', writes.putRevision),
    tag: watch('tag', writes.tag),
    untag: watch('untag', writes.untag),
    disable: watch('disable', writes.disable),
    enable: watch('enable', writes.enable),
  };
}

const LOOK_BACK = 20;

async function runOf(reads: PipelineReads, token: string): Promise<string | undefined> {
  for (const pipeline of await reads.list()) {
    const live = await reads.state(pipeline);
    const action = live?.stages.flatMap(({ actions }) => actions).find((one) => one.token === token);
    if (action?.run) return action.run;
    for (const { executionId } of (await reads.executions(pipeline, LOOK_BACK)) ?? []) {
      const waiting = (await reads.parallelApprovals({ ...pipeline, executionId })).find((one) => one.token === token);
      if (waiting) return waiting.run;
    }
  }
  return undefined;
}
