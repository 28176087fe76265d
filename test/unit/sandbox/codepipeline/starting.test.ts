import { describe, expect, it } from 'vitest';
import { aBuild, aPipeline, aSource, aStage, aWorkbench, CALLER, DAY, MINUTE, startOf, statusOf } from './workbench.ts';

describe('starting an execution', () => {
  it('runs stage after stage, each action after its predecessors, and tells it in that order', () => {
    const workbench = aWorkbench();

    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    workbench.clock.advance(MINUTE);

    expect(workbench.told()).toEqual([
      'Pipeline STARTED',
      'Stage Source STARTED',
      'Action Source/App STARTED',
      'Action Source/App SUCCEEDED',
      'Stage Source SUCCEEDED',
      'Stage Build STARTED',
      'Action Build/Compile STARTED',
      'Action Build/Compile SUCCEEDED',
      'Stage Build SUCCEEDED',
      'Stage Prod STARTED',
      'Action Prod/Go-ahead STARTED',
    ]);
  });

  it('answers before any action has run, and tells who started it', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    workbench.clock.advance(MINUTE);

    const id = startOf(workbench);

    const { pipelineExecution } = workbench.call<{ pipelineExecution: object }>('GetPipelineExecution', {
      pipelineName: 'shop-web',
      pipelineExecutionId: id,
    });
    expect(pipelineExecution).toMatchObject({
      status: 'InProgress',
      artifactRevisions: [],
      trigger: { triggerType: 'StartPipelineExecution', triggerDetail: CALLER },
    });
  });

  it('succeeds without a commit: every source has a first revision', () => {
    const workbench = aWorkbench();
    const sources = [
      aSource({ name: 'A', outputArtifacts: [{ name: 'A' }], namespace: 'OfA' }),
      aSource({
        name: 'B',
        namespace: 'OfB',
        outputArtifacts: [{ name: 'B' }],
        actionTypeId: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' },
        configuration: { S3Bucket: 'releases', S3ObjectKey: 'app.zip' },
      }),
      aSource({
        name: 'C',
        namespace: 'OfC',
        outputArtifacts: [{ name: 'C' }],
        actionTypeId: { category: 'Source', owner: 'AWS', provider: 'ECR', version: '1' },
        configuration: { RepositoryName: 'app' },
      }),
    ];
    workbench.call('CreatePipeline', {
      pipeline: aPipeline({
        stages: [aStage('Source', ...sources), aStage('Build', aBuild({ inputArtifacts: [{ name: 'A' }] }))],
      }),
    });
    workbench.clock.advance(MINUTE);

    const { pipelineExecutionSummaries: [first] = [] } = workbench.call<{
      pipelineExecutionSummaries: { status: string; sourceRevisions: { actionName: string; revisionId: string }[] }[];
    }>('ListPipelineExecutions', { pipelineName: 'shop-web' });
    expect(first?.status).toBe('Succeeded');
    const ids = new Map(first?.sourceRevisions.map(({ actionName, revisionId }) => [actionName, revisionId]));
    expect(ids.get('A')).toMatch(/^[0-9a-f]{40}$/);
    expect(ids.get('B')).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(ids.get('C')).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('gives every action a duration of 2 to 20 seconds at speed 1, and divides it by the speed', () => {
    const longest = (speed: number) => {
      const workbench = aWorkbench({ speed });
      workbench.call('CreatePipeline', { pipeline: aPipeline() });
      workbench.clock.advance(MINUTE);
      const { actionExecutionDetails } = workbench.call<{
        actionExecutionDetails: { startTime: number; lastUpdateTime: number; status: string }[];
      }>('ListActionExecutions', { pipelineName: 'shop-web' });
      return actionExecutionDetails
        .filter(({ status }) => status === 'Succeeded')
        .map(({ startTime, lastUpdateTime }) => lastUpdateTime - startTime);
    };
    for (const seconds of longest(1)) {
      expect(seconds).toBeGreaterThanOrEqual(2);
      expect(seconds).toBeLessThanOrEqual(20);
    }
    expect(longest(10).map((seconds) => Math.round(seconds * 10))).toEqual(
      longest(1).map((seconds) => Math.round(seconds)),
    );
  });
});

describe('a client request token', () => {
  it('starts one execution, however often it comes', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    const input = { clientRequestToken: 'click-4711' };
    const first = startOf(workbench, 'shop-web', input);
    workbench.clock.advance(5 * MINUTE);
    expect(startOf(workbench, 'shop-web', input)).toBe(first);
  });

  it('is forgotten after a day', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    const input = { clientRequestToken: 'click-4711' };
    const first = startOf(workbench, 'shop-web', input);
    workbench.clock.advance(DAY);
    expect(startOf(workbench, 'shop-web', input)).not.toBe(first);
  });
});

