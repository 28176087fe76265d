import { describe, expect, it } from 'vitest';
import {
  aBuild,
  anApproval,
  answerApproval,
  aPipeline,
  aSource,
  aStage,
  aWorkbench,
  MINUTE,
  stageState,
  startOf,
  statusOf,
  tokenOf,
  type Workbench,
} from './workbench.ts';

const waitingAt = (workbench: Workbench, stage: string) =>
  stageState(workbench, stage).inboundExecutions?.map(({ pipelineExecutionId }) => pipelineExecutionId) ?? [];

/** One execution waits for approval in Prod; it was started by the pipeline's creation. */
function atApproval(executionMode: 'SUPERSEDED' | 'QUEUED' | 'PARALLEL') {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', { pipeline: aPipeline({ executionMode }) });
  workbench.clock.advance(MINUTE);
  const [yard] = workbench.service.yard();
  return { workbench, first: yard?.latest?.executionId ?? '' };
}

describe('a SUPERSEDED pipeline', () => {
  it('lets a newer execution take the place of the one that waits in front of a stage', () => {
    const { workbench, first } = atApproval('SUPERSEDED');
    const second = startOf(workbench);
    workbench.clock.advance(MINUTE);
    expect(waitingAt(workbench, 'Prod')).toEqual([second]);

    const third = startOf(workbench);
    workbench.told();
    workbench.clock.advance(MINUTE);

    expect(waitingAt(workbench, 'Prod')).toEqual([third]);
    expect(statusOf(workbench, second)).toBe('Superseded');
    expect(statusOf(workbench, first)).toBe('InProgress');
    expect(workbench.told().filter((text) => text.includes('SUPERSEDED'))).toEqual(['Pipeline SUPERSEDED']);
  });

  it('never supersedes an execution inside a stage, also not one that waits for approval there', () => {
    const { workbench, first } = atApproval('SUPERSEDED');
    for (let count = 0; count < 3; count += 1) {
      startOf(workbench);
      workbench.clock.advance(MINUTE);
    }
    expect(stageState(workbench, 'Prod').latestExecution).toEqual({
      pipelineExecutionId: first,
      status: 'InProgress',
      type: 'STANDARD',
    });
  });

  it('supersedes in front of the source stage too', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    const second = startOf(workbench);
    const third = startOf(workbench);
    expect(statusOf(workbench, second)).toBe('Superseded');
    expect(waitingAt(workbench, 'Source')).toEqual([third]);
  });

  it('lets the waiter in as soon as the stage is free', () => {
    const { workbench, first } = atApproval('SUPERSEDED');
    const second = startOf(workbench);
    workbench.clock.advance(MINUTE);

    answerApproval(workbench, tokenOf(workbench), 'Rejected', 'not today');

    expect(statusOf(workbench, first)).toBe('Failed');
    expect(stageState(workbench, 'Prod').latestExecution?.pipelineExecutionId).toBe(second);
    expect(waitingAt(workbench, 'Prod')).toEqual([]);
  });
});

describe('a QUEUED pipeline', () => {
  it('keeps all waiters, first in first out', () => {
    const { workbench, first } = atApproval('QUEUED');
    const second = startOf(workbench);
    workbench.clock.advance(MINUTE);
    const third = startOf(workbench);
    workbench.clock.advance(MINUTE);
    expect(waitingAt(workbench, 'Prod')).toEqual([second, third]);

    for (const expected of [second, third]) {
      answerApproval(workbench, tokenOf(workbench), 'Approved');
      workbench.clock.advance(MINUTE);
      expect(stageState(workbench, 'Prod').latestExecution?.pipelineExecutionId).toBe(expected);
    }
    expect([first, second, third].map((id) => statusOf(workbench, id))).toEqual([
      'Succeeded',
      'Succeeded',
      'InProgress',
    ]);
  });

  it('holds fifty executions, those in front of a stage included', () => {
    const { workbench } = atApproval('QUEUED');
    for (let count = 1; count < 50; count += 1) startOf(workbench);
    expect(workbench.refused('StartPipelineExecution', { name: 'shop-web' }).name).toBe(
      'ConcurrentPipelineExecutionsLimitExceededException',
    );
    workbench.told();
    const { executionId } = workbench.service.commit({ pipeline: 'shop-web' });
    expect(statusOf(workbench, executionId)).toBe('Failed');
    expect(workbench.told()).toEqual(['Pipeline STARTED', 'Pipeline FAILED']);
  });
});

