import { describe, expect, it } from 'vitest';
import { ControlError } from '../../../../src/sandbox/ports.ts';
import {
  aBuild,
  actionState,
  aPipeline,
  aSource,
  aStage,
  aWorkbench,
  CONNECTION_ARN,
  MINUTE,
  startOf,
  statusOf,
} from './workbench.ts';

const AUTHOR = { name: 'Lee Chen', email: 'lee@railway.example', login: 'lee-rg' };

function running(change = {}) {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', { pipeline: aPipeline(change) });
  workbench.clock.advance(MINUTE);
  workbench.told();
  return workbench;
}

const variablesOf = (workbench: ReturnType<typeof aWorkbench>, pipelineExecutionId: string, action = 'App') =>
  workbench
    .call<{ actionExecutionDetails: { actionName: string; output: { outputVariables?: Record<string, string> } }[] }>(
      'ListActionExecutions',
      { pipelineName: 'shop-web', filter: { pipelineExecutionId } },
    )
    .actionExecutionDetails.find(({ actionName }) => actionName === action)?.output.outputVariables;

describe('a push', () => {
  it('starts an execution of its commit, and the source action brings the author', () => {
    const workbench = running();
    const { executionId, commitId } = workbench.service.commit({
      pipeline: 'shop-web',
      message: 'Fix the cart total',
      author: AUTHOR,
    });
    expect(commitId).toMatch(/^[0-9a-f]{40}$/);
    expect(workbench.events.at(-3)?.detail['execution-trigger']).toEqual({
      'trigger-type': 'Webhook',
      'trigger-detail': CONNECTION_ARN,
    });
    workbench.clock.advance(MINUTE);
    expect(variablesOf(workbench, executionId)).toEqual({
      AuthorDate: '2026-03-02T09:16:27Z',
      AuthorId: 'lee-rg',
      AuthorEmail: 'lee@railway.example',
      AuthorDisplayName: 'Lee Chen',
      BranchName: 'main',
      CommitId: commitId,
      CommitMessage: 'Fix the cart total',
      ConnectionArn: CONNECTION_ARN,
      FullRepositoryName: 'railway-goods/shop-web',
      ProviderType: 'GitHub',
    });
  });

  it('stays the newest revision for later starts, of other pipelines on the same branch too', () => {
    const workbench = running();
    const { commitId } = workbench.service.commit({ pipeline: 'shop-web' });
    workbench.call('CreatePipeline', { pipeline: aPipeline({ name: 'other' }) });
    workbench.clock.advance(MINUTE);
    expect(actionState(workbench, 'Source', 'App', 'other').externalExecutionId).toBe(commitId);
  });

  it('keeps each execution to its own commit, however fast they come', () => {
    const workbench = running({ executionMode: 'QUEUED' });
    const pushes = [1, 2, 3].map((count) =>
      workbench.service.commit({ pipeline: 'shop-web', message: `Commit ${count}` }),
    );
    workbench.clock.advance(2 * MINUTE);
    for (const { executionId, commitId } of pushes)
      expect(variablesOf(workbench, executionId)?.CommitId).toBe(commitId);
  });

  it('is a WebhookV2 trigger where triggers are declared; the ends of the execution tell its commit', () => {
    const workbench = running({
      triggers: [
        {
          providerType: 'CodeStarSourceConnection',
          gitConfiguration: { sourceActionName: 'App', push: [{ branches: { includes: ['main'] } }] },
        },
      ],
      stages: [aStage('Source', aSource()), aStage('Build', aBuild())],
    });
    const { commitId } = workbench.service.commit({
      pipeline: 'shop-web',
      message: 'Fix the cart total',
      author: AUTHOR,
    });
    expect(workbench.events.at(-3)?.detail['execution-trigger']).toEqual({
      'trigger-type': 'WebhookV2',
      'trigger-detail': CONNECTION_ARN,
    });
    workbench.clock.advance(MINUTE);
    expect(workbench.events.at(-1)?.detail).toMatchObject({
      state: 'SUCCEEDED',
      'execution-trigger': {
        'author-display-name': 'Lee Chen',
        'full-repository-name': 'railway-goods/shop-web',
        'provider-type': 'GitHub',
        'author-email': 'lee@railway.example',
        'branch-name': 'main',
        'commit-message': 'Fix the cart total',
        'author-date': '2026-03-02T09:16:27Z',
        'commit-id': commitId,
        'connection-arn': CONNECTION_ARN,
        'author-id': 'lee-rg',
      },
    });

    workbench.service.commit({ pipeline: 'shop-web', fail: 'Source/App' });
    workbench.clock.advance(MINUTE);
    expect(workbench.events.at(-1)?.detail.state).toBe('FAILED');
    expect(workbench.events.at(-1)?.detail).not.toHaveProperty('execution-trigger');
  });

  const codeCommit = aSource({
    actionTypeId: { category: 'Source', owner: 'AWS', provider: 'CodeCommit', version: '1' },
    configuration: { RepositoryName: 'shop', BranchName: 'main' },
  });

  it('to CodeCommit arrives through an EventBridge rule', () => {
    const workbench = running({ stages: [aStage('Source', codeCommit), aStage('Build', aBuild())] });
    const { executionId, commitId } = workbench.service.commit({ pipeline: 'shop-web', message: 'One' });
    expect(workbench.events.at(-3)?.detail['execution-trigger']).toEqual({
      'trigger-type': 'CloudWatchEvent',
      'trigger-detail': 'arn:aws:events:eu-west-1:123456789012:rule/codepipeline-shop-web-rule',
    });
    workbench.clock.advance(MINUTE);
    expect(variablesOf(workbench, executionId)).toMatchObject({
      CommitId: commitId,
      CommitMessage: 'One',
      RepositoryName: 'shop',
    });
  });

  it('to CodeCommit in PARALLEL mode: every execution takes what is newest when its source action starts', () => {
    const workbench = running({
      executionMode: 'PARALLEL',
      stages: [aStage('Source', codeCommit), aStage('Build', aBuild())],
    });
    const gate = { pipelineName: 'shop-web', stageName: 'Source', transitionType: 'Inbound' };
    workbench.call('DisableStageTransition', { ...gate, reason: 'freeze' });
    const first = workbench.service.commit({ pipeline: 'shop-web', message: 'One' });
    const second = workbench.service.commit({ pipeline: 'shop-web', message: 'Two' });
    workbench.call('EnableStageTransition', gate);
    workbench.clock.advance(MINUTE);
    expect(variablesOf(workbench, first.executionId)?.CommitId).toBe(second.commitId);
  });
});

