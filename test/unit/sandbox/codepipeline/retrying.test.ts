import { describe, expect, it } from 'vitest';
import {
  aBuild,
  aPipeline,
  aSource,
  aStage,
  aWorkbench,
  MINUTE,
  stageState,
  startOf,
  statusOf,
  type Workbench,
} from './workbench.ts';

const TWO_GROUPS = aPipeline({
  stages: [
    aStage('Source', aSource()),
    aStage('Build', aBuild({ name: 'A' }), aBuild({ name: 'B' }), aBuild({ name: 'C', runOrder: 2 })),
    aStage('Test', aBuild({ name: 'D' })),
  ],
});

const retry = (pipelineExecutionId: string, retryMode = 'FAILED_ACTIONS', stageName = 'Build') => ({
  pipelineName: 'shop-web',
  stageName,
  pipelineExecutionId,
  retryMode,
});

function failedIn(action: string) {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', { pipeline: TWO_GROUPS });
  workbench.clock.advance(2 * MINUTE);
  const { executionId: id } = workbench.service.commit({ pipeline: 'shop-web', fail: `Build/${action}` });
  workbench.clock.advance(2 * MINUTE);
  workbench.told();
  return { workbench, id };
}

describe('a failed action', () => {
  it('lets its group end, starts no later group, and fails stage and execution', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: TWO_GROUPS });
    workbench.clock.advance(2 * MINUTE);
    workbench.told();
    workbench.service.commit({ pipeline: 'shop-web', fail: 'Build/A' });
    workbench.clock.advance(2 * MINUTE);
    const told = workbench.told();
    expect(told.slice(-4).toSorted()).toEqual([
      'Action Build/A FAILED',
      'Action Build/B SUCCEEDED',
      'Pipeline FAILED',
      'Stage Build FAILED',
    ]);
    expect(told.slice(-2)).toEqual(['Stage Build FAILED', 'Pipeline FAILED']);
    expect(told.join()).not.toContain('Build/C');
  });
});

describe('retrying the failed actions', () => {
  it('keeps what succeeded, goes on in the same execution and counts the attempt', () => {
    const { workbench, id } = failedIn('A');
    workbench.call('RetryStageExecution', retry(id));
    workbench.clock.advance(2 * MINUTE);
    expect(workbench.told()).toEqual([
      'Pipeline RESUMED',
      'Stage Build RESUMED',
      'Action Build/A STARTED',
      'Action Build/A SUCCEEDED',
      'Action Build/C STARTED',
      'Action Build/C SUCCEEDED',
      'Stage Build SUCCEEDED',
      'Stage Test STARTED',
      'Action Test/D STARTED',
      'Action Test/D SUCCEEDED',
      'Stage Test SUCCEEDED',
      'Pipeline SUCCEEDED',
    ]);
    expect(workbench.events.at(-1)?.detail).toMatchObject({ 'pipeline-execution-attempt': 2 });
    expect(stageState(workbench, 'Build').retryStageMetadata).toEqual({
      manualStageRetryAttempt: 1,
      latestRetryTrigger: 'ManualStageRetry',
    });
  });

  it('is allowed while others of the group still run; retrying all actions is not', () => {
    const workbench = aWorkbench();
    const quick = aBuild({
      name: 'Quick',
      actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' },
      configuration: { FunctionName: 'smoke-test' },
    });
    workbench.call('CreatePipeline', {
      pipeline: aPipeline({ stages: [aStage('Source', aSource()), aStage('Build', aBuild({ name: 'Slow' }), quick)] }),
    });
    workbench.clock.advance(MINUTE);
    const { executionId } = workbench.service.commit({ pipeline: 'shop-web', fail: 'Build/Quick' });
    workbench.told();
    // A source takes at most 5 s and the function at most 6 s; the build takes at least 8 s.
    workbench.clock.advance(11_500);
    expect(stageState(workbench, 'Build').actionStates.map(({ latestExecution }) => latestExecution?.status)).toEqual([
      'InProgress',
      'Failed',
    ]);
    expect(stageState(workbench, 'Build').latestExecution?.status).toBe('InProgress');
    expect(workbench.refused('RetryStageExecution', retry(executionId, 'ALL_ACTIONS')).name).toBe(
      'StageNotRetryableException',
    );

    workbench.call('RetryStageExecution', retry(executionId));
    workbench.clock.advance(MINUTE);

    expect(statusOf(workbench, executionId)).toBe('Succeeded');
    expect(workbench.told().filter((text) => text.startsWith('Action Build/Slow'))).toEqual([
      'Action Build/Slow STARTED',
      'Action Build/Slow SUCCEEDED',
    ]);
  });
});

