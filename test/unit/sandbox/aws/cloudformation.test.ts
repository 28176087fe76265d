import { describe, expect, it } from 'vitest';
import { rateMs, readStack } from '../../../../src/sandbox/aws/cloudformation.ts';

const PLACE = { accountId: '123456789012', region: 'eu-west-1', stackName: 'stack' };

const TEMPLATE = {
  Resources: {
    Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'signalbox-dev' } },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    },
    Worker: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Handler: 'dist/worker.handler',
        FunctionName: 'stack-worker',
        Timeout: 30,
        MemorySize: 512,
        DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] } },
        Environment: {
          Variables: {
            TABLE: { Ref: 'Table' },
            BUS: { Ref: 'Bus' },
            QUEUE: { Ref: 'Dead' },
            INDEX: { 'Fn::Sub': `\${Table.Arn}/index/due` },
            JOINED: { 'Fn::Join': ['-', [{ Ref: 'AWS::Region' }, 'x']] },
          },
        },
        Code: { S3Bucket: { Ref: 'SomeBucket' } },
      },
    },
    WorkerConfig: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: { Ref: 'Worker' }, MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 900 },
    },
    WorkerUrl: {
      Type: 'AWS::Lambda::Url',
      Properties: { AuthType: 'NONE', TargetFunctionArn: { 'Fn::GetAtt': ['Worker', 'Arn'] } },
    },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: 'rule',
        EventBusName: { Ref: 'Bus' },
        EventPattern: { source: ['x'] },
        Targets: [{ Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] }, Id: '1' }],
      },
    },
    Off: {
      Type: 'AWS::Events::Rule',
      Properties: { Name: 'off', State: 'DISABLED', EventPattern: { source: ['x'] }, Targets: [] },
    },
    Minute: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: 'minute',
        ScheduleExpression: 'rate(1 minute)',
        Targets: [{ Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] } }],
      },
    },
  },
};

const WORKER_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:stack-worker';

describe('reading the packaged template', () => {
  it('gives the functions with everything a deployment would set, references resolved', () => {
    expect(readStack(TEMPLATE, PLACE).functions).toEqual([
      {
        name: 'worker',
        functionName: 'stack-worker',
        arn: WORKER_ARN,
        file: 'dist/worker.mjs',
        handler: 'handler',
        timeoutMs: 30_000,
        memoryMb: 512,
        environment: {
          TABLE: 'stack-Table',
          BUS: 'signalbox-dev',
          QUEUE: 'https://sqs.eu-west-1.amazonaws.com/123456789012/dead',
          INDEX: 'arn:aws:dynamodb:eu-west-1:123456789012:table/stack-Table/index/due',
          JOINED: 'eu-west-1-x',
        },
        retries: 1,
        maximumEventAgeMs: 900_000,
        deadLetterArn: 'arn:aws:sqs:eu-west-1:123456789012:dead',
        url: true,
      },
    ]);
  });

  it('gives rules, schedules, buses, queues and tables', () => {
    const { rules, schedules, buses, queues, tables } = readStack(TEMPLATE, PLACE);

    expect(rules).toEqual([
      { name: 'rule', bus: 'signalbox-dev', pattern: { source: ['x'] }, targets: [{ arn: WORKER_ARN }] },
    ]);
    expect(schedules).toEqual([{ name: 'minute', everyMs: 60_000, targets: [{ arn: WORKER_ARN }] }]);
    expect(buses).toEqual(['default', 'signalbox-dev']);
    expect(queues).toEqual([{ name: 'dead', arn: 'arn:aws:sqs:eu-west-1:123456789012:dead' }]);
    expect(tables).toEqual([
      {
        name: 'stack-Table',
        definition: {
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
        },
      },
    ]);
  });

  it('stops at what it does not know, and names it', () => {
    const using = (value: unknown) => ({
      Resources: {
        F: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'a.b', Environment: { Variables: { X: value } } } },
      },
    });

    expect(() => readStack(using({ 'Fn::ImportValue': 'x' }), PLACE)).toThrow(/Fn::ImportValue/);
    expect(() => readStack(using({ Ref: 'Nobody' }), PLACE)).toThrow(/Nobody, which it does not define/);
    expect(() => readStack(using({ 'Fn::GetAtt': ['F', 'SnapStart'] }), PLACE)).toThrow(/SnapStart of F/);
  });

  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(2 hours)', 7_200_000],
  ])('knows %s', (expression, ms) => {
    expect(rateMs(expression)).toBe(ms);
  });

  it('refuses a cron expression', () => {
    expect(() => rateMs('cron(0 2 * * ? *)')).toThrow(/rate/);
  });
});
