import { describe, expect, it } from 'vitest';
import {
  aBuild,
  anApproval,
  aPipeline,
  aSource,
  aStage,
  aWorkbench,
  MINUTE,
  stageState,
  startOf,
  statusOf,
  tokenOf,
} from './workbench.ts';

const current = (workbench: ReturnType<typeof aWorkbench>) => workbench.service.yard()[0]?.latest?.executionId ?? '';

describe('updating a pipeline', () => {
  it('lets running actions finish, then cancels the execution; nothing new starts', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    workbench.clock.advance(5_000);
    const id = current(workbench);
    workbench.told();

    workbench.call('UpdatePipeline', { pipeline: aPipeline() });
    workbench.clock.advance(MINUTE);

    expect(workbench.told()).toEqual(['Action Build/Compile SUCCEEDED', 'Stage Build CANCELED', 'Pipeline CANCELED']);
    expect(statusOf(workbench, id)).toBe('Cancelled');
    expect(workbench.call('ListPipelineExecutions', { pipelineName: 'shop-web' })).toMatchObject({
      pipelineExecutionSummaries: [{}],
    });
  });

  it('cancels a waiting approval, and its token is worth nothing any more', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    workbench.clock.advance(MINUTE);
    const token = tokenOf(workbench);
    workbench.told();
    workbench.call('UpdatePipeline', { pipeline: aPipeline() });
    expect(workbench.told()).toEqual(['Action Prod/Go-ahead CANCELED', 'Stage Prod CANCELED', 'Pipeline CANCELED']);
    const answer = {
      pipelineName: 'shop-web',
      stageName: 'Prod',
      actionName: 'Go-ahead',
      token,
      result: { status: 'Approved', summary: '' },
    };
    expect(workbench.refused('PutApprovalResult', answer).name).toBe('InvalidApprovalTokenException');
    expect(stageState(workbench, 'Prod').actionStates[0]?.latestExecution?.status).toBe('Abandoned');
  });

  it('cancels waiters before it frees the stage in front of which they wait', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline({ executionMode: 'QUEUED' }) });
    workbench.clock.advance(MINUTE);
    const waiter = startOf(workbench);
    workbench.clock.advance(MINUTE);
    workbench.told();
    workbench.call('UpdatePipeline', { pipeline: aPipeline({ executionMode: 'QUEUED' }) });
    expect(workbench.told()).toEqual([
      'Pipeline CANCELED',
      'Action Prod/Go-ahead CANCELED',
      'Stage Prod CANCELED',
      'Pipeline CANCELED',
    ]);
    expect(statusOf(workbench, waiter)).toBe('Cancelled');
  });

  it('an execution that was stopping is stopped, not cancelled', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    workbench.clock.advance(5_000);
    const id = current(workbench);
    workbench.call('StopPipelineExecution', { pipelineName: 'shop-web', pipelineExecutionId: id });
    workbench.call('UpdatePipeline', { pipeline: aPipeline() });
    workbench.clock.advance(MINUTE);
    expect(statusOf(workbench, id)).toBe('Stopped');
  });

  it('keeps every version to be looked up, and the gates as they were', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    workbench.call('DisableStageTransition', {
      pipelineName: 'shop-web',
      stageName: 'Prod',
      transitionType: 'Inbound',
      reason: 'freeze',
    });
    workbench.call('UpdatePipeline', {
      pipeline: aPipeline({ stages: [aStage('Source', aSource()), aStage('Prod', anApproval())] }),
    });
    const stages = (version: number) =>
      workbench.call<{ pipeline: { stages: object[] } }>('GetPipeline', { name: 'shop-web', version }).pipeline.stages
        .length;
    expect([stages(1), stages(2)]).toEqual([3, 2]);
    expect(stageState(workbench, 'Prod').inboundTransitionState.enabled).toBe(false);
  });

  it('a PARALLEL execution that waits at a gate whose stage is gone goes on', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline({ executionMode: 'PARALLEL' }) });
    const id = current(workbench);
    workbench.call('DisableStageTransition', {
      pipelineName: 'shop-web',
      stageName: 'Build',
      transitionType: 'Inbound',
      reason: 'freeze',
    });
    workbench.clock.advance(MINUTE);
    workbench.told();
    workbench.call('UpdatePipeline', {
      pipeline: aPipeline({
        executionMode: 'PARALLEL',
        stages: [aStage('Source', aSource()), aStage('Prod', anApproval())],
      }),
    });
    expect(workbench.told()).toEqual(['Stage Build STARTED', 'Action Build/Compile STARTED']);
    workbench.clock.advance(MINUTE);
    expect(statusOf(workbench, id)).toBe('InProgress');
  });
});

describe('secrets in the configuration', () => {
  const gitHub = (token: string) =>
    aPipeline({
      stages: [
        aStage(
          'Source',
          aSource({
            actionTypeId: { category: 'Source', owner: 'ThirdParty', provider: 'GitHub', version: '1' },
            configuration: { Owner: 'railway-goods', Repo: 'shop', Branch: 'main', OAuthToken: token },
          }),
        ),
        aStage('Build', aBuild({ configuration: { ProjectName: 'b' } })),
      ],
    });

  it('are never given back, in no answer and no event', () => {
    const workbench = aWorkbench();
    const answers = [workbench.call('CreatePipeline', { pipeline: gitHub('ghp_secret') })];
    workbench.clock.advance(MINUTE);
    answers.push(
      workbench.call('GetPipeline', { name: 'shop-web' }),
      workbench.call('GetPipelineState', { name: 'shop-web' }),
    );
    answers.push(
      workbench.call('ListActionExecutions', { pipelineName: 'shop-web' }),
      workbench.call('UpdatePipeline', { pipeline: gitHub('****') }),
    );
    expect(JSON.stringify(answers)).not.toContain('ghp_secret');
    expect(JSON.stringify(answers)).toContain('"OAuthToken":"****"');
    expect(JSON.stringify(workbench.events)).not.toContain('ghp_secret');
  });
});

it('a deleted pipeline leaves nothing behind, and its name is free again', () => {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', { pipeline: aPipeline() });
  workbench.told();
  workbench.call('DeletePipeline', { name: 'shop-web' });
  workbench.clock.advance(MINUTE);
  expect(workbench.told()).toEqual([]);
  expect(workbench.service.yard()).toEqual([]);
  workbench.call('CreatePipeline', { pipeline: aPipeline() });
  expect(workbench.call('ListPipelineExecutions', { pipelineName: 'shop-web' })).toMatchObject({
    pipelineExecutionSummaries: [{ status: 'InProgress' }],
  });
});