it('retrying all actions runs every action again, from the first group', () => {
  const { workbench, id } = failedIn('C');
  workbench.call('RetryStageExecution', retry(id, 'ALL_ACTIONS'));
  expect(workbench.told().slice(2)).toEqual(['Action Build/A STARTED', 'Action Build/B STARTED']);
});

describe('a retry is refused', () => {
  const name = (workbench: Workbench, input: object) => workbench.refused('RetryStageExecution', input).name;

  it('where nothing failed, where the execution never was, and for an execution that is not known', () => {
    const { workbench, id } = failedIn('A');
    expect(name(workbench, retry(id, 'FAILED_ACTIONS', 'Source'))).toBe('StageNotRetryableException');
    expect(name(workbench, retry(id, 'FAILED_ACTIONS', 'Test'))).toBe('StageNotRetryableException');
    expect(name(workbench, retry(id, 'FAILED_ACTIONS', 'Live'))).toBe('StageNotFoundException');
    expect(name(workbench, retry('33333333-aaaa-4bbb-8ccc-444444444444'))).toBe('StageNotRetryableException');
  });

  it('as soon as a later execution has entered the stage', () => {
    const { workbench, id } = failedIn('A');
    startOf(workbench);
    workbench.clock.advance(8_000);
    expect(name(workbench, retry(id))).toBe('NotLatestPipelineExecutionException');
  });

  it('after the definition was updated, and while the first retry runs', () => {
    const { workbench, id } = failedIn('A');
    workbench.call('RetryStageExecution', retry(id));
    expect(name(workbench, retry(id))).toBe('StageNotRetryableException');
    workbench.call('UpdatePipeline', { pipeline: TWO_GROUPS });
    workbench.clock.advance(2 * MINUTE);
    expect(name(workbench, retry(id))).toBe('StageNotRetryableException');
  });
});

it('a stage that was stopped can be taken up again', () => {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', { pipeline: TWO_GROUPS });
  workbench.clock.advance(6_000);
  const id = workbench.service.yard()[0]?.latest?.executionId ?? '';
  workbench.call('StopPipelineExecution', { pipelineName: 'shop-web', pipelineExecutionId: id, abandon: true });
  workbench.call('RetryStageExecution', retry(id));
  workbench.clock.advance(2 * MINUTE);
  expect(statusOf(workbench, id)).toBe('Succeeded');
});

describe('onFailure: RETRY', () => {
  const pipeline = aPipeline({
    stages: [
      aStage('Source', aSource()),
      {
        ...aStage('Build', aBuild()),
        onFailure: { result: 'RETRY', retryConfiguration: { retryMode: 'ALL_ACTIONS' } },
      },
    ],
  });

  it('retries once by itself, before the failure is told', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline });
    workbench.clock.advance(MINUTE);
    workbench.told();
    const { executionId } = workbench.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    workbench.clock.advance(MINUTE);
    expect(statusOf(workbench, executionId)).toBe('Succeeded');
    expect(workbench.told().filter((text) => /FAILED|RESUMED/.test(text))).toEqual([
      'Action Build/Compile FAILED',
      'Pipeline RESUMED',
      'Stage Build RESUMED',
    ]);
    expect(stageState(workbench, 'Build').retryStageMetadata).toEqual({
      autoStageRetryAttempt: 1,
      latestRetryTrigger: 'AutomatedStageRetry',
    });
  });

  it('fails when the automatic attempt fails too', () => {
    const workbench = aWorkbench();
    const broken = aBuild({ configuration: { ProjectName: '#{Nowhere.Name}' } });
    workbench.call('CreatePipeline', {
      pipeline: {
        ...pipeline,
        stages: [aStage('Source', aSource()), { ...aStage('Build', broken), onFailure: { result: 'RETRY' } }],
      },
    });
    workbench.clock.advance(MINUTE);
    expect(workbench.told().slice(-7)).toEqual([
      'Action Build/Compile FAILED',
      'Pipeline RESUMED',
      'Stage Build RESUMED',
      'Action Build/Compile STARTED',
      'Action Build/Compile FAILED',
      'Stage Build FAILED',
      'Pipeline FAILED',
    ]);
  });
});
