import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AUDITED } from '../../src/aws/audit-log.ts';
import { matchesPattern } from '../../src/sandbox/aws/event-pattern.ts';
import { inProject, packagedRights, packagedStack, packagedTemplate, readJson } from '../support/packaged.ts';

const stack = packagedStack();
const named = (name: string) => stack.functions.find((definition) => definition.name === name);
const resources = (type: string) => Object.values(packagedTemplate().Resources).filter(({ Type }) => Type === type);

const LogPolicy = z.object({ PolicyDocument: z.object({ 'Fn::Sub': z.string() }) });
const AUDIT_GROUP = '/aws/events/signalbox-dev-audit';
const AUDIT_LOG = `arn:aws:logs:eu-west-1:123456789012:log-group:${AUDIT_GROUP}`;

const RECORDED = readdirSync(inProject('test/fixtures/events')).filter((file) => file.startsWith('eventbridge-'));

describe('the packaged template', () => {
  it('deploys a bundle for every function', () => {
    expect(stack.functions.map(({ name }) => name).sort()).toEqual([
      'changes',
      'details',
      'jobs',
      'operations',
      'pipeline-events',
      'schedule',
      'slack-requests',
    ]);
    for (const { file } of stack.functions) expect(existsSync(inProject(file)), file).toBe(true);
  });

  it('runs every function on Node 24 on arm64, for thirty seconds at most, with a dead-letter queue where nothing secret goes, and a log that ends', () => {
    for (const { Properties } of resources('AWS::Lambda::Function')) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Timeout: 30 });
    }
    // The event of a job carries credentials: it goes into no queue.
    for (const { name, deadLetterArn } of stack.functions)
      expect(deadLetterArn, name).toBe(name === 'jobs' ? undefined : stack.queues[0]?.arn);
    const logs = resources('AWS::Logs::LogGroup').filter(({ Properties }) =>
      String(Properties.LogGroupName).startsWith('/aws/lambda/'),
    );
    expect(logs).toHaveLength(stack.functions.length);
    for (const { Properties } of logs) expect(Properties.RetentionInDays).toBe(30);
  });

  it('opens one function to the internet', () => {
    expect(stack.functions.filter(({ url }) => url).map(({ name }) => name)).toEqual(['slack-requests']);
  });

  it.each(RECORDED)('hands %s to pipeline-events, and to nobody else', (file) => {
    const event = readJson(`test/fixtures/events/${file}`);

    const targets = stack.rules
      .filter(({ bus, pattern }) => bus === 'default' && matchesPattern(pattern, event))
      .flatMap((rule) => rule.targets);

    expect(targets).toEqual([{ arn: named('pipeline-events')?.arn }]);
  });

  it('hands a requested operation to operations, one that is about a pipeline itself to changes, and what is written down to the log of the audit alone', () => {
    const onBus = stack.rules.filter(({ bus }) => bus === 'signalbox-dev');
    const targetsOf = (detailType: string, detail = {}) =>
      onBus
        .filter(({ pattern }) => matchesPattern(pattern, { source: 'signalbox', 'detail-type': detailType, detail }))
        .flatMap((rule) => rule.targets);

    expect(targetsOf('Signalbox Operation Requested')).toEqual([{ arn: named('operations')?.arn }]);
    expect(targetsOf('Signalbox Check Wanted')).toEqual([{ arn: named('operations')?.arn }]);
    const toChanges = targetsOf('Signalbox Operation Requested', { performer: 'changes' });
    expect(toChanges).toEqual([{ arn: named('changes')?.arn }]);
    expect(targetsOf('Signalbox Details Wanted')).toEqual([{ arn: named('details')?.arn }]);
    for (const detailType of AUDITED) expect(targetsOf(detailType), detailType).toEqual([{ arn: AUDIT_LOG }]);
  });

  it('calls schedule each minute', () => {
    expect(stack.schedules).toMatchObject([{ everyMs: 60_000, targets: [{ arn: named('schedule')?.arn }] }]);
  });

  it('keeps state in one table with an index of what is due', () => {
    expect(stack.tables).toMatchObject([
      {
        definition: {
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          GlobalSecondaryIndexes: [{ IndexName: 'due', Projection: { ProjectionType: 'KEYS_ONLY' } }],
        },
      },
    ]);
    expect(resources('AWS::DynamoDB::Table')[0]?.Properties).toMatchObject({
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it('gives each function the settings it reads, and secrets to those alone that need them', () => {
    const holders = (variable: string) =>
      stack.functions
        .filter(({ environment }) => variable in environment)
        .map(({ name }) => name)
        .sort();

    expect(holders('SLACK_SIGNING_SECRET_PARAMETER')).toEqual(['slack-requests']);
    expect(holders('OPERATION_KEY_PARAMETER')).toEqual(['changes', 'operations', 'schedule', 'slack-requests']);
    expect(holders('TABLE_NAME')).toEqual(stack.functions.map(({ name }) => name).sort());
    expect(holders('EVENT_BUS_NAME')).toEqual(stack.functions.map(({ name }) => name).sort());
  });
});

const Alarm = z.object({
  MetricName: z.string(),
  Namespace: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })),
  AlarmActions: z.array(z.unknown()),
  AlarmDescription: z.string(),
});
const alarms = resources('AWS::CloudWatch::Alarm').map(({ Properties }) => Alarm.parse(Properties));

