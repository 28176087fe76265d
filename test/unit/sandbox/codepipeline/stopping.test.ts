import { describe, expect, it } from 'vitest';
import {
  actionState,
  answerApproval,
  aPipeline,
  aWorkbench,
  MINUTE,
  stageState,
  startOf,
  statusOf,
  tokenOf,
} from './workbench.ts';

const stop = (pipelineExecutionId: string, change = {}) => ({
  pipelineName: 'shop-web',
  pipelineExecutionId,
  reason: 'wrong branch',
  ...change,
});

/** The build of an execution is running. */
function building() {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', { pipeline: aPipeline() });
  workbench.clock.advance(5_000);
  workbench.told();
  return { workbench, id: workbench.service.yard()[0]?.latest?.executionId ?? '' };
}

describe('stop and wait', () => {
  it('lets the running action end, starts no other, and then is stopped', () => {
    const { workbench, id } = building();
    workbench.call('StopPipelineExecution', stop(id));
    expect(statusOf(workbench, id)).toBe('Stopping');
    expect(stageState(workbench, 'Build').latestExecution?.status).toBe('Stopping');
    workbench.clock.advance(MINUTE);
    expect(workbench.told()).toEqual([
      'Pipeline STOPPING',
      'Stage Build STOPPING',
      'Action Build/Compile SUCCEEDED',
      'Stage Build STOPPED',
      'Pipeline STOPPED',
    ]);
    expect(workbench.events.find(({ detail }) => detail.state === 'STOPPING')?.detail['stop-execution-comments']).toBe(
      'wrong branch',
    );
    expect(workbench.call('ListPipelineExecutions', { pipelineName: 'shop-web' })).toMatchObject({
      pipelineExecutionSummaries: [{ status: 'Stopped', stopTrigger: { reason: 'wrong branch' } }],
    });
  });

  it('is stopped also when the running action fails', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    workbench.clock.advance(MINUTE);
    const { executionId } = workbench.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    workbench.clock.advance(5_000);
    workbench.call('StopPipelineExecution', stop(executionId));
    workbench.clock.advance(MINUTE);
    expect(actionState(workbench, 'Build', 'Compile').status).toBe('Failed');
    expect(statusOf(workbench, executionId)).toBe('Stopped');
  });

  it('holds the stage until a waiting approval is answered', () => {
    const { workbench, id } = building();
    workbench.clock.advance(MINUTE);
    workbench.call('StopPipelineExecution', stop(id));
    const next = startOf(workbench);
    workbench.clock.advance(MINUTE);
    expect(stageState(workbench, 'Prod').inboundExecution?.pipelineExecutionId).toBe(next);
    answerApproval(workbench, tokenOf(workbench), 'Approved');
    expect(statusOf(workbench, id)).toBe('Stopped');
    expect(stageState(workbench, 'Prod').latestExecution?.pipelineExecutionId).toBe(next);
  });

  it('can be turned into abandon, but not asked for twice', () => {
    const { workbench, id } = building();
    workbench.call('StopPipelineExecution', stop(id));
    expect(workbench.refused('StopPipelineExecution', stop(id)).name).toBe('DuplicatedStopRequestException');
    workbench.call('StopPipelineExecution', stop(id, { abandon: true }));
    expect(statusOf(workbench, id)).toBe('Stopped');
  });
});

describe('stop and abandon', () => {
  it('abandons what runs and is stopped at once; the work that ends later changes nothing', () => {
    const { workbench, id } = building();
    workbench.call('StopPipelineExecution', stop(id, { abandon: true }));
    expect(workbench.told()).toEqual([
      'Pipeline STOPPING',
      'Stage Build STOPPING',
      'Action Build/Compile ABANDONED',
      'Stage Build STOPPED',
      'Pipeline STOPPED',
    ]);
    expect(actionState(workbench, 'Build', 'Compile').status).toBe('Abandoned');
    workbench.clock.advance(MINUTE);
    expect(workbench.told()).toEqual([]);
    expect(workbench.refused('StopPipelineExecution', stop(id, { abandon: true })).name).toBe(
      'PipelineExecutionNotStoppableException',
    );
  });

  it('takes the token of a waiting approval away', () => {
    const { workbench, id } = building();
    workbench.clock.advance(MINUTE);
    const token = tokenOf(workbench);
    workbench.call('StopPipelineExecution', stop(id, { abandon: true }));
    const answer = {
      pipelineName: 'shop-web',
      stageName: 'Prod',
      actionName: 'Go-ahead',
      token,
      result: { status: 'Approved', summary: '' },
    };
    expect(workbench.refused('PutApprovalResult', answer).name).toBe('InvalidApprovalTokenException');
  });
});

describe('an execution that waits in front of a stage', () => {
  it('is stopped at once, leaves its place and cannot be retried', () => {
    const { workbench } = building();
    workbench.clock.advance(MINUTE);
    const waiter = startOf(workbench);
    workbench.clock.advance(MINUTE);
    workbench.told();

    workbench.call('StopPipelineExecution', stop(waiter));

    expect(workbench.told()).toEqual(['Pipeline STOPPING', 'Pipeline STOPPED']);
    expect(stageState(workbench, 'Prod').inboundExecution).toBeUndefined();
    const retry = {
      pipelineName: 'shop-web',
      stageName: 'Prod',
      pipelineExecutionId: waiter,
      retryMode: 'ALL_ACTIONS',
    };
    expect(workbench.refused('RetryStageExecution', retry).name).toBe('StageNotRetryableException');
  });
});

it('an execution that the pipeline does not have cannot be stopped', () => {
  const { workbench } = building();
  expect(workbench.refused('StopPipelineExecution', stop('33333333-aaaa-4bbb-8ccc-444444444444')).name).toBe(
    'PipelineExecutionNotStoppableException',
  );
});
