import { describe, expect, it } from 'vitest';
import type { BusEvent } from '../../../../src/sandbox/ports.ts';
import { answerApproval, aPipeline, aWorkbench, CALLER, MINUTE, startOf, tokenOf } from './workbench.ts';

const eventsOf = (events: BusEvent[], detail: Record<string, unknown>) =>
  events.filter((event) => Object.entries(detail).every(([key, value]) => event.detail[key] === value));

function oneRun() {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', { pipeline: aPipeline() });
  workbench.clock.advance(MINUTE);
  return workbench;
}

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe('events, as recorded from the service', () => {
  it('a pipeline event: members, their order, milliseconds in start-time and whole seconds in time', () => {
    const [event] = oneRun().events;
    expect(event).toEqual({
      version: '0',
      id: UUID,
      'detail-type': 'CodePipeline Pipeline Execution State Change',
      source: 'aws.codepipeline',
      account: '123456789012',
      time: '2026-03-02T09:15:27Z',
      region: 'eu-west-1',
      resources: ['arn:aws:codepipeline:eu-west-1:123456789012:shop-web'],
      detail: {
        pipeline: 'shop-web',
        'execution-id': UUID,
        'start-time': '2026-03-02T09:15:27.104Z',
        'execution-trigger': { 'trigger-type': 'CreatePipeline', 'trigger-detail': CALLER },
        state: 'STARTED',
        version: 1,
        'pipeline-execution-attempt': 1,
      },
    });
    expect(Object.keys(event?.detail ?? {})).toEqual([
      'pipeline',
      'execution-id',
      'start-time',
      'execution-trigger',
      'state',
      'version',
      'pipeline-execution-attempt',
    ]);
  });

  it('a stage event has attempt 0 and the start of the stage', () => {
    const { events } = oneRun();
    const [started] = eventsOf(events, { stage: 'Build', state: 'STARTED' });
    const [ended] = events.filter(
      ({ detail }) => detail.stage === 'Build' && detail.action === undefined && detail.state === 'SUCCEEDED',
    );
    expect(started?.detail).toEqual({
      pipeline: 'shop-web',
      'execution-id': UUID,
      'start-time': expect.stringMatching(/\.\d{3}Z$/),
      stage: 'Build',
      state: 'STARTED',
      version: 1,
      'pipeline-execution-attempt': 0,
    });
    expect(ended?.detail['start-time']).toBe(started?.detail['start-time']);
  });

  it('an action has inputs when it starts, result and outputs when it succeeds', () => {
    const { events } = oneRun();
    const [source] = eventsOf(events, { action: 'App', state: 'SUCCEEDED' });
    expect(source?.detail).toMatchObject({
      'execution-result': {
        'external-execution-id': expect.stringMatching(/^[0-9a-f]{40}$/),
        'external-execution-summary': '{"ProviderType":"GitHub","CommitMessage":"Initial commit"}',
        'external-execution-url': expect.stringMatching(
          /&referenceType=COMMIT&FullRepositoryId=railway-goods\/shop-web&Commit=[0-9a-f]{40}$/,
        ),
      },
      'output-artifacts': [
        {
          name: 'SourceOut',
          s3location: {
            bucket: 'artifact-bucket',
            key: expect.stringMatching(/^shop-web\/SourceOut\/[A-Za-z0-9]{7}$/),
          },
        },
      ],
      type: { owner: 'AWS', provider: 'CodeStarSourceConnection', category: 'Source', version: '1' },
      region: 'eu-west-1',
    });
    const [build] = eventsOf(events, { action: 'Compile', state: 'STARTED' });
    expect(build?.detail['input-artifacts']).toEqual(source?.detail['output-artifacts']);
    expect(build?.detail).not.toHaveProperty('execution-result');
    expect(build?.detail['action-execution-id']).toEqual(UUID);
  });

  it('a waiting approval is a STARTED action without artifacts, result or token', () => {
    const [event] = eventsOf(oneRun().events, { action: 'Go-ahead' });
    expect(Object.keys(event?.detail ?? {})).toEqual([
      'pipeline',
      'execution-id',
      'start-time',
      'stage',
      'action-execution-id',
      'action',
      'state',
      'region',
      'type',
      'version',
      'pipeline-execution-attempt',
    ]);
    expect(event?.detail.type).toEqual({ owner: 'AWS', provider: 'Manual', category: 'Approval', version: '1' });
  });

  it('a failed build has the recorded result', () => {
    const workbench = oneRun();
    workbench.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    workbench.clock.advance(MINUTE);
    const [failed] = eventsOf(workbench.events, { action: 'Compile', state: 'FAILED' });
    const project = 'shop-web:[0-9a-f-]{36}';
    expect(failed?.detail['execution-result']).toEqual({
      'external-execution-url': expect.stringMatching(
        new RegExp(
          `^https://console\\.aws\\.amazon\\.com/codebuild/home\\?region=eu-west-1#/builds/${project}/view/new$`,
        ),
      ),
      'external-execution-summary': 'Build terminated with state: FAILED',
      'external-execution-id': expect.stringMatching(new RegExp(`^${project}$`)),
      'error-code': 'JobFailed',
    });
  });

  it('after a retry: attempt 2 on pipeline and actions, the instant of the retry on the stage', () => {
    const workbench = oneRun();
    answerApproval(workbench, tokenOf(workbench), 'Rejected');
    const { executionId } = workbench.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    workbench.clock.advance(MINUTE);
    workbench.call('RetryStageExecution', {
      pipelineName: 'shop-web',
      stageName: 'Build',
      pipelineExecutionId: executionId,
      retryMode: 'FAILED_ACTIONS',
    });
    workbench.clock.advance(MINUTE);
    const ours = eventsOf(workbench.events, { 'execution-id': executionId });
    const after = ours.slice(ours.findIndex(({ detail }) => detail.state === 'RESUMED'));
    const retriedAt = '2026-03-02T09:17:27.104Z';
    expect(after[0]?.detail).toMatchObject({
      state: 'RESUMED',
      'pipeline-execution-attempt': 2,
      'last-retry-attempt-time': retriedAt,
    });
    expect(after[1]?.detail).toMatchObject({
      stage: 'Build',
      state: 'RESUMED',
      'pipeline-execution-attempt': 0,
      'stage-last-retry-attempt-time': retriedAt,
    });
    expect(after[2]?.detail).toMatchObject({ action: 'Compile', state: 'STARTED', 'pipeline-execution-attempt': 2 });
    const [nextStage] = eventsOf(after, { stage: 'Prod', state: 'STARTED' });
    expect(nextStage?.detail).not.toHaveProperty('stage-last-retry-attempt-time');
  });

  it('have ids of their own, and are handed on in the order of happening', () => {
    const workbench = oneRun();
    startOf(workbench);
    workbench.clock.advance(MINUTE);
    const { events } = workbench;
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).toSorted());
  });

  it('of another Region tell that Region', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() }, 'us-east-1');
    expect(workbench.events[0]).toMatchObject({
      region: 'us-east-1',
      resources: ['arn:aws:codepipeline:us-east-1:123456789012:shop-web'],
    });
    expect(workbench.refused('GetPipeline', { name: 'shop-web' }).name).toBe('PipelineNotFoundException');
  });
});
