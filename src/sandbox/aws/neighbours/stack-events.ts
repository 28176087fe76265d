import type { HttpResponse, ProviderWork } from '../../ports.ts';
import { queryAnswer, queryError, type Xml } from './query.ts';

const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';
const PAGE = 100;

const iso = (ms: number) => new Date(ms).toISOString();

/** What an action of CodePipeline did to its stack, newest first. Only a created change set leaves it alone. */
function eventsOf(work: ProviderWork, index: number): Xml[] {
  const { externalId, configuration, startedAt, endedAt, status, error } = work;
  const { StackName = '', ActionMode } = configuration;
  if (ActionMode === 'CHANGE_SET_REPLACE') return [];
  const event = (name: string, atMs: number, change: Record<string, string>): Xml => ({
    StackId: externalId,
    EventId: `${index}-${name}`,
    StackName,
    LogicalResourceId: StackName,
    PhysicalResourceId: externalId,
    ResourceType: 'AWS::CloudFormation::Stack',
    Timestamp: iso(atMs),
    ...change,
  });
  const begun = event('begun', startedAt, {
    ResourceStatus: 'UPDATE_IN_PROGRESS',
    ResourceStatusReason: 'User Initiated',
  });
  if (endedAt === undefined || status === 'Abandoned') return [begun];
  if (status === 'Succeeded') return [event('done', endedAt, { ResourceStatus: 'UPDATE_COMPLETE' }), begun];
  const resource = { LogicalResourceId: 'Service', PhysicalResourceId: '', ResourceType: 'AWS::ECS::Service' };
  return [
    event('back', endedAt, { ResourceStatus: 'UPDATE_ROLLBACK_COMPLETE' }),
    event('rollback', endedAt - 1, {
      ResourceStatus: 'UPDATE_ROLLBACK_IN_PROGRESS',
      ResourceStatusReason: 'The following resource(s) failed to update: [Service].',
    }),
    event('failed', endedAt - 2, {
      ...resource,
      ResourceStatus: 'UPDATE_FAILED',
      ResourceStatusReason: error?.message ?? 'Resource handler returned a failure.',
    }),
    begun,
  ];
}

/** DescribeStackEvents: of stacks that CloudFormation actions of pipelines have touched, by name or id. */
export function describeStackEvents(form: URLSearchParams, works: ProviderWork[]): HttpResponse {
  const name = form.get('StackName') ?? '';
  const wanted = /^arn:[^/]+:stack\/([^/]+)\//.exec(name)?.[1] ?? name;
  const stack = works.filter(
    ({ provider, configuration }) => provider === 'CloudFormation' && configuration.StackName === wanted,
  );
  if (wanted === '' || stack.length === 0) return queryError(400, 'ValidationError', `Stack [${name}] does not exist`);
  const from = Number(form.get('NextToken') ?? 0);
  if (!Number.isInteger(from) || from < 0) return queryError(400, 'ValidationError', 'NextToken is not valid');
  const all = stack.toReversed().flatMap((work, index) => eventsOf(work, stack.length - index));
  return queryAnswer(NAMESPACE, 'DescribeStackEvents', {
    StackEvents: all.slice(from, from + PAGE),
    ...(all.length > from + PAGE && { NextToken: from + PAGE }),
  });
}