describe('the alarms', () => {
  it('watch every function for errors and for invocations that Lambda turned away', () => {
    for (const metric of ['Errors', 'Throttles']) {
      const watched = alarms
        .filter(({ Namespace, MetricName }) => Namespace === 'AWS/Lambda' && MetricName === metric)
        .flatMap(({ Dimensions }) => Dimensions.map(({ Value }) => Value));
      expect(watched.sort(), metric).toEqual(stack.functions.map(({ functionName }) => functionName).sort());
    }
  });

  it('reach the topic, and each has its section in the runbook', () => {
    const runbook = readFileSync(inProject('infra/README.md'), 'utf8');
    for (const { AlarmActions, AlarmDescription } of alarms) {
      expect(AlarmActions).toEqual([{ Ref: 'Alerts' }]);
      const section = /See infra\/README\.md, "(.+)"\.$/.exec(AlarmDescription)?.[1];
      expect(runbook).toContain(`\n### ${section}\n`);
    }
  });
});

describe('the log of the audit', () => {
  const [log] = resources('AWS::Logs::LogGroup').filter(({ Properties }) => Properties.LogGroupName === AUDIT_GROUP);

  it('is kept as long as the lines in the table, and outlives the stack', () => {
    expect(log).toMatchObject({ DeletionPolicy: 'Retain', Properties: { RetentionInDays: 400 } });
    expect(named('operations')?.environment.AUDIT_RETENTION_DAYS).toBe('400');
  });

  it('is written by EventBridge alone, for its one rule', () => {
    const [policy] = resources('AWS::Logs::ResourcePolicy');
    const { PolicyDocument } = LogPolicy.parse(policy?.Properties);
    const { Statement } = JSON.parse(PolicyDocument['Fn::Sub']);
    const byEventBridge = { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] };

    expect(Statement).toMatchObject([
      { Effect: 'Allow', Principal: byEventBridge, Action: 'logs:CreateLogStream' },
      {
        Effect: 'Allow',
        Principal: byEventBridge,
        Action: 'logs:PutLogEvents',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own
        Condition: { ArnEquals: { 'aws:SourceArn': '${AuditCopy.Arn}' } },
      },
    ]);
  });

  it('can neither be written nor deleted by any function: each writes its own log and nothing else', () => {
    for (const [name, statements] of Object.entries(packagedRights())) {
      const onLogs = statements.filter(({ Action }) => Action.some((action) => action.startsWith('logs:')));
      expect(
        onLogs.filter(({ Action }) => !Action.includes('logs:GetLogEvents')),
        name,
      ).toEqual([
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: {
            'Fn::Sub': expect.stringMatching(new RegExp(`:log-group:/aws/lambda/signalbox-dev-${name}:\\*$`)),
          },
        },
      ]);
    }
  });

  it('gets its lines from those alone that carry out what people ask for', () => {
    const putting = Object.entries(packagedRights()).filter(([, statements]) =>
      statements.some(
        ({ Action, Condition }) =>
          Action.includes('events:PutEvents') && AUDITED.some((type) => JSON.stringify(Condition).includes(type)),
      ),
    );
    expect(putting.map(([name]) => name)).toEqual(['operations', 'changes']);
  });
});

