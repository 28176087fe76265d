import { describe, expect, it } from 'vitest';
import type { ExecutionMode, RuleDeclaration, StageDeclaration } from '../../../../src/sandbox/codepipeline/shapes.ts';
import {
  aBuild,
  aPipeline,
  aSource,
  aStage,
  aWorkbench,
  DAY,
  MINUTE,
  stageState,
  startOf,
  statusOf,
  type Workbench,
} from './workbench.ts';

const rule = (
  provider: string,
  configuration: Record<string, string> = {},
  change: Partial<RuleDeclaration> = {},
): RuleDeclaration => ({
  name: provider,
  ruleTypeId: { category: 'Rule', owner: 'AWS', provider, version: '1' },
  configuration,
  ...change,
});
const check = (Operator: string, Value: string) =>
  rule('VariableCheck', { Variable: '#{variables.v}', Operator, Value });
const alarm = (configuration: Record<string, string> = {}) =>
  rule('CloudWatchAlarm', { AlarmName: 'errors', ...configuration });
const entry = (result: 'FAIL' | 'SKIP', ...rules: RuleDeclaration[]): Partial<StageDeclaration> => ({
  beforeEntry: { conditions: [{ result, rules }] },
});

/** Source, then Build with conditions, then Ship. */
function aWorld(conditions: Partial<StageDeclaration>, executionMode: ExecutionMode = 'QUEUED'): Workbench {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', {
    pipeline: aPipeline({
      executionMode,
      variables: [{ name: 'v', defaultValue: 'release-7' }],
      stages: [
        aStage('Source', aSource()),
        { ...aStage('Build', aBuild()), ...conditions },
        aStage('Ship', aBuild({ name: 'Ship' })),
      ],
    }),
  });
  return workbench;
}

const executionId = (workbench: Workbench) => workbench.service.yard()[0]?.latest?.executionId ?? '';
const build = (workbench: Workbench) =>
  stageState(workbench, 'Build') as ReturnType<typeof stageState> & Record<string, unknown>;
const statusAfter = (workbench: Workbench, ms = MINUTE) => {
  workbench.clock.advance(ms);
  return build(workbench).latestExecution?.status;
};
const override = (workbench: Workbench, conditionType: 'BEFORE_ENTRY' | 'ON_SUCCESS') => ({
  pipelineName: 'shop-web',
  stageName: 'Build',
  pipelineExecutionId: executionId(workbench),
  conditionType,
});

