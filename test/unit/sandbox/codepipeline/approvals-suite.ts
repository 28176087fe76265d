import { describe, expect, it } from 'vitest';
import {
  actionState,
  anApproval,
  answerApproval,
  aPipeline,
  aSource,
  aStage,
  aWorkbench,
  CALLER,
  DAY,
  MINUTE,
  stageState,
  startOf,
  statusOf,
  tokenOf,
} from './workbench.ts';

function waiting(timeoutInMinutes?: number) {
  const workbench = aWorkbench();
  const approval = anApproval(timeoutInMinutes === undefined ? {} : { timeoutInMinutes });
  workbench.call('CreatePipeline', {
    pipeline: aPipeline({ stages: [aStage('Source', aSource()), aStage('Prod', approval)] }),
  });
  workbench.clock.advance(MINUTE);
  workbench.told();
  return { workbench, id: workbench.service.yard()[0]?.latest?.executionId ?? '' };
}

const answer = (token: string, change = {}) => ({
  pipelineName: 'shop-web',
  stageName: 'Prod',
  actionName: 'Go-ahead',
  token,
  result: { status: 'Approved', summary: '' },
  ...change,
});

/** The rules of approvals, whichever way TOKEN_EQUALS_ACTION_EXECUTION_ID (choices.ts) is set.
 * @param equal how it is set in the file that runs them */
export function approvalRules(equal: boolean): void {
  describe('a manual approval', () => {
    it(`has a token while it waits, which ${equal ? 'is the action execution id' : 'is another than the action execution id and never in an event'}`, () => {
      const { workbench } = waiting();
      const run = actionState(workbench, 'Prod', 'Go-ahead');
      expect(run.token).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(run.token === run.actionExecutionId).toBe(equal);
      expect(JSON.stringify(workbench.events).includes(run.token ?? '')).toBe(equal);
    });

    it('approved: the action succeeds, with the words and the ARN of whoever answered', () => {
      const { workbench, id } = waiting();
      answerApproval(workbench, tokenOf(workbench), 'Approved', 'checked on staging');
      expect(workbench.told()).toEqual([
        'Action Prod/Go-ahead SUCCEEDED',
        'Stage Prod SUCCEEDED',
        'Pipeline SUCCEEDED',
      ]);
      expect(actionState(workbench, 'Prod', 'Go-ahead')).toMatchObject({
        status: 'Succeeded',
        summary: 'checked on staging',
        lastUpdatedBy: CALLER,
      });
      expect(actionState(workbench, 'Prod', 'Go-ahead')).not.toHaveProperty('token');
      expect(statusOf(workbench, id)).toBe('Succeeded');
    });

    it('rejected: action, stage and execution fail', () => {
      const { workbench, id } = waiting();
      answerApproval(workbench, tokenOf(workbench), 'Rejected', 'not today');
      expect(workbench.told()).toEqual(['Action Prod/Go-ahead FAILED', 'Stage Prod FAILED', 'Pipeline FAILED']);
      expect(workbench.events.at(-3)?.detail['execution-result']).toEqual({
        'external-execution-summary': 'not today',
        'error-code': 'JobFailed',
      });
      expect(statusOf(workbench, id)).toBe('Failed');
    });

    it('fails after seven days, or after its own time-out', () => {
      const usual = waiting();
      usual.workbench.clock.advance(7 * DAY - 2 * MINUTE);
      expect(usual.workbench.told()).toEqual([]);
      usual.workbench.clock.advance(2 * MINUTE);
      expect(usual.workbench.told()).toEqual(['Action Prod/Go-ahead FAILED', 'Stage Prod FAILED', 'Pipeline FAILED']);

      const short = waiting(5);
      const token = tokenOf(short.workbench);
      short.workbench.clock.advance(5 * MINUTE);
      expect(statusOf(short.workbench, short.id)).toBe('Failed');
      expect(short.workbench.refused('PutApprovalResult', answer(token)).name).toBe('InvalidApprovalTokenException');
    });

    it('takes one answer: a second is told that the first was faster', () => {
      const { workbench } = waiting();
      const token = tokenOf(workbench);
      answerApproval(workbench, token, 'Rejected');
      expect(workbench.refused('PutApprovalResult', answer(token)).name).toBe('ApprovalAlreadyCompletedException');
    });

    it('does not take the token of an earlier run: each run has a new one', () => {
      const { workbench, id } = waiting();
      const old = tokenOf(workbench);
      answerApproval(workbench, old, 'Rejected');
      workbench.call('RetryStageExecution', {
        pipelineName: 'shop-web',
        stageName: 'Prod',
        pipelineExecutionId: id,
        retryMode: 'FAILED_ACTIONS',
      });
      expect(tokenOf(workbench)).not.toBe(old);
      expect(workbench.refused('PutApprovalResult', answer(old)).name).toBe('ApprovalAlreadyCompletedException');
      expect(statusOf(workbench, id)).toBe('InProgress');
    });

    it('is not answered through another action, and unknown names are told apart', () => {
      const { workbench } = waiting();
      const token = tokenOf(workbench);
      expect(workbench.refused('PutApprovalResult', answer(token, { pipelineName: 'shop' })).name).toBe(
        'PipelineNotFoundException',
      );
      expect(workbench.refused('PutApprovalResult', answer(token, { stageName: 'Live' })).name).toBe(
        'StageNotFoundException',
      );
      expect(workbench.refused('PutApprovalResult', answer(token, { actionName: 'Stop' })).name).toBe(
        'ActionNotFoundException',
      );
      expect(
        workbench.refused('PutApprovalResult', answer(token, { stageName: 'Source', actionName: 'App' })).name,
      ).toBe('InvalidApprovalTokenException');
      expect(workbench.refused('PutApprovalResult', answer(token, { result: { status: 'Approved' } })).name).toBe(
        'ValidationException',
      );
    });

    it('is not held by a paused sandbox: its time-out goes on', () => {
      const { workbench, id } = waiting(5);
      workbench.service.setSpeed(0);
      workbench.clock.advance(6 * MINUTE);
      expect(statusOf(workbench, id)).toBe('Failed');
    });

    it('tells of its latest run in the state, also when that belongs to an older execution than the stage does', () => {
      const workbench = aWorkbench();
      workbench.call('CreatePipeline', { pipeline: aPipeline() });
      workbench.clock.advance(MINUTE);
      answerApproval(workbench, tokenOf(workbench), 'Approved');
      workbench.clock.advance(MINUTE);
      const shipped = actionState(workbench, 'Prod', 'Ship').actionExecutionId;
      const second = startOf(workbench);
      workbench.clock.advance(MINUTE);
      expect(stageState(workbench, 'Prod').latestExecution?.pipelineExecutionId).toBe(second);
      expect(actionState(workbench, 'Prod', 'Ship')).toMatchObject({ actionExecutionId: shipped, status: 'Succeeded' });
    });
  });
}
