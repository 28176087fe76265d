import { describe, expect, it } from 'vitest';
import type { DeployedFunction } from '../../../../../src/sandbox/aws/stack.ts';
import { anEndpoint } from './an-endpoint.ts';

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:stack-worker';
const WORKER: DeployedFunction = {
  name: 'worker',
  functionName: 'stack-worker',
  arn: ARN,
  file: 'dist/worker.mjs',
  handler: 'handler',
  timeoutMs: 30_000,
  memoryMb: 512,
  environment: {},
  retries: 0,
  maximumEventAgeMs: 60_000,
  url: true,
};

const aStack = () =>
  anEndpoint({
    name: 'signalbox-dev',
    outputs: [
      { key: 'TableName', value: 'signalbox-dev-Table' },
      { key: 'Url', value: { urlOf: 'worker' } },
    ],
    functions: [WORKER],
    rules: [{ name: 'rule', bus: 'signalbox-dev', pattern: { source: ['x'] }, targets: [{ arn: ARN }] }],
    schedules: [{ name: 'minute', everyMs: 60_000, targets: [{ arn: ARN }] }],
  });

const lambda = (path: string, method = 'GET') =>
  aStack().endpoint.handle({ method, url: `/2015-03-31/functions/${path}`, headers: {}, body: Buffer.from('{}') });

describe('the stack, for tools', () => {
  it('is told with its outputs, the function URL where it is served', async () => {
    const { body } = await aStack().query({ Action: 'DescribeStacks', StackName: 'signalbox-dev' });

    expect(body).toContain('<OutputKey>TableName</OutputKey><OutputValue>signalbox-dev-Table</OutputValue>');
    expect(body).toContain('<OutputValue>http://127.0.0.1:4566/_url/worker</OutputValue>');
    const other = await aStack().query({ Action: 'DescribeStacks', StackName: 'signalbox-prod' });
    expect([other.status, other.body]).toEqual([400, expect.stringContaining('signalbox-prod does not exist')]);
  });

  it('has rules on their buses, by what they call', async () => {
    const rules = async (EventBusName: string) =>
      (await aStack().json('AWSEvents.ListRuleNamesByTarget', { TargetArn: ARN, EventBusName })).body.RuleNames;

    expect([await rules('signalbox-dev'), await rules('default')]).toEqual([['rule'], ['minute']]);
    const { body } = await aStack().json('AWSEvents.DescribeRule', { Name: 'minute' });
    expect(body).toMatchObject({ State: 'ENABLED', ScheduleExpression: 'rate(1 minutes)' });
    expect((await aStack().json('AWSEvents.DescribeRule', { Name: 'rule' })).body.__type).toBe(
      'ResourceNotFoundException',
    );
  });

  it('has functions as they are configured, by name and by ARN', async () => {
    for (const name of ['stack-worker', encodeURIComponent(ARN)]) {
      const { body } = await lambda(`${name}/configuration`);
      expect(JSON.parse(String(body))).toMatchObject({ FunctionName: 'stack-worker', Timeout: 30, MemorySize: 512 });
    }
    expect((await lambda('nobody/configuration')).status).toBe(404);
  });

  it('invokes a function only where nobody waits for its answer', async () => {
    expect(String((await lambda('stack-worker/invocations', 'POST')).body)).toContain('InvalidParameterValueException');
  });
});
