import type { PipelineRef } from '../../domain/ids.ts';
import type { Answer, StatusView } from '../answer.ts';
import type { LiveState, PipelineReads } from '../codepipeline-ports.ts';
import { type FindDeps, findPipeline } from '../find-pipeline.ts';
import { calledSo } from './called-so.ts';

export interface StatusDeps extends FindDeps {
  readonly reads: PipelineReads;
}

/** The newest executions that a status tells of. */
export const HISTORY = 5;

export async function statusOf(deps: StatusDeps, typed: string): Promise<Answer> {
  const found = await findPipeline(deps, typed, true, (name) => `status ${name}`);
  if (found.kind === 'answer') return found.answer;
  const status = await readStatus(deps, found.ref, found.name);
  return status ? { kind: 'status', status } : { kind: 'not_found', typed };
}

/** Everything about one pipeline now.
 * @param name what it has to be called, among all that are served
 * @returns undefined when CodePipeline knows it no more */
export async function readStatus(
  deps: Pick<StatusDeps, 'reads'>,
  ref: PipelineRef,
  name: string,
): Promise<StatusView | undefined> {
  const [live, executions] = await Promise.all([deps.reads.state(ref), deps.reads.executions(ref, HISTORY)]);
  if (!live) return undefined;
  const parallel = (executions ?? []).filter(({ mode, status }) => mode === 'PARALLEL' && status === 'InProgress');
  const found = await Promise.all(
    parallel.map(({ executionId }) => deps.reads.parallelApprovals({ ...ref, executionId })),
  );
  const approvals = [
    ...waitingIn(live, ref),
    ...found.flat().map(({ token: _secret, ...approval }) => ({
      account: ref.account,
      region: ref.region,
      pipeline: ref.pipeline,
      ...approval,
    })),
  ];
  return { ref, ...calledSo(ref, name), live: withoutTokens(live), executions: executions ?? [], approvals };
}

function waitingIn(live: LiveState, ref: PipelineRef): StatusView['approvals'] {
  return live.stages.flatMap((stage) =>
    stage.actions.flatMap(({ name, status, run, token, changedAt }) =>
      status === 'InProgress' && token && run && stage.executionId
        ? [
            {
              account: ref.account,
              region: ref.region,
              pipeline: ref.pipeline,
              executionId: stage.executionId,
              stage: stage.name,
              action: name,
              run,
              ...(changedAt ? { since: changedAt } : {}),
            },
          ]
        : [],
    ),
  );
}

/** Tokens end here: what goes on to the views cannot show them. */
function withoutTokens(live: LiveState): LiveState {
  return {
    ...live,
    stages: live.stages.map((stage) => ({
      ...stage,
      actions: stage.actions.map(({ token: _secret, ...action }) => action),
    })),
  };
}