describe('pipeline variables', () => {
  const variables = [{ name: 'Target', defaultValue: 'staging' }, { name: 'Depth' }];
  const stages = [
    aStage('Source', aSource()),
    aStage('Build', aBuild({ configuration: { ProjectName: 'b', Where: '#{variables.Target}' } })),
  ];

  it('take the given value, else the default', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline({ stages, variables }) });
    const pipelineExecutionId = startOf(workbench, 'shop-web', { variables: [{ name: 'Depth', value: '3' }] });
    const { pipelineExecution } = workbench.call<{ pipelineExecution: object }>('GetPipelineExecution', {
      pipelineName: 'shop-web',
      pipelineExecutionId,
    });
    expect(pipelineExecution).toMatchObject({
      variables: [
        { name: 'Target', resolvedValue: 'staging' },
        { name: 'Depth', resolvedValue: '3' },
      ],
    });
  });

  it('refuse a start without a value for one that has no default, and values for names that are not declared', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline({ stages, variables }) });
    expect(workbench.refused('StartPipelineExecution', { name: 'shop-web' })).toMatchObject({
      name: 'ValidationException',
    });
    const undeclared = [
      { name: 'Depth', value: '3' },
      { name: 'Dept', value: '3' },
    ];
    expect(workbench.refused('StartPipelineExecution', { name: 'shop-web', variables: undeclared }).message).toContain(
      "'Dept'",
    );
  });

  it('leave a new pipeline waiting for its first start when one has no default', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline({ stages, variables }) });
    expect(workbench.call('ListPipelineExecutions', { pipelineName: 'shop-web' })).toEqual({
      pipelineExecutionSummaries: [],
    });
  });
});

describe('source revision overrides', () => {
  const override = (change = {}) => ({
    sourceRevisions: [{ actionName: 'App', revisionType: 'COMMIT_ID', revisionValue: 'f'.repeat(40), ...change }],
  });

  it('run the named commit instead of the newest', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    const { commitId } = workbench.service.commit({ pipeline: 'shop-web', message: 'Good one' });
    workbench.service.commit({ pipeline: 'shop-web', message: 'Newer' });
    workbench.clock.advance(MINUTE);
    const pipelineExecutionId = startOf(workbench, 'shop-web', override({ revisionValue: commitId }));
    workbench.clock.advance(MINUTE);
    const { pipelineExecution } = workbench.call<{ pipelineExecution: { artifactRevisions: object[] } }>(
      'GetPipelineExecution',
      {
        pipelineName: 'shop-web',
        pipelineExecutionId,
      },
    );
    expect(pipelineExecution.artifactRevisions).toMatchObject([{ revisionId: commitId }]);
  });

  it('are refused for a type that the source does not have, and for what is no source action', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    for (const change of [{ revisionType: 'IMAGE_DIGEST' }, { actionName: 'Compile' }])
      expect(workbench.refused('StartPipelineExecution', { name: 'shop-web', ...override(change) }).name).toBe(
        'ValidationException',
      );
  });

  it('name another S3 key only where the action allows it', () => {
    const workbench = aWorkbench();
    const s3 = (configuration: Record<string, string>) =>
      aSource({
        actionTypeId: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' },
        configuration: { S3Bucket: 'releases', S3ObjectKey: 'app.zip', ...configuration },
      });
    const build = aBuild({ configuration: { ProjectName: 'b', Key: '#{Source.ObjectKey}' } });
    const key = override({ revisionType: 'S3_OBJECT_KEY', revisionValue: 'other.zip' });
    workbench.call('CreatePipeline', {
      pipeline: aPipeline({ stages: [aStage('Source', s3({})), aStage('Build', build)] }),
    });
    expect(workbench.refused('StartPipelineExecution', { name: 'shop-web', ...key }).name).toBe('ValidationException');

    const allowed = s3({ AllowOverrideForS3ObjectKey: 'true' });
    workbench.call('UpdatePipeline', {
      pipeline: aPipeline({ stages: [aStage('Source', allowed), aStage('Build', build)] }),
    });
    workbench.clock.advance(MINUTE);
    const id = startOf(workbench, 'shop-web', key);
    workbench.clock.advance(MINUTE);
    expect(statusOf(workbench, id)).toBe('Succeeded');
    const { actionExecutionDetails: [newest] = [] } = workbench.call<{
      actionExecutionDetails: { input: { resolvedConfiguration: object } }[];
    }>('ListActionExecutions', { pipelineName: 'shop-web' });
    expect(newest?.input.resolvedConfiguration).toEqual({ ProjectName: 'b', Key: 'other.zip' });
  });
});
