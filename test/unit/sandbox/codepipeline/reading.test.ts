import { describe, expect, it } from 'vitest';
import {
  ACCOUNT,
  aPipeline,
  aWorkbench,
  DAY,
  MINUTE,
  type StateAnswer,
  stageState,
  startOf,
  type Workbench,
} from './workbench.ts';

interface Executions {
  pipelineExecutionSummaries: { pipelineExecutionId: string }[];
  nextToken?: string;
}
interface Actions {
  actionExecutionDetails: {
    actionName: string;
    status: string;
    pipelineExecutionId: string;
    actionExecutionId: string;
  }[];
  nextToken?: string;
}

const idsOf = ({ pipelineExecutionSummaries }: Executions) =>
  pipelineExecutionSummaries.map(({ pipelineExecutionId }) => pipelineExecutionId);
const list = (workbench: Workbench, input = {}) =>
  workbench.call<Executions>('ListPipelineExecutions', { pipelineName: 'shop-web', ...input });
const actions = (workbench: Workbench, input = {}) =>
  workbench.call<Actions>('ListActionExecutions', { pipelineName: 'shop-web', ...input });

function withExecutions(count: number) {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', { pipeline: aPipeline({ executionMode: 'PARALLEL' }) });
  for (let started = 1; started < count; started += 1) startOf(workbench);
  return workbench;
}

describe('lists', () => {
  it('are newest first, and pages neither repeat nor miss when new executions come between', () => {
    const workbench = withExecutions(5);
    const all = idsOf(list(workbench));
    const first = list(workbench, { maxResults: 2 });
    startOf(workbench);
    const second = list(workbench, { maxResults: 2, nextToken: first.nextToken });
    const third = list(workbench, { maxResults: 2, nextToken: second.nextToken });
    expect([...idsOf(first), ...idsOf(second), ...idsOf(third)]).toEqual(all);
    expect(third.nextToken).toBeUndefined();
  });

  it('give at most a hundred at a time when nobody says how many', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    for (let started = 0; started < 120; started += 1) startOf(workbench);
    expect(idsOf(list(workbench))).toHaveLength(100);
    expect(list(workbench).nextToken).toMatch(/^.{1,2048}$/);
  });

  it('refuse tokens of other lists, of other filters and changed ones', () => {
    const workbench = withExecutions(3);
    workbench.clock.advance(MINUTE);
    const nextToken = list(workbench, { maxResults: 1 }).nextToken ?? '';
    const refused = (operation: string, input: object) =>
      workbench.refused(operation, { pipelineName: 'shop-web', ...input }).name;
    expect(refused('ListActionExecutions', { nextToken })).toBe('InvalidNextTokenException');
    expect(refused('ListPipelineExecutions', { nextToken, filter: { succeededInStage: { stageName: 'Build' } } })).toBe(
      'InvalidNextTokenException',
    );
    expect(refused('ListPipelineExecutions', { nextToken: `${nextToken}A` })).toBe('InvalidNextTokenException');
    expect(refused('ListPipelineExecutions', { nextToken: ` ${nextToken}` })).toBe('InvalidNextTokenException');
    expect(
      workbench.refused('ListTagsForResource', {
        resourceArn: 'arn:aws:codepipeline:eu-west-1:123456789012:shop-web',
        nextToken,
      }).name,
    ).toBe('InvalidNextTokenException');
  });
});

