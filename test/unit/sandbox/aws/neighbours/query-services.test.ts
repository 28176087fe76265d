import { describe, expect, it } from 'vitest';
import { aPipeline, aSource, aStage, MINUTE } from '../../codepipeline/workbench.ts';
import { anEndpoint } from './an-endpoint.ts';

const values = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)<`, 'g'))].map(([, text]) => text);

describe('CloudFormation beside the pipelines', () => {
  function deployed(fail: boolean) {
    const world = anEndpoint();
    const deploy = {
      name: 'Stack',
      actionTypeId: { category: 'Deploy' as const, owner: 'AWS' as const, provider: 'CloudFormation', version: '1' },
      configuration: { ActionMode: 'CREATE_UPDATE', StackName: 'shop' },
    };
    world.call('CreatePipeline', {
      pipeline: aPipeline({ stages: [aStage('Source', aSource()), aStage('Deploy', deploy)] }),
    });
    world.clock.advance(MINUTE);
    if (fail) {
      world.service.commit({ pipeline: 'shop-web', fail: 'Deploy/Stack' });
      world.clock.advance(MINUTE);
    }
    return world;
  }

  it('tells what a deployment did to its stack, newest first', async () => {
    const { body } = await deployed(false).query({ Action: 'DescribeStackEvents', StackName: 'shop' });
    expect(values(body, 'ResourceStatus')).toEqual(['UPDATE_COMPLETE', 'UPDATE_IN_PROGRESS']);
  });

  it('tells of a failure which resource failed and why, by name and by id of the stack', async () => {
    const world = deployed(true);
    const { body } = await world.query({ Action: 'DescribeStackEvents', StackName: 'shop' });
    expect(values(body, 'ResourceStatus').slice(0, 4)).toEqual([
      'UPDATE_ROLLBACK_COMPLETE',
      'UPDATE_ROLLBACK_IN_PROGRESS',
      'UPDATE_FAILED',
      'UPDATE_IN_PROGRESS',
    ]);
    expect(values(body, 'ResourceStatusReason')[1]).toContain('Stack [shop] failed to update');
    const StackName = values(body, 'StackId')[0] ?? '';
    expect(await world.query({ Action: 'DescribeStackEvents', StackName })).toMatchObject({ status: 200, body });
  });

  it('does not know other stacks', async () => {
    const { status, body } = await deployed(false).query({ Action: 'DescribeStackEvents', StackName: 'a<b>&' });
    expect(status).toBe(400);
    expect(values(body, 'Code')).toEqual(['ValidationError']);
    expect(body).toContain('Stack [a&lt;b&gt;&amp;] does not exist');
  });
});

describe('STS', () => {
  it('knows who calls, and who assumed which role', async () => {
    const { query } = anEndpoint();
    const own = await query({ Action: 'GetCallerIdentity' });
    expect(values(own.body, 'Arn')).toEqual(['arn:aws:sts::123456789012:assumed-role/sandbox/AKIDTESTER']);
    const RoleArn = 'arn:aws:iam::210987654321:role/teams/reader';
    const assumed = await query({ Action: 'AssumeRole', RoleArn, RoleSessionName: 'bot' });
    const there = await query({ Action: 'GetCallerIdentity' }, values(assumed.body, 'AccessKeyId')[0]);
    expect(values(there.body, 'Arn')).toEqual(['arn:aws:sts::210987654321:assumed-role/reader/bot']);
    expect(values(there.body, 'Account')).toEqual(['210987654321']);
  });

  it.each([
    { RoleArn: 'no', RoleSessionName: 'bot' },
    { RoleArn: 'arn:aws:iam::210987654321:role/reader', RoleSessionName: '' },
    { RoleArn: 'arn:aws:iam::210987654321:role/reader', RoleSessionName: 'bot', DurationSeconds: '1' },
  ])('refuses %j', async (input) => {
    const { status, body } = await anEndpoint().query({ Action: 'AssumeRole', ...input });
    expect([status, values(body, 'Code')]).toEqual([400, ['ValidationError']]);
  });
});

it('an operation that the sandbox does not have is refused by name, in the protocol it came in', async () => {
  const { query, json } = anEndpoint();
  expect(await query({ Action: 'constructor' })).toMatchObject({
    status: 404,
    body: expect.stringContaining('InvalidAction'),
  });
  expect(await json('CodeBuild_20161006.StartBuild', {})).toMatchObject({
    status: 404,
    body: { __type: 'UnknownOperationException' },
  });
});
