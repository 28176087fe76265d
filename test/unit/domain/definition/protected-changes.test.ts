import { describe, expect, it } from 'vitest';
import type { Definition, JsonObject } from '../../../../src/domain/definition/definition.ts';
import { type IsProtected, protectedChanges } from '../../../../src/domain/definition/protected-changes.ts';
import { aDefinition, anAction, aStage, withStage } from '../../../support/definitions.ts';

const before = aDefinition();
const prodIsProtected: IsProtected = (names) => names?.includes('Prod') ?? false;
const touched = (after: Definition, of: Definition = before) =>
  protectedChanges(of, after, prodIsProtected).map((change) => change.touched);
const withBuild = (type: Parameters<typeof anAction>[1], rest: JsonObject) =>
  withStage(before, 'Build', aStage('Build', anAction('Compile', type, rest)));
const prod = (...actions: Parameters<typeof aStage>[1][]) => withStage(before, 'Prod', aStage('Prod', ...actions));
const approval = anAction('Go-ahead', 'Approval');
const deploy = anAction('Deploy', 'Deploy', { runOrder: 2, configuration: { ClusterName: 'prod' } });

describe('a change that needs the approvers of a stage', () => {
  it('is none where it lies in a stage that nobody approves', () => {
    expect(touched(withBuild('Build', { configuration: { ProjectName: 'other' } }))).toEqual([]);
  });

  it('is none where the pipeline has no rule', () => {
    expect(protectedChanges(before, prod(deploy), () => false)).toEqual([]);
  });

  it.each([
    ['an approval that goes', prod(deploy), 'approval_removed', {}],
    ['one with another name', prod({ ...approval, name: 'Ok' }, deploy), 'approval_renamed', { to: 'Ok' }],
    ['one that comes after what it stood before', prod({ ...approval, runOrder: 3 }, deploy), 'approval_moved', {}],
    [
      'one in another stage',
      withStage(prod(deploy), 'Build', aStage('Build', anAction('Compile', 'Build'), approval)),
      'approval_moved',
      { to: 'Build' },
    ],
  ])('names %s', (_what, after, kind, detail) => {
    expect(protectedChanges(before, after, prodIsProtected)).toContainEqual({
      touched: kind,
      stage: 'Prod',
      action: 'Go-ahead',
      ...detail,
      asks: [['Prod']],
    });
  });

  it.each([
    ['a protected stage', prod(approval, { ...deploy, configuration: { ClusterName: 'other' } }), 'stage'],
    [
      'a protected stage with another name',
      withStage(before, 'Prod', { ...aStage('Live', approval, deploy) }),
      'stage',
    ],
    [
      'a condition of any stage',
      withStage(before, 'Build', {
        ...aStage('Build', anAction('Compile', 'Build', { configuration: { ProjectName: 'shop' } })),
        onFailure: { result: 'RETRY' },
      }),
      'condition',
    ],
    ['the role of the pipeline', aDefinition({ roleArn: 'arn:aws:iam::123456789012:role/other' }), 'role'],
    [
      'the role of an action',
      withBuild('Build', { configuration: { ProjectName: 'shop' }, roleArn: 'arn:aws:iam::1:role/x' }),
      'role',
    ],
    [
      'a source',
      withStage(
        before,
        'Source',
        aStage('Source', anAction('App', 'Source', { configuration: { BranchName: 'other' } })),
      ),
      'source',
    ],
    [
      'a trigger',
      aDefinition({
        triggers: [{ providerType: 'CodeStarSourceConnection', gitConfiguration: { sourceActionName: 'App' } }],
      }),
      'source',
    ],
    ['the artifact store', aDefinition({ artifactStore: { type: 'S3', location: 'other' } }), 'artifact_store'],
    ['what a Commands action runs', withBuild('Commands', { commands: ['make'] }), 'commands'],
    [
      'what a function is given',
      withBuild('Build', { configuration: { ProjectName: 'shop', UserParameters: 'x' } }),
      'user_parameters',
    ],
    ['the execution mode', aDefinition({ executionMode: 'QUEUED' }), 'execution_mode'],
    [
      'a deploy that no approval stands before',
      withStage(
        before,
        'Build',
        aStage(
          'Build',
          anAction('Compile', 'Build', { configuration: { ProjectName: 'shop' } }),
          anAction('Sneak', 'Deploy'),
        ),
      ),
      'deploys_unapproved',
    ],
  ])('names %s', (_what, after, kind) => {
    expect(touched(after)).toContain(kind);
  });

  it('names the order of stages', () => {
    const [source, build, last] = before.stages;

    expect(touched({ ...before, stages: [source, last, build].flatMap((stage) => stage ?? []) })).toContain('stage');
  });

  it('asks those of every protected stage about the pipeline as a whole', () => {
    const two: IsProtected = (names) => names?.some((name) => name === 'Prod' || name === 'Build') ?? false;

    expect(protectedChanges(before, aDefinition({ executionMode: 'QUEUED' }), two)).toEqual([
      { touched: 'execution_mode', asks: [['Build'], ['Prod']] },
    ]);
  });

  it('is a pipeline that is made with such a stage, and one that is deleted', () => {
    expect(protectedChanges(undefined, before, prodIsProtected)).toEqual([
      { touched: 'stage', stage: 'Prod', asks: [['Prod']] },
    ]);
    expect(protectedChanges(before, undefined, prodIsProtected).map((change) => change.touched)).toEqual([
      'approval_removed',
      'stage',
    ]);
  });
});