describe('action executions', () => {
  function retried() {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    workbench.clock.advance(MINUTE);
    const { executionId } = workbench.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    workbench.clock.advance(MINUTE);
    workbench.call('RetryStageExecution', {
      pipelineName: 'shop-web',
      stageName: 'Build',
      pipelineExecutionId: executionId,
      retryMode: 'FAILED_ACTIONS',
    });
    workbench.clock.advance(MINUTE);
    return { workbench, executionId };
  }
  const told = ({ actionExecutionDetails }: Actions) =>
    actionExecutionDetails.map(({ actionName, status }) => `${actionName} ${status}`);

  it('of one execution: all runs, or only those that count since the last retry', () => {
    const { workbench, executionId: pipelineExecutionId } = retried();
    const all = ['Compile Succeeded', 'Compile Failed', 'App Succeeded'];
    expect(told(actions(workbench, { filter: { pipelineExecutionId } }))).toEqual(all);
    expect(
      told(
        actions(workbench, { filter: { latestInPipelineExecution: { pipelineExecutionId, startTimeRange: 'All' } } }),
      ),
    ).toEqual(all);
    expect(
      told(
        actions(workbench, {
          filter: { latestInPipelineExecution: { pipelineExecutionId, startTimeRange: 'Latest' } },
        }),
      ),
    ).toEqual(['Compile Succeeded', 'App Succeeded']);
  });

  it('each run has an id of its own, the same as in its events', () => {
    const { workbench, executionId } = retried();
    const ids = actions(workbench).actionExecutionDetails.map(({ actionExecutionId }) => actionExecutionId);
    expect(new Set(ids).size).toBe(ids.length);
    const told = workbench.events.flatMap(({ detail }) => detail['action-execution-id'] ?? []);
    expect(new Set(told)).toEqual(new Set(ids));
    expect(executionId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the state of a pipeline', () => {
  it('has an entry for every declared stage and action, also before anything ran in it', () => {
    const workbench = aWorkbench({ speed: 0 });
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    const { stageStates, ...rest } = workbench.call<StateAnswer>('GetPipelineState', { name: 'shop-web' });
    expect(rest).toEqual({
      pipelineName: 'shop-web',
      pipelineVersion: 1,
      created: 1772442927.104,
      updated: 1772442927.104,
    });
    expect(
      stageStates.map(({ stageName, latestExecution, actionStates }) => [
        stageName,
        latestExecution?.status,
        actionStates.map(({ actionName, latestExecution: run }) => [actionName, run?.status]),
      ]),
    ).toEqual([
      ['Source', 'InProgress', [['App', 'InProgress']]],
      ['Build', undefined, [['Compile', undefined]]],
      [
        'Prod',
        undefined,
        [
          ['Go-ahead', undefined],
          ['Ship', undefined],
        ],
      ],
    ]);
  });

  it('tells the revision of a source action once it has been fetched, and keeps it while the next is fetched', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    const source = () => stageState(workbench, 'Source').actionStates[0];
    expect(source()).not.toHaveProperty('currentRevision');
    workbench.clock.advance(MINUTE);
    const before = source()?.currentRevision?.revisionId;
    workbench.service.commit({ pipeline: 'shop-web' });
    expect(source()).toMatchObject({
      currentRevision: { revisionId: before },
      latestExecution: { status: 'InProgress' },
    });
    workbench.clock.advance(MINUTE);
    expect(source()?.currentRevision?.revisionId).not.toBe(before);
    expect(source()?.revisionUrl).toContain(source()?.currentRevision?.revisionId);
  });
});

describe('history', () => {
  it('is forgotten after twelve months; what the stages still show stays', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    for (let started = 0; started < 5; started += 1) {
      workbench.clock.advance(MINUTE);
      startOf(workbench);
    }
    workbench.clock.advance(8 * DAY);
    const before = idsOf(list(workbench)).length;
    workbench.clock.advance(800 * DAY);
    const kept = idsOf(list(workbench));
    expect(before).toBe(6);
    expect(kept.length).toBeLessThan(before);
    expect(kept).toContain(stageState(workbench, 'Prod').latestExecution?.pipelineExecutionId);
  });
});

describe('the yard', () => {
  it('shows stages, gates, actions and the newest commit as they are', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    workbench.clock.advance(MINUTE);
    const first = workbench.service.yard()[0]?.latest?.executionId;
    const { executionId, commitId } = workbench.service.commit({ pipeline: 'shop-web', message: 'Faster search' });
    workbench.call('DisableStageTransition', {
      pipelineName: 'shop-web',
      stageName: 'Build',
      transitionType: 'Inbound',
      reason: 'freeze',
    });
    workbench.clock.advance(MINUTE);
    expect(workbench.service.yard()).toEqual([
      {
        name: 'shop-web',
        account: ACCOUNT,
        region: 'eu-west-1',
        executionMode: 'SUPERSEDED',
        stages: [
          {
            name: 'Source',
            status: 'Succeeded',
            executionId,
            inbound: [],
            transition: { enabled: true },
            actions: [{ name: 'App', provider: 'CodeStarSourceConnection', category: 'Source', status: 'Succeeded' }],
          },
          {
            name: 'Build',
            status: 'Succeeded',
            executionId: first,
            inbound: [executionId],
            transition: { enabled: false, reason: 'freeze' },
            actions: [{ name: 'Compile', provider: 'CodeBuild', category: 'Build', status: 'Succeeded' }],
          },
          {
            name: 'Prod',
            status: 'InProgress',
            executionId: first,
            inbound: [],
            transition: { enabled: true },
            actions: [
              { name: 'Go-ahead', provider: 'Manual', category: 'Approval', status: 'InProgress' },
              { name: 'Ship', provider: 'CodeDeploy', category: 'Deploy', status: null },
            ],
          },
        ],
        latest: { executionId, status: 'InProgress', commitId, message: 'Faster search', author: 'Dana Reyes' },
      },
    ]);
  });

  it('shows what is newest in each stage of a PARALLEL pipeline, and pipelines of all Regions', () => {
    const workbench = withExecutions(2);
    workbench.clock.advance(MINUTE);
    workbench.call('CreatePipeline', { pipeline: aPipeline({ name: 'far' }) }, 'us-east-1');
    const [near, far] = workbench.service.yard();
    expect(near?.stages.map(({ status, executionId }) => [status, executionId === near.latest?.executionId])).toEqual([
      ['Succeeded', true],
      ['Succeeded', true],
      ['InProgress', true],
    ]);
    expect(far).toMatchObject({ name: 'far', region: 'us-east-1' });
  });

  it('is announced: listeners are called after every change and not without one', () => {
    const workbench = aWorkbench();
    let changes = 0;
    workbench.service.onChange(() => {
      changes += 1;
    });
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    expect(changes).toBe(1);
    workbench.call('GetPipelineState', { name: 'shop-web' });
    workbench.refused('GetPipelineState', { name: 'shop' });
    expect(changes).toBe(1);
    workbench.clock.advance(5_000);
    expect(changes).toBe(2);
  });
});
