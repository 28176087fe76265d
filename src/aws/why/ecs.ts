import * as z from 'zod/mini';
import type { Explain, FailedRun } from '../../app/why/ports.ts';
import type { Services } from './services.ts';

const text = z.optional(z.string());
const Described = z.object({
  services: z.optional(
    z.array(
      z.object({
        deployments: z.optional(z.array(z.object({ id: text, rolloutState: text, rolloutStateReason: text }))),
        events: z.optional(z.array(z.object({ message: text }))),
      }),
    ),
  ),
});
const TaskArns = z.object({ taskArns: z.optional(z.array(z.string())) });
const Tasks = z.object({
  tasks: z.optional(
    z.array(
      z.object({
        stoppedReason: text,
        containers: z.optional(z.array(z.object({ name: text, reason: text, exitCode: z.optional(z.number()) }))),
      }),
    ),
  ),
});

/** Why tasks of the service stopped, and what the circuit breaker says.
 * @see DescribeServices, ListTasks, DescribeTasks */
export function explainEcs(services: Services): Explain {
  return async (run) => {
    const { ClusterName: cluster, ServiceName: service } = run.configuration;
    if (service === undefined) return {};
    const call = (operation: string, input: object) =>
      services.json(run.place, 'ecs', `AmazonEC2ContainerServiceV20141113.${operation}`, {
        ...(cluster ? { cluster } : {}),
        ...input,
      });
    const stopped = await stoppedTask(call, service);
    const rollout = stopped ?? rolloutOf(run, Described.parse(await call('DescribeServices', { services: [service] })));
    return rollout === undefined ? {} : { text: rollout };
  };
}

type Call = (operation: string, input: object) => Promise<unknown>;

/** ECS keeps stopped tasks for about an hour. */
async function stoppedTask(call: Call, serviceName: string): Promise<string | undefined> {
  const { taskArns = [] } = TaskArns.parse(await call('ListTasks', { serviceName, desiredStatus: 'STOPPED' }));
  if (taskArns.length === 0) return undefined;
  const { tasks = [] } = Tasks.parse(await call('DescribeTasks', { tasks: taskArns.slice(0, 10) }));
  for (const { stoppedReason, containers = [] } of tasks) {
    const failed = containers.find(({ reason, exitCode }) => reason || (exitCode ?? 0) !== 0);
    const { name = 'a container', reason, exitCode } = failed ?? {};
    if (failed && reason) return `${name}: ${reason}`;
    if (failed && exitCode !== undefined)
      return `${name} ended with exit code ${exitCode}: ${stoppedReason ?? 'the task stopped'}`;
    if (stoppedReason && !/^Scaling activity|deployment ecs-svc\/\d+ completed/i.test(stoppedReason))
      return stoppedReason;
  }
  return undefined;
}

function rolloutOf({ externalId }: FailedRun, described: z.infer<typeof Described>): string | undefined {
  const [service] = described.services ?? [];
  const ours = service?.deployments?.find(({ id }) => id === externalId);
  const failed = ours ?? service?.deployments?.find(({ rolloutState }) => rolloutState === 'FAILED');
  return (
    failed?.rolloutStateReason ??
    service?.events?.find(({ message }) => /unable|unhealthy|failed/i.test(message ?? ''))?.message
  );
}
