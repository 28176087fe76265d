import { describe, expect, it } from 'vitest';
import type {
  ActionDeclaration,
  PipelineDeclaration,
  StageDeclaration,
} from '../../../../src/sandbox/codepipeline/shapes.ts';
import { aBuild, aDeploy, anApproval, aPipeline, aSource, aStage, aWorkbench } from './workbench.ts';

const refusal = (pipeline: PipelineDeclaration) => aWorkbench().refused('CreatePipeline', { pipeline });
const withStages = (...stages: StageDeclaration[]) => aPipeline({ stages });
const withBuild = (change: Partial<ActionDeclaration>) =>
  withStages(aStage('Source', aSource()), aStage('Build', aBuild(change)));
const withHandling = (change: Partial<StageDeclaration>) =>
  withStages(aStage('Source', aSource()), { ...aStage('Build', aBuild()), ...change });
const rule = (provider: string) => ({ name: 'r', ruleTypeId: { category: 'Rule' as const, provider } });

const type = (change: Partial<ActionDeclaration['actionTypeId']>) =>
  ({
    category: 'Build',
    owner: 'AWS',
    provider: 'CodeBuild',
    version: '1',
    ...change,
  }) as ActionDeclaration['actionTypeId'];

describe('a structure is refused as InvalidStructure', () => {
  it.each<[string, PipelineDeclaration]>([
    ['with one stage', withStages(aStage('Source', aSource()))],
    [
      'with 51 stages',
      withStages(
        aStage('Source', aSource()),
        ...Array.from({ length: 50 }, (_, index) => aStage(`S${index}`, anApproval())),
      ),
    ],
    [
      'that starts with anything but sources',
      withStages(aStage('Source', aSource(), anApproval()), aStage('Build', aBuild())),
    ],
    [
      'with a source in a later stage',
      withStages(
        aStage('Source', aSource()),
        aStage('More', aSource({ name: 'B', namespace: 'B', outputArtifacts: [{ name: 'X' }] })),
      ),
    ],
    ['without an artifact store', (({ artifactStore: _, ...rest }) => rest)(aPipeline())],
    [
      'with both kinds of artifact stores',
      aPipeline({ artifactStores: { 'eu-west-1': { type: 'S3', location: 'bucket' } } }),
    ],
    ['with an action in a Region that has no store', withBuild({ region: 'us-east-1' })],
    ['of type V1 with an execution mode of V2', aPipeline({ pipelineType: 'V1', executionMode: 'QUEUED' })],
    ['with the same variable twice', aPipeline({ variables: [{ name: 'A' }, { name: 'A' }] })],
    [
      'with a trigger for what is no connection',
      aPipeline({
        triggers: [{ providerType: 'CodeStarSourceConnection', gitConfiguration: { sourceActionName: 'Compile' } }],
      }),
    ],
    [
      'with two triggers for one source',
      aPipeline({
        triggers: Array.from({ length: 2 }, () => ({
          providerType: 'CodeStarSourceConnection' as const,
          gitConfiguration: { sourceActionName: 'App' },
        })),
      }),
    ],
  ])('%s', (_title, pipeline) => {
    expect(refusal(pipeline).name).toBe('InvalidStructureException');
  });
});

describe('a stage is refused as InvalidStageDeclaration', () => {
  it.each<[string, PipelineDeclaration]>([
    ['whose name is taken', withStages(aStage('Source', aSource()), aStage('Source', aBuild()))],
    ['without actions', withStages(aStage('Source', aSource()), aStage('Build'))],
    [
      'with RETRY and conditions',
      withHandling({
        onFailure: { result: 'RETRY', conditions: [{ result: 'ROLLBACK', rules: [rule('CloudWatchAlarm')] }] },
      }),
    ],
    ['with SKIP on failure', withHandling({ onFailure: { result: 'SKIP' } })],
    [
      'with ROLLBACK on entry',
      withHandling({ beforeEntry: { conditions: [{ result: 'ROLLBACK', rules: [rule('VariableCheck')] }] } }),
    ],
    [
      'with SKIP by a rule that cannot skip',
      withHandling({ beforeEntry: { conditions: [{ result: 'SKIP', rules: [rule('CloudWatchAlarm')] }] } }),
    ],
    [
      'with RETRY on success',
      withHandling({ onSuccess: { conditions: [{ result: 'RETRY', rules: [rule('VariableCheck')] }] } }),
    ],
  ])('%s', (_title, pipeline) => {
    expect(refusal(pipeline).name).toBe('InvalidStageDeclarationException');
  });

  it('and reserved blockers as InvalidBlockerDeclaration', () => {
    expect(refusal(withHandling({ blockers: [{ name: 'b', type: 'Schedule' }] })).name).toBe(
      'InvalidBlockerDeclarationException',
    );
  });
});