describe('a push that lets an action fail', () => {
  it('fails the next run of that action, in that execution only, as its provider words it; the retry succeeds', () => {
    const workbench = running();
    const { executionId } = workbench.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    workbench.clock.advance(MINUTE);
    expect(actionState(workbench, 'Build', 'Compile').errorDetails).toEqual({
      code: 'JobFailed',
      message: 'Build terminated with state: FAILED',
    });
    expect(statusOf(workbench, executionId)).toBe('Failed');
    workbench.call('RetryStageExecution', {
      pipelineName: 'shop-web',
      stageName: 'Build',
      pipelineExecutionId: executionId,
      retryMode: 'FAILED_ACTIONS',
    });
    workbench.clock.advance(MINUTE);
    expect(statusOf(workbench, executionId)).toBe('InProgress');
    const next = startOf(workbench);
    workbench.clock.advance(MINUTE);
    expect(statusOf(workbench, next)).toBe('InProgress');
  });

  it.each([
    ['CodeDeploy', { category: 'Deploy', provider: 'CodeDeploy' }, /^Deployment d-[A-Z0-9]{9} failed$/],
    [
      'Commands',
      { category: 'Compute', provider: 'Commands' },
      /^Action failed with status: FAILED\. COMMAND_EXECUTION_ERROR: Error while executing command: npm run lint\. Reason: exit status 1$/,
    ],
    ['CloudFormation', { category: 'Deploy', provider: 'CloudFormation' }, /ROLLBACK_COMPLETE/],
    ['ECS', { category: 'Deploy', provider: 'ECS' }, /tasks failed to start/],
    ['S3', { category: 'Deploy', provider: 'S3' }, /Access Denied/],
    ['Lambda', { category: 'Invoke', provider: 'Lambda' }, /reported the job as failed/],
  ] as const)('speaks as %s does', (_name, type, message) => {
    const action = aBuild({
      name: 'Work',
      actionTypeId: { owner: 'AWS', version: '1', ...type },
      configuration: {},
      ...(type.provider === 'Commands' && { commands: ['npm run lint'] }),
    });
    const workbench = running({ stages: [aStage('Source', aSource()), aStage('Step', action)] });
    workbench.service.commit({ pipeline: 'shop-web', fail: 'Step/Work' });
    workbench.clock.advance(MINUTE);
    expect(actionState(workbench, 'Step', 'Work').errorDetails?.message).toMatch(message);
  });
});

describe('a push that cannot be', () => {
  it.each([
    [{ pipeline: 'shop' }, 'No pipeline is called shop in eu-west-1.'],
    [{ pipeline: 'shop-web', region: 'us-east-1' }, 'No pipeline is called shop-web in us-east-1.'],
    [{ pipeline: 'shop-web', fail: 'Build' }, 'What fails is written as Stage/Action, not as "Build".'],
    [{ pipeline: 'shop-web', fail: 'Live/Ship' }, 'shop-web has no stage Live: it has Source, Build, Prod.'],
    [
      { pipeline: 'shop-web', fail: 'Prod/Build' },
      'Stage Prod of shop-web has no action Build: it has Go-ahead, Ship.',
    ],
    [
      { pipeline: 'shop-web', fail: 'Prod/Go-ahead' },
      'Prod/Go-ahead is a manual approval: it fails when somebody rejects it.',
    ],
  ])('%j says why', (push, text) => {
    const workbench = running();
    expect(() => workbench.service.commit(push)).toThrow(new ControlError(text));
    expect(workbench.told()).toEqual([]);
  });
});