describe('an entry condition', () => {
  it('that passes lets the actions start', () => {
    const workbench = aWorld(entry('FAIL', check('EQ', 'release-7')));
    expect(statusAfter(workbench)).toBe('Succeeded');
    expect(build(workbench)).toMatchObject({ beforeEntryConditionState: { latestExecution: { status: 'Succeeded' } } });
  });

  it('with FAIL fails the stage before any action, and a retry evaluates it again', () => {
    const workbench = aWorld(entry('FAIL', alarm()));
    workbench.service.setAlarm({ name: 'errors', state: 'ALARM' });
    expect(statusAfter(workbench)).toBe('Failed');
    expect(workbench.told()).toEqual([
      'Pipeline STARTED',
      'Stage Source STARTED',
      'Action Source/App STARTED',
      'Action Source/App SUCCEEDED',
      'Stage Source SUCCEEDED',
      'Stage Build STARTED',
      'Stage Build FAILED',
      'Pipeline FAILED',
    ]);
    workbench.service.setAlarm({ name: 'errors', state: 'OK' });
    const { pipelineName, stageName, pipelineExecutionId } = override(workbench, 'BEFORE_ENTRY');
    workbench.call('RetryStageExecution', {
      pipelineName,
      stageName,
      pipelineExecutionId,
      retryMode: 'FAILED_ACTIONS',
    });
    expect(statusAfter(workbench)).toBe('Succeeded');
  });

  it('with SKIP passes the stage by, and the execution goes on', () => {
    const workbench = aWorld(entry('SKIP', check('NE', 'release-7')));
    expect(statusAfter(workbench)).toBe('Skipped');
    expect(statusOf(workbench, executionId(workbench))).toBe('Succeeded');
    expect(workbench.events.some(({ detail }) => detail.action === 'Compile')).toBe(false);
  });

  it('fails when any of its rules fails, and all of them run', () => {
    const workbench = aWorld(
      entry('FAIL', check('CONTAINS', '-7'), rule('Commands', {}, { commands: ['true'] }), {
        ...check('EQ', 'x'),
        name: 'other',
      }),
    );
    expect(statusAfter(workbench)).toBe('Failed');
    const { ruleExecutionDetails } = workbench.call<{ ruleExecutionDetails: { ruleName: string; status: string }[] }>(
      'ListRuleExecutions',
      { pipelineName: 'shop-web' },
    );
    expect(ruleExecutionDetails.map(({ ruleName, status }) => `${ruleName} ${status}`).toSorted()).toEqual([
      'Commands Succeeded',
      'VariableCheck Succeeded',
      'other Failed',
    ]);
  });

  it('holds the stage while a window is closed, and goes on the moment it opens', () => {
    // It is a quarter past ten in Berlin.
    const workbench = aWorld(
      entry('FAIL', rule('DeploymentWindow', { Cron: '0 0 9 * * ?', TimeZone: 'Europe/Berlin' })),
    );
    const second = startOf(workbench);
    expect(statusAfter(workbench, 22 * 60 * MINUTE)).toBe('InProgress');
    expect(build(workbench).inboundExecution?.pipelineExecutionId).toBe(second);
    const toNine = 44 * MINUTE + 33_000;
    workbench.clock.advance(toNine - 1_000);
    expect(workbench.told()).not.toContain('Action Build/Compile STARTED');
    workbench.clock.advance(1_000);
    expect(workbench.told()).toEqual(['Action Build/Compile STARTED']);
  });

  it('can be overridden while it waits', () => {
    const workbench = aWorld(entry('FAIL', rule('DeploymentWindow', { Cron: '0 0 9 * * ?' })));
    workbench.clock.advance(MINUTE);
    workbench.told();
    workbench.call('OverrideStageCondition', override(workbench, 'BEFORE_ENTRY'));
    expect(workbench.told()).toEqual(['Action Build/Compile STARTED']);
    expect(build(workbench)).toMatchObject({
      beforeEntryConditionState: {
        latestExecution: { status: 'Overridden' },
        conditionStates: [{ ruleStates: [{ latestExecution: { status: 'Abandoned' } }] }],
      },
    });
    expect(statusAfter(workbench)).toBe('Succeeded');
    expect(workbench.refused('OverrideStageCondition', override(workbench, 'BEFORE_ENTRY')).name).toBe(
      'ConditionNotOverridableException',
    );
  });

  it('gives up when the window does not open before the rule’s own time-out', () => {
    const workbench = aWorld(entry('FAIL', rule('DeploymentWindow', { Cron: '0 0 9 * * ?' }, { timeoutInMinutes: 5 })));
    expect(statusAfter(workbench, 6 * MINUTE)).toBe('Failed');
  });

  it.each([
    ['MATCHES', 'release-[0-9]', 'Succeeded'],
    ['MATCHES', 'release', 'Failed'],
    ['MATCHES', '(', 'Failed'],
    ['MATCHES', '(([a-z]+-?)+)+!', 'Failed'],
    ['NE', 'x', 'Succeeded'],
    ['LIKE', 'x', 'Failed'],
  ])('compares by %s %s: %s', (operator, value, status) => {
    expect(statusAfter(aWorld(entry('FAIL', check(operator, value))))).toBe(status);
  });

  it('fails on what it cannot read: a variable, a cron expression, a zone, a number', () => {
    for (const faulty of [
      rule('VariableCheck', { Variable: '#{variables.none}', Operator: 'EQ', Value: 'x' }),
      rule('DeploymentWindow', { Cron: 'at nine' }),
      rule('DeploymentWindow', { Cron: '0 0 9 * * ?', TimeZone: 'Nowhere' }),
      alarm({ WaitTime: 'long' }),
      rule('Commands'),
      rule('CodeBuild'),
      rule('LambdaInvoke'),
    ]) {
      const workbench = aWorld(entry('FAIL', faulty));
      expect(statusAfter(workbench)).toBe('Failed');
      const { ruleExecutionDetails } = workbench.call<{ ruleExecutionDetails: { output: object }[] }>(
        'ListRuleExecutions',
        { pipelineName: 'shop-web' },
      );
      expect(ruleExecutionDetails[0]?.output).toMatchObject({
        executionResult: { errorDetails: { code: 'ConfigurationError' } },
      });
    }
  });

  it('ends with a stop that abandons, and with an update of the definition', () => {
    const closed = entry('FAIL', rule('DeploymentWindow', { Cron: '0 0 9 * * ?' }));
    const stopped = aWorld(closed);
    stopped.clock.advance(MINUTE);
    stopped.call('StopPipelineExecution', {
      pipelineName: 'shop-web',
      pipelineExecutionId: executionId(stopped),
      abandon: true,
    });
    expect(build(stopped)).toMatchObject({
      latestExecution: { status: 'Stopped' },
      beforeEntryConditionState: { latestExecution: { status: 'Abandoned' } },
    });
    const updated = aWorld(closed);
    updated.clock.advance(MINUTE);
    const { pipeline } = updated.call<{ pipeline: object }>('GetPipeline', { name: 'shop-web' });
    updated.call('UpdatePipeline', { pipeline });
    expect(build(updated)).toMatchObject({
      latestExecution: { status: 'Cancelled' },
      beforeEntryConditionState: { latestExecution: { status: 'Cancelled' } },
    });
  });
});