describe('an action is refused as InvalidActionDeclaration', () => {
  it.each<[string, PipelineDeclaration, RegExp]>([
    [
      'whose name is taken in its stage',
      withStages(aStage('Source', aSource()), aStage('Build', aBuild(), aBuild())),
      /Compile has been used more than once/,
    ],
    [
      'of an unknown type',
      withBuild({ actionTypeId: type({ owner: 'Custom', provider: 'Mine' }) }),
      /^ActionType \(Category: 'Build', Provider: 'Mine', Owner: 'Custom', Version: '1'\) in action 'Compile' is not available in region 'EU_WEST_1'$/,
    ],
    ['of another version', withBuild({ actionTypeId: type({ version: '2' }) }), /not available/],
    [
      'with too few inputs',
      withBuild({ inputArtifacts: [] }),
      /^Action Compile declares 0 input artifacts which is less than the minimum count \(1\)$/,
    ],
    [
      'with too many outputs',
      withStages(aStage('Source', aSource()), aStage('Build', aDeploy({ outputArtifacts: [{ name: 'X' }] }))),
      /more than the maximum count \(0\)/,
    ],
    ['with a time-out, which only approvals have', withBuild({ timeoutInMinutes: 10 }), /timeoutInMinutes/],
    [
      'with an input that nobody makes',
      withBuild({ inputArtifacts: [{ name: 'Other' }] }),
      /is not declared as Output Artifact Bundle in any of the preceding actions/,
    ],
    [
      'with an input that is made at the same time',
      withStages(
        aStage('Source', aSource()),
        aStage('Build', aBuild({ outputArtifacts: [{ name: 'X' }] }), aDeploy({ inputArtifacts: [{ name: 'X' }] })),
      ),
      /preceding actions/,
    ],
    [
      'with an output that another one makes',
      withStages(aStage('Source', aSource()), aStage('Build', aBuild({ outputArtifacts: [{ name: 'SourceOut' }] }))),
      /SourceOut has been used more than once/,
    ],
    ['with a namespace that another one has', withBuild({ namespace: 'Source' }), /Namespaces must be unique/],
    ['with a reserved namespace', withBuild({ namespace: 'variables' }), /reserved/],
    ['with an artifact’s name as namespace', withBuild({ namespace: 'SourceOut' }), /also the name of an artifact/],
    [
      'of type Commands without commands',
      withBuild({ actionTypeId: type({ category: 'Compute', provider: 'Commands' }) }),
      /^Action Compile must have a non-empty commands field$/,
    ],
    ['of another type with commands', withBuild({ commands: ['ls'] }), /cannot contain a commands field/],
  ])('%s', (_title, pipeline, message) => {
    const { name, message: text } = refusal(pipeline);
    expect(name).toBe('InvalidActionDeclarationException');
    expect(text).toMatch(message);
  });

  it('that is a source in another Region', () => {
    const artifactStores = {
      'eu-west-1': { type: 'S3' as const, location: 'here' },
      'us-east-1': { type: 'S3' as const, location: 'there' },
    };
    const { artifactStore: _, ...pipeline } = aPipeline({
      artifactStores,
      stages: [aStage('Source', aSource({ region: 'us-east-1' })), aStage('Build', aBuild())],
    });
    expect(refusal(pipeline).name).toBe('InvalidActionDeclarationException');
  });
});

describe('a structure is accepted', () => {
  it('with an input made by a lower runOrder of the same stage', () => {
    const stage = aStage(
      'Build',
      aBuild({ outputArtifacts: [{ name: 'X' }] }),
      aDeploy({ inputArtifacts: [{ name: 'X' }], runOrder: 7 }),
    );
    expect(() =>
      aWorkbench().call('CreatePipeline', { pipeline: withStages(aStage('Source', aSource()), stage) }),
    ).not.toThrow();
  });

  it('with actions in other Regions; their artifacts lie in the store of their Region', () => {
    const artifactStores = {
      'eu-west-1': { type: 'S3' as const, location: 'here' },
      'us-east-1': { type: 'S3' as const, location: 'there' },
    };
    const { artifactStore: _, ...pipeline } = aPipeline({
      artifactStores,
      stages: [
        aStage('Source', aSource()),
        aStage('Build', aBuild({ region: 'us-east-1', outputArtifacts: [{ name: 'X' }] })),
      ],
    });
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline });
    workbench.clock.advance(60_000);
    const built = workbench.events.find(({ detail }) => detail.action === 'Compile' && detail.state === 'SUCCEEDED');
    expect(built).toMatchObject({
      region: 'eu-west-1',
      detail: { region: 'us-east-1', 'output-artifacts': [{ s3location: { bucket: 'there' } }] },
    });
  });

  it('as V2 when it uses what only V2 has, else as V1', () => {
    const { pipelineType: _, ...untyped } = aPipeline();
    const made = (pipeline: PipelineDeclaration) =>
      aWorkbench().call<{ pipeline: PipelineDeclaration }>('CreatePipeline', { pipeline }).pipeline.pipelineType;
    expect(made(untyped)).toBe('V1');
    expect(made({ ...untyped, executionMode: 'QUEUED' })).toBe('V2');
    expect(made({ ...untyped, variables: [{ name: 'A', defaultValue: 'b' }] })).toBe('V2');
  });
});

it('an update is held to the same rules and changes nothing when it is refused', () => {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', { pipeline: aPipeline() });
  expect(workbench.refused('UpdatePipeline', { pipeline: withBuild({ inputArtifacts: [] }) }).name).toBe(
    'InvalidActionDeclarationException',
  );
  expect(workbench.call('GetPipeline', { name: 'shop-web' })).toMatchObject({ pipeline: { version: 1 } });
});

it('the account’s limit of pipelines is a limit of each Region', () => {
  const workbench = aWorkbench({ speed: 0 });
  for (let count = 0; count < 1000; count += 1)
    workbench.call('CreatePipeline', { pipeline: aPipeline({ name: `p${count}` }) });
  expect(workbench.refused('CreatePipeline', { pipeline: aPipeline() }).name).toBe('LimitExceededException');
  expect(() => workbench.call('CreatePipeline', { pipeline: aPipeline() }, 'us-east-1')).not.toThrow();
});
