import { z } from 'zod';
import type { HttpResponse, ProviderWork } from '../../ports.ts';
import { awsError, awsJson } from '../aws-json.ts';

const ListInput = z.object({ serviceName: z.string() });
const TasksInput = z.object({ tasks: z.array(z.string()).min(1) });
const ServicesInput = z.object({ services: z.array(z.string()).min(1) });

const deployed = (works: ProviderWork[], service: string): ProviderWork | undefined =>
  works.findLast(({ provider, configuration }) => provider === 'ECS' && configuration.ServiceName === service);
const invalid = (error: z.ZodError) => awsError(400, 'InvalidParameterException', z.prettifyError(error));
const arnOf = (service: string) => `arn:aws:ecs:eu-west-1:123456789012:task/sandbox/${service}`;

/** ListTasks: the task that stopped in the newest deployment of a service, when that failed. */
export function listTasks(input: unknown, works: ProviderWork[]): HttpResponse {
  const parsed = ListInput.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { serviceName } = parsed.data;
  return awsJson(200, { taskArns: deployed(works, serviceName)?.status === 'Failed' ? [arnOf(serviceName)] : [] });
}

/** DescribeTasks: why it stopped. */
export function describeTasks(input: unknown, works: ProviderWork[]): HttpResponse {
  const parsed = TasksInput.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const tasks = parsed.data.tasks.flatMap((arn) => {
    const work = deployed(works, arn.split('/').at(-1) ?? '');
    if (work?.status !== 'Failed') return [];
    const reason = work.output ?? 'CannotPullContainerError: pull image manifest has been retried 5 time(s)';
    return [{ taskArn: arn, stoppedReason: 'Task failed to start', containers: [{ name: 'web', reason }] }];
  });
  return awsJson(200, { tasks, failures: [] });
}

/** DescribeServices: the newest deployment and how its rollout went. */
export function describeServices(input: unknown, works: ProviderWork[]): HttpResponse {
  const parsed = ServicesInput.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const services = parsed.data.services.flatMap((serviceName) => {
    const work = deployed(works, serviceName);
    if (!work) return [];
    const failed = work.status === 'Failed';
    const rolloutStateReason = failed
      ? 'ECS deployment circuit breaker: tasks failed to start.'
      : `ECS deployment ${work.externalId} completed.`;
    const deployment = { id: work.externalId, rolloutState: failed ? 'FAILED' : 'COMPLETED', rolloutStateReason };
    return [{ serviceName, deployments: [deployment], events: [] }];
  });
  return awsJson(200, { services, failures: [] });
}