describe('a condition on success', () => {
  const watched = (result: 'FAIL' | 'ROLLBACK') => ({
    onSuccess: { conditions: [{ result, rules: [alarm({ WaitTime: '10' })] }] },
  });

  it('watches an alarm, and fails the stage as soon as it rings', () => {
    const workbench = aWorld(watched('FAIL'));
    expect(statusAfter(workbench, 5 * MINUTE)).toBe('InProgress');
    workbench.service.setAlarm({ name: 'errors', state: 'ALARM' });
    expect(build(workbench).latestExecution?.status).toBe('Failed');
    expect(statusOf(workbench, executionId(workbench))).toBe('Failed');
  });

  it('can be overridden after that, and the execution goes on without running the actions again', () => {
    const workbench = aWorld(watched('FAIL'));
    workbench.clock.advance(5 * MINUTE);
    workbench.service.setAlarm({ name: 'errors', state: 'ALARM' });
    workbench.told();
    workbench.call('OverrideStageCondition', override(workbench, 'ON_SUCCESS'));
    expect(workbench.told()).toEqual([
      'Pipeline RESUMED',
      'Stage Build RESUMED',
      'Stage Build SUCCEEDED',
      'Stage Ship STARTED',
      'Action Ship/Ship STARTED',
    ]);
    workbench.clock.advance(MINUTE);
    expect(statusOf(workbench, executionId(workbench))).toBe('Succeeded');
  });

  it('with ROLLBACK goes back to what was good before', () => {
    const workbench = aWorld(watched('ROLLBACK'));
    workbench.clock.advance(20 * MINUTE);
    const good = executionId(workbench);
    const bad = startOf(workbench);
    workbench.clock.advance(5 * MINUTE);
    workbench.service.setAlarm({ name: 'errors', state: 'ALARM' });
    expect(statusOf(workbench, bad)).toBe('Failed');
    const {
      pipelineExecutionSummaries: [newest],
    } = workbench.call<{ pipelineExecutionSummaries: object[] }>('ListPipelineExecutions', {
      pipelineName: 'shop-web',
    });
    expect(newest).toMatchObject({
      executionType: 'ROLLBACK',
      trigger: { triggerType: 'AutomatedRollback', triggerDetail: JSON.stringify({ FailedPipelineExecutionId: bad }) },
      rollbackMetadata: { rollbackTargetPipelineExecutionId: good },
    });
    expect(
      workbench.refused('OverrideStageCondition', { ...override(workbench, 'ON_SUCCESS'), pipelineExecutionId: bad })
        .name,
    ).toBe('NotLatestPipelineExecutionException');
  });

  it('may look for minutes only', () => {
    const workbench = aWorld(watched('FAIL'));
    expect(statusAfter(workbench, 11 * MINUTE)).toBe('Succeeded');
  });
});

describe('a condition on failure', () => {
  const back = (rules: RuleDeclaration[]) => ({ onFailure: { conditions: [{ result: 'ROLLBACK' as const, rules }] } });

  it.each([
    ['rolls back when its rules succeed', 'release-7', 2],
    ['lets the failure stand when one of them fails', 'other', 1],
  ])('%s', (_title, value, more) => {
    const workbench = aWorld(back([check('EQ', value)]));
    workbench.clock.advance(DAY);
    const { executionId: failing } = workbench.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    workbench.clock.advance(MINUTE);
    expect(statusOf(workbench, failing)).toBe('Failed');
    const { pipelineExecutionSummaries } = workbench.call<{ pipelineExecutionSummaries: object[] }>(
      'ListPipelineExecutions',
      { pipelineName: 'shop-web' },
    );
    expect(pipelineExecutionSummaries).toHaveLength(1 + more);
  });
});

describe('failures can be scripted', () => {
  it('for a rule as for an action, with words of one’s own, and once', () => {
    const workbench = aWorld(entry('FAIL', check('EQ', 'release-7')));
    workbench.service.fail({
      pipeline: 'shop-web',
      action: 'Build/VariableCheck',
      message: 'Because I say so',
      code: 'PermissionError',
    });
    expect(statusAfter(workbench)).toBe('Failed');
    const { ruleExecutionDetails } = workbench.call<{ ruleExecutionDetails: object[] }>('ListRuleExecutions', {
      pipelineName: 'shop-web',
    });
    expect(ruleExecutionDetails[0]).toMatchObject({
      output: { executionResult: { errorDetails: { code: 'PermissionError', message: 'Because I say so' } } },
    });
    startOf(workbench);
    expect(statusAfter(workbench)).toBe('Succeeded');
  });

  it('only for what is there', () => {
    const workbench = aWorld({});
    for (const action of ['Build/Nothing', 'Nowhere/Compile', 'Build'])
      expect(() => workbench.service.fail({ pipeline: 'shop-web', action })).toThrow();
    expect(() => workbench.service.fail({ pipeline: 'none', action: 'Build/Compile' })).toThrow();
  });
});

it('PARALLEL executions have conditions too, each its own', () => {
  const workbench = aWorld(entry('FAIL', check('EQ', 'release-7')), 'PARALLEL');
  const other = startOf(workbench, 'shop-web', { variables: [{ name: 'v', value: 'x' }] });
  workbench.clock.advance(2 * MINUTE);
  expect(statusOf(workbench, other)).toBe('Failed');
  workbench.call('OverrideStageCondition', { ...override(workbench, 'BEFORE_ENTRY'), pipelineExecutionId: other });
  workbench.clock.advance(2 * MINUTE);
  expect(statusOf(workbench, other)).toBe('Succeeded');
});
