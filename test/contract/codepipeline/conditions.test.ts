import {
  ConditionNotOverridableException,
  GetPipelineExecutionCommand,
  GetPipelineStateCommand,
  ListRuleExecutionsCommand,
  ListRuleTypesCommand,
  NotLatestPipelineExecutionException,
  OverrideStageConditionCommand,
  PipelineExecutionNotFoundException,
  PipelineNotFoundException,
  StageNotFoundException,
} from '@aws-sdk/client-codepipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../unit/sandbox/codepipeline/workbench.ts';
import { aCheck, createConditional } from './a-full-region.ts';
import { type Connected, connected } from './sdk.ts';

const NOBODY = '33333333-aaaa-4bbb-8ccc-444444444444';

let sandbox: Connected;
beforeEach(async () => {
  sandbox = await connected();
});
afterEach(() => sandbox.close());

const pass = (ms: number) => sandbox.workbench.clock.advance(ms);
async function work() {
  const { stageStates = [] } = await sandbox.client.send(new GetPipelineStateCommand({ name: 'shop-web' }));
  return stageStates[1];
}
const override = (
  pipelineExecutionId = '',
  conditionType: 'BEFORE_ENTRY' | 'ON_SUCCESS' = 'BEFORE_ENTRY',
  change = {},
) =>
  sandbox.client.send(
    new OverrideStageConditionCommand({
      pipelineName: 'shop-web',
      stageName: 'Work',
      pipelineExecutionId,
      conditionType,
      ...change,
    }),
  );

async function held(result: 'FAIL' | 'SKIP' = 'FAIL') {
  await createConditional(sandbox, { beforeEntry: { conditions: [{ result, rules: [aCheck()] }] } });
  pass(MINUTE);
  const stage = await work();
  return { stage, id: stage?.latestExecution?.pipelineExecutionId ?? '' };
}

describe('a condition that failed', () => {
  it('shows in the state with its rules, and in the history of rules', async () => {
    const { stage, id } = await held();
    expect(stage).toMatchObject({
      latestExecution: { status: 'Failed' },
      beforeEntryConditionState: {
        latestExecution: { status: 'Failed', summary: 'Rules that failed: go' },
        conditionStates: [
          {
            latestExecution: { status: 'Failed', lastStatusChange: expect.any(Date) },
            ruleStates: [
              { ruleName: 'go', latestExecution: { status: 'Failed', errorDetails: { code: 'JobFailed' } } },
            ],
          },
        ],
      },
    });
    const { ruleExecutionDetails = [] } = await sandbox.client.send(
      new ListRuleExecutionsCommand({
        pipelineName: 'shop-web',
        filter: { latestInPipelineExecution: { pipelineExecutionId: id, startTimeRange: 'Latest' } },
      }),
    );
    expect(ruleExecutionDetails).toHaveLength(1);
    expect(ruleExecutionDetails[0]).toMatchObject({
      pipelineExecutionId: id,
      pipelineVersion: 1,
      stageName: 'Work',
      ruleName: 'go',
      status: 'Failed',
      startTime: expect.any(Date),
      input: {
        ruleTypeId: { provider: 'VariableCheck' },
        configuration: { Variable: '#{variables.go}' },
        resolvedConfiguration: { Variable: 'no', Value: 'yes', Operator: 'EQ' },
      },
      output: { executionResult: { errorDetails: { message: 'Variable check failed: "no" EQ "yes" is false.' } } },
    });
  });

  it('can be overridden, and the execution goes on', async () => {
    const { id } = await held();
    await override(id);
    expect(await work()).toMatchObject({
      latestExecution: { pipelineExecutionId: id, status: 'InProgress' },
      beforeEntryConditionState: { latestExecution: { status: 'Overridden' } },
      actionStates: [{ latestExecution: { status: 'InProgress', token: expect.any(String) } }],
    });
    const { pipelineExecution } = await sandbox.client.send(
      new GetPipelineExecutionCommand({ pipelineName: 'shop-web', pipelineExecutionId: id }),
    );
    expect(pipelineExecution?.status).toBe('InProgress');
  });

  it('cannot be overridden where nothing can be: SKIP, no such condition, no such names, an older execution', async () => {
    const { id } = await held('SKIP');
    await expect(override(id)).rejects.toBeInstanceOf(ConditionNotOverridableException);
    await expect(override(id, 'ON_SUCCESS')).rejects.toBeInstanceOf(ConditionNotOverridableException);
    await expect(override(NOBODY)).rejects.toBeInstanceOf(NotLatestPipelineExecutionException);
    await expect(override(id, 'BEFORE_ENTRY', { stageName: 'Nowhere' })).rejects.toBeInstanceOf(StageNotFoundException);
    await expect(override(id, 'BEFORE_ENTRY', { pipelineName: 'x' })).rejects.toBeInstanceOf(PipelineNotFoundException);
  });
});

describe('rules', () => {
  it('are of six types', async () => {
    const { ruleTypes = [] } = await sandbox.client.send(new ListRuleTypesCommand({ ruleOwnerFilter: 'AWS' }));
    expect(ruleTypes.map(({ id }) => id?.provider)).toEqual([
      'CloudWatchAlarm',
      'CodeBuild',
      'Commands',
      'DeploymentWindow',
      'LambdaInvoke',
      'VariableCheck',
    ]);
    expect(ruleTypes[5]?.ruleConfigurationProperties?.map(({ name }) => name)).toEqual([
      'Variable',
      'Value',
      'Operator',
    ]);
  });

  it('have no history in what is not there', async () => {
    const list = (input: object) =>
      sandbox.client.send(new ListRuleExecutionsCommand({ pipelineName: 'shop-web', ...input }));
    await expect(list({})).rejects.toBeInstanceOf(PipelineNotFoundException);
    await held();
    await expect(list({ filter: { pipelineExecutionId: NOBODY } })).rejects.toBeInstanceOf(
      PipelineExecutionNotFoundException,
    );
  });
});
