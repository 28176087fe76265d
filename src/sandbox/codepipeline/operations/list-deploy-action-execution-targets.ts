import { ServiceError } from '../service-error.ts';
import type { ActionRun, RunStatus } from '../state.ts';
import { findPipeline, operation, seconds } from './operation.ts';
import { type Paged, page } from './paging.ts';

interface Input extends Paged {
  pipelineName?: string;
  actionExecutionId: string;
  filters?: { name?: 'TARGET_STATUS'; values?: string[] }[];
}

/** Statuses of a target are free text in the model. */
const STATUS: Record<RunStatus, string> = {
  InProgress: 'InProgress',
  Succeeded: 'Succeeded',
  Failed: 'Failed',
  Abandoned: 'Cancelled',
  Cancelled: 'Cancelled',
};

/** Targets of EC2 and EKS deployments; other actions have none. */
export const listDeployActionExecutionTargets = operation<Input>(
  'ListDeployActionExecutionTargets',
  ({ draft }, input) => {
    const { pipelineName, actionExecutionId, filters = [], maxResults = 100, nextToken } = input;
    const pipelines = pipelineName === undefined ? [...draft.pipelines.values()] : [findPipeline(draft, pipelineName)];
    const run = pipelines
      .flatMap(({ executions }) => [...executions.values()].flatMap(({ runs }) => runs))
      .find(({ id }) => id === actionExecutionId);
    if (!run)
      throw new ServiceError(
        'ActionExecutionNotFoundException',
        `There is no action execution with id '${actionExecutionId}'`,
      );
    const targets = targetsOf(run)
      .filter(({ status }) => filters.every(({ values = [status] }) => values.includes(status)))
      .sort((a, b) => (a.targetId < b.targetId ? -1 : 1));
    const question = JSON.stringify(['ListDeployActionExecutionTargets', actionExecutionId, filters]);
    const { items, ...rest } = page(targets, ({ targetId }) => targetId, question, maxResults, nextToken);
    return { targets: items, ...rest };
  },
);

/** A failed deployment has failed on its last target; the others were done before. */
function targetsOf({ targets = [], status, startedAt, updatedAt, error }: ActionRun) {
  return targets.map(({ id, type }, index) => {
    const failed = status === 'Failed' && index === targets.length - 1;
    const state = status === 'Failed' && !failed ? STATUS.Succeeded : STATUS[status];
    const times = {
      startTime: seconds(startedAt),
      ...(status !== 'InProgress' && { endTime: seconds(updatedAt) }),
    };
    const context = failed && error ? { context: { message: error.message } } : {};
    return {
      targetId: id,
      targetType: type,
      status: state,
      ...times,
      events: [{ name: 'Deploy', status: state, ...times, ...context }],
    };
  });
}
