import { describe, expect, it } from 'vitest';
import { aPipeline, aWorkbench, CALLER, DAY, MINUTE, stageState, startOf, statusOf } from './workbench.ts';

const build = { pipelineName: 'shop-web', stageName: 'Build', transitionType: 'Inbound' };
const behindSource = { pipelineName: 'shop-web', stageName: 'Source', transitionType: 'Outbound' };

function closedBeforeBuild() {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', { pipeline: aPipeline() });
  workbench.call('DisableStageTransition', { ...build, reason: 'end-of-quarter freeze' });
  workbench.clock.advance(MINUTE);
  const id = workbench.service.yard()[0]?.latest?.executionId ?? '';
  return { workbench, id };
}

describe('a closed transition', () => {
  it('holds executions in front of the stage and says who closed it, when and why', () => {
    const { workbench, id } = closedBeforeBuild();
    expect(stageState(workbench, 'Build')).toMatchObject({
      inboundExecution: { pipelineExecutionId: id, status: 'InProgress' },
      inboundTransitionState: {
        enabled: false,
        lastChangedBy: CALLER,
        lastChangedAt: 1772442927.104,
        disabledReason: 'end-of-quarter freeze',
      },
    });
  });

  it('does not stop who is inside the stage already', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    workbench.clock.advance(MINUTE);
    workbench.call('DisableStageTransition', { ...build, reason: 'freeze' });
    expect(stageState(workbench, 'Prod').latestExecution?.status).toBe('InProgress');
  });

  it('opens for the newest waiter at once; nothing of all this is told as an event', () => {
    const { workbench, id } = closedBeforeBuild();
    const newer = startOf(workbench);
    workbench.clock.advance(MINUTE);
    expect(statusOf(workbench, id)).toBe('Superseded');
    workbench.told();

    workbench.call('EnableStageTransition', build);

    expect(workbench.told()).toEqual(['Stage Build STARTED', 'Action Build/Compile STARTED']);
    expect(stageState(workbench, 'Build').latestExecution?.pipelineExecutionId).toBe(newer);
    expect(stageState(workbench, 'Build').inboundTransitionState).not.toHaveProperty('disabledReason');
  });

  it('behind one stage is the one in front of the next', () => {
    const { workbench } = closedBeforeBuild();
    workbench.call('EnableStageTransition', behindSource);
    expect(stageState(workbench, 'Build').inboundTransitionState.enabled).toBe(true);
    workbench.call('DisableStageTransition', { ...behindSource, reason: 'again' });
    expect(stageState(workbench, 'Build').inboundTransitionState.disabledReason).toBe('again');
  });

  it('behind the last stage is accepted and closes nothing', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    workbench.call('DisableStageTransition', {
      pipelineName: 'shop-web',
      stageName: 'Prod',
      transitionType: 'Outbound',
      reason: 'x',
    });
    for (const stage of ['Source', 'Build', 'Prod'])
      expect(stageState(workbench, stage).inboundTransitionState.enabled).toBe(true);
  });

  it('does not let a waiter of more than thirty days go on; a new execution takes its place', () => {
    const { workbench, id } = closedBeforeBuild();
    workbench.clock.advance(31 * DAY);
    workbench.call('EnableStageTransition', build);
    expect(stageState(workbench, 'Build').inboundExecution?.pipelineExecutionId).toBe(id);

    const newer = startOf(workbench);
    workbench.clock.advance(MINUTE);
    expect(statusOf(workbench, id)).toBe('Superseded');
    expect(stageState(workbench, 'Build').latestExecution?.pipelineExecutionId).toBe(newer);
  });
});
