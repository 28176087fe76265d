import { describe, expect, it } from 'vitest';
import { type FailedRun, ServiceRefusal } from '../../../../src/app/why/ports.ts';
import { createExplainers } from '../../../../src/aws/why/explainers.ts';
import { SHOP } from '../../../support/builders.ts';

/** Services that answer so, by operation; all others refuse. */
function told(answers: Readonly<Record<string, unknown>>, run: Partial<FailedRun>) {
  const answer = (operation: string) =>
    operation in answers
      ? Promise.resolve(answers[operation])
      : Promise.reject(new ServiceRefusal({ kind: 'forbidden', permission: operation }));
  const explainers = createExplainers({
    json: (_place, _service, target) => answer(target.split('.')[1] ?? ''),
    query: async (_place, _service, { Action = '' }) => String(await answer(Action)),
  });
  const whole: FailedRun = { execution: SHOP, place: SHOP, stage: 'Prod', action: 'Ship', configuration: {}, ...run };
  return explainers(whole)(whole);
}

const build = (more: object) => ({
  BatchGetBuilds: { builds: [{ buildStatus: 'FAILED', logs: { groupName: 'g', streamName: 's' }, ...more }] },
});
const phase = (message: string, statusCode = 'COMMAND_EXECUTION_ERROR') => ({
  phases: [
    { phaseType: 'INSTALL', phaseStatus: 'SUCCEEDED', contexts: [{ statusCode: '', message: '' }] },
    { phaseType: 'BUILD', phaseStatus: 'FAILED', contexts: [{ statusCode, message }] },
  ],
});
const codeBuild = { provider: 'CodeBuild', externalId: 'shop:1' };
const EXIT = 'Error while executing command: npm test. Reason: exit status 137';

describe('what providers tell of a failure', () => {
  it('CodeBuild: the command, its exit code and the phase, and where the log is', async () => {
    expect(await told(build(phase(EXIT)), codeBuild)).toMatchObject({
      text: 'npm test ended with exit status 137 (killed, mostly for want of memory) in BUILD',
      log: { group: 'g', stream: 's' },
    });
  });

  it('CodeBuild: its own words where no command failed, and that the time was over', async () => {
    expect(await told(build(phase('no matching artifact paths found', 'CLIENT_ERROR')), codeBuild)).toMatchObject({
      text: 'CLIENT_ERROR: no matching artifact paths found in BUILD',
    });
    expect(await told(build({ buildStatus: 'TIMED_OUT', timeoutInMinutes: 60 }), codeBuild)).toMatchObject({
      text: 'The build ran out of its time of 60 min',
    });
  });

  it('CodeBuild: how many tests failed where there are reports, and the phase where they may not be read', async () => {
    const reported = build({ ...phase(EXIT), reportArns: ['arn:report'] });
    const reports = { reports: [{ testSummary: { total: 212, statusCounts: { SUCCEEDED: 210, FAILED: 2 } } }] };

    expect(await told({ ...reported, BatchGetReports: reports }, codeBuild)).toMatchObject({
      text: '2 of 212 tests failed',
    });
    expect(await told(reported, codeBuild)).toMatchObject({ text: expect.stringContaining('npm test ended') });
  });

  it('a condition: which rule said no, and what it said', async () => {
    const rule = {
      stageName: 'Prod',
      ruleName: 'NoAlarm',
      status: 'Failed',
      input: { ruleTypeId: { provider: 'CloudWatchAlarm' } },
      output: { executionResult: { errorDetails: { message: 'The alarm errors is in ALARM' } } },
    };
    const answers = { ListRuleExecutions: { ruleExecutionDetails: [{ ...rule, stageName: 'Build' }, rule] } };

    const run = { execution: SHOP, place: SHOP, stage: 'Prod', configuration: {} };
    const explain = createExplainers({ json: async () => answers.ListRuleExecutions, query: async () => '' })(run);

    expect(await explain(run)).toEqual({
      text: 'The rule NoAlarm (CloudWatchAlarm) failed: The alarm errors is in ALARM',
    });
  });

  it('Lambda: what it told the job, and its log of that time', async () => {
    const run = {
      provider: 'Lambda',
      configuration: { FunctionName: 'migrate' },
      error: { text: 'Task timed out after 3.00 seconds' },
      startedAt: '2026-03-02T09:00:00.000Z',
      endedAt: '2026-03-02T09:00:03.000Z',
    };
    expect(await told({}, run)).toMatchObject({
      text: 'Task timed out after 3.00 seconds',
      log: { group: '/aws/lambda/migrate', since: Date.parse(run.startedAt) },
    });
  });

  it('Commands: the log that CodePipeline names', async () => {
    const logStreamArn = 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/codepipeline/shop:log-stream:c1';
    expect(await told({}, { provider: 'Commands', logStreamArn })).toEqual({
      log: { account: SHOP.account, region: 'eu-west-1', group: '/aws/codepipeline/shop', stream: 'c1' },
    });
  });

  it('EC2: the first event that failed on the first target that failed', async () => {
    const targets = [
      { targetId: 'i-1', status: 'Succeeded' },
      {
        targetId: 'i-2',
        status: 'Failed',
        events: [{ name: 'AfterDeploy', status: 'Failed', context: { message: 'exit 1' } }],
      },
    ];
    expect(
      await told({ ListDeployActionExecutionTargets: { targets } }, { provider: 'EC2', externalId: 'run' }),
    ).toEqual({
      text: 'AfterDeploy on i-2 failed: exit 1',
    });
  });

  it('anybody else: what they told CodePipeline', async () => {
    const run = { provider: 'Jenkins', error: { text: 'Job 12 failed' }, url: 'https://github.com/x' };
    expect(await told({}, run)).toEqual({ text: 'Job 12 failed', url: 'https://github.com/x' });
  });

  it('nothing when a service refuses: that is for others to tell', async () => {
    await expect(told({}, codeBuild)).rejects.toThrow(ServiceRefusal);
  });
});