describe('a PARALLEL pipeline', () => {
  it('runs executions side by side and shows no state of its stages', () => {
    const { workbench } = atApproval('PARALLEL');
    startOf(workbench);
    workbench.clock.advance(MINUTE);

    expect(stageState(workbench, 'Prod')).toEqual({
      stageName: 'Prod',
      inboundTransitionState: { enabled: true },
      actionStates: [{ actionName: 'Go-ahead' }, expect.objectContaining({ actionName: 'Ship' })],
    });
    const { actionExecutionDetails } = workbench.call<{
      actionExecutionDetails: { actionName: string; status: string }[];
    }>('ListActionExecutions', { pipelineName: 'shop-web' });
    expect(
      actionExecutionDetails.filter(({ actionName, status }) => actionName === 'Go-ahead' && status === 'InProgress'),
    ).toHaveLength(2);
  });

  it('hands out the token of an approval as the externalExecutionId of the run', () => {
    const { workbench, first } = atApproval('PARALLEL');
    const { actionExecutionDetails: [run] = [] } = workbench.call<{
      actionExecutionDetails: { output: { executionResult: { externalExecutionId: string } } }[];
    }>('ListActionExecutions', { pipelineName: 'shop-web' });

    answerApproval(workbench, run?.output.executionResult.externalExecutionId ?? '', 'Approved');
    workbench.clock.advance(MINUTE);

    expect(statusOf(workbench, first)).toBe('Succeeded');
  });

  it('runs at most five actions of an execution at a time', () => {
    const workbench = aWorkbench();
    const builds = Array.from({ length: 7 }, (_, index) => aBuild({ name: `B${index}` }));
    workbench.call('CreatePipeline', {
      pipeline: aPipeline({
        executionMode: 'PARALLEL',
        stages: [aStage('Source', aSource()), aStage('Build', ...builds)],
      }),
    });
    workbench.clock.advance(5_500);
    const running = () =>
      workbench
        .call<{ actionExecutionDetails: { status: string }[] }>('ListActionExecutions', { pipelineName: 'shop-web' })
        .actionExecutionDetails.filter(({ status }) => status === 'InProgress').length;
    expect(running()).toBe(5);
    workbench.clock.advance(MINUTE);
    expect(workbench.told().at(-1)).toBe('Pipeline SUCCEEDED');
  });

  it('waits in front of a closed gate, and all go on when it opens', () => {
    const { workbench } = atApproval('PARALLEL');
    const gate = { pipelineName: 'shop-web', stageName: 'Build', transitionType: 'Inbound' };
    workbench.call('DisableStageTransition', { ...gate, reason: 'freeze' });
    startOf(workbench);
    startOf(workbench);
    workbench.clock.advance(MINUTE);
    expect(workbench.service.yard()[0]?.stages[1]?.inbound).toHaveLength(2);
    workbench.told();
    workbench.call('EnableStageTransition', gate);
    expect(workbench.told()).toEqual([
      'Stage Build STARTED',
      'Action Build/Compile STARTED',
      'Stage Build STARTED',
      'Action Build/Compile STARTED',
    ]);
  });
});

describe('changing the mode', () => {
  it('to PARALLEL empties the state of the stages; back again it is shown as it was', () => {
    const { workbench, first } = atApproval('SUPERSEDED');
    answerApproval(workbench, tokenOf(workbench), 'Approved');
    workbench.clock.advance(MINUTE);
    workbench.call('UpdatePipeline', { pipeline: aPipeline({ executionMode: 'PARALLEL' }) });
    expect(stageState(workbench, 'Prod').latestExecution).toBeUndefined();
    startOf(workbench);
    workbench.clock.advance(MINUTE);
    workbench.call('UpdatePipeline', { pipeline: aPipeline({ executionMode: 'SUPERSEDED' }) });
    expect(stageState(workbench, 'Prod').latestExecution?.pipelineExecutionId).toBe(first);
  });

  it('PARALLEL executions go on by their own version when the pipeline is updated', () => {
    const { workbench } = atApproval('PARALLEL');
    const id = startOf(workbench);
    workbench.call('UpdatePipeline', {
      pipeline: aPipeline({
        executionMode: 'PARALLEL',
        stages: [aStage('Source', aSource()), aStage('Sign', anApproval())],
      }),
    });
    workbench.told();
    workbench.clock.advance(MINUTE);
    expect(workbench.told()).toContain('Stage Prod STARTED');
    expect(statusOf(workbench, id)).toBe('InProgress');
  });
});