describe('the lines of the audit in the table', () => {
  const denied = (name: string) =>
    (packagedRights()[name] ?? [])
      .filter(({ Effect, Condition }) => Effect === 'Deny' && Condition)
      .map(({ Action, Condition }) => ({ Action, Condition }));
  const Condition = { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': 'audit|*' } };

  it.each(['operations', 'changes'])('are added by %s, which can change and delete none', (name) => {
    expect(denied(name)).toEqual([{ Action: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'], Condition }]);
  });

  it.each(['pipeline-events', 'details', 'jobs', 'schedule'])('are out of reach for the writes of %s', (name) => {
    expect(denied(name)).toEqual([
      { Action: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], Condition },
    ]);
  });
});

const WITHOUT_RESOURCE =
  /^(codepipeline:(ListPipelines|ListActionTypes|ListRuleTypes|GetActionType|\w+Jobs?\w*)|codedeploy:(ListDeploymentTargets|BatchGetDeploymentTargets))$/;

describe('the roles', () => {
  const rights = packagedRights();
  const actionsOf = (name: string) => (rights[name] ?? []).flatMap(({ Action }) => Action);
  /** To take work and to say how it ended changes no pipeline. */
  const WRITES = /^codepipeline:(?!Get|List|\w*Job)/;

  it('are one per function', () => {
    expect(Object.keys(rights).sort()).toEqual(stack.functions.map(({ name }) => name).sort());
  });

  it('let the function that faces the internet touch no pipeline, and read of the table what there is to choose from', () => {
    const granted = (rights['slack-requests'] ?? []).filter(({ Action }) =>
      Action.some((action) => /^(dynamodb|codepipeline):/.test(action)),
    );

    expect(granted).toMatchObject([
      {
        Action: ['dynamodb:Query'],
        Condition: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['catalogue', 'catalogue|*'] },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        },
      },
    ]);
  });

  it('enter no other account while the policy names none', () => {
    for (const name of ['pipeline-events', 'details', 'operations', 'schedule']) {
      const entering = rights[name]?.filter(({ Action }) => Action.includes('sts:AssumeRole'));
      expect(entering, name).toEqual([{ Effect: 'Deny', Action: ['sts:AssumeRole'], Resource: '*' }]);
    }
  });

  it('let details look into logs of builds and functions, and change nothing anywhere', () => {
    const own = ['logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage', 'events:PutEvents', 'sts:AssumeRole'];
    const others = actionsOf('details').filter((action) => !own.includes(action) && !action.startsWith('dynamodb:'));

    expect(others.filter((action) => !/^\w+:(?:Get|BatchGet|List|Describe|Filter)/.test(action))).toEqual([]);
    const logs = rights.details?.find(({ Action }) => Action.includes('logs:GetLogEvents'));
    expect(JSON.stringify(logs?.Resource)).not.toContain('/aws/events/');
  });

  it('let only operations run a pipeline, and only changes change one itself', () => {
    const changing = Object.keys(rights).filter((name) => actionsOf(name).some((action) => WRITES.test(action)));

    expect(changing).toEqual(['operations', 'changes']);
    const ofItself = ['codepipeline:CreatePipeline', 'codepipeline:UpdatePipeline', 'codepipeline:DeletePipeline'];
    expect(actionsOf('changes').filter((action) => WRITES.test(action))).toEqual(ofItself);
    expect(actionsOf('operations').filter((action) => ofItself.includes(action))).toEqual([]);
  });

  it('let only changes hand on roles, those that are listed, and to CodePipeline alone', () => {
    const passing = Object.entries(rights).flatMap(([name, statements]) =>
      statements.filter(({ Action }) => Action.includes('iam:PassRole')).map((statement) => ({ name, ...statement })),
    );

    expect(passing).toEqual([
      {
        name: 'changes',
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: { 'Fn::Split': [',', 'arn:aws:iam::000000000000:role/pipelines'] },
        Condition: { StringEquals: { 'iam:PassedToService': 'codepipeline.amazonaws.com' } },
      },
    ]);
  });

  it('let slack-requests put requests on the bus, operations outcomes and a wish for a sweep, and schedule its own sequel and requests, each nothing else', () => {
    const puts = (name: string) => rights[name]?.find(({ Action }) => Action.includes('events:PutEvents'))?.Condition;
    const only = (...types: string[]) => ({
      Null: { 'events:detail-type': 'false' },
      'ForAllValues:StringEquals': { 'events:detail-type': types },
    });

    expect(puts('slack-requests')).toEqual(only('Signalbox Operation Requested'));
    for (const name of ['pipeline-events', 'details']) {
      expect(puts(name), name).toEqual(only('Signalbox Details Wanted'));
    }
    // A freeze that begins or ends wants its sweep at once.
    expect(puts('operations')).toEqual(only(...AUDITED, 'Signalbox Sweep Wanted', 'Signalbox Details Wanted'));
    expect(puts('schedule')).toEqual(
      only('Signalbox Sweep Wanted', 'Signalbox Operation Requested', 'Signalbox Details Wanted'),
    );
  });

  it('never allow an action by wildcard, and everything on all resources only where AWS knows no smaller one', () => {
    for (const statement of Object.values(rights).flat()) {
      expect(statement.Action.join()).not.toContain('*');
      if (statement.Effect === 'Allow' && statement.Resource === '*')
        expect(statement.Action.filter((action) => !WITHOUT_RESOURCE.test(action))).toEqual([]);
    }
  });
});
