import { describe, expect, it } from 'vitest';
import { diffDefinitions } from '../../../../src/domain/definition/diff.ts';
import { aDefinition, anAction, aStage, withStage } from '../../../support/definitions.ts';

const before = aDefinition();

describe('the difference between two definitions', () => {
  it('is none where they mean the same, written in another way', () => {
    const after = {
      stages: withStage(
        before,
        'Build',
        aStage(
          'Build',
          anAction('Compile', 'Build', { runOrder: 1, configuration: { ProjectName: 'shop' }, inputArtifacts: [] }),
        ),
      ).stages,
      artifactStore: { location: 'artifacts', type: 'S3' },
      executionMode: 'SUPERSEDED',
      roleArn: before.roleArn,
      name: before.name,
      version: 7,
    };

    expect(diffDefinitions(before, after)).toEqual([]);
  });

  it('names what is other by stage, action and key', () => {
    const after = withStage(
      before,
      'Build',
      aStage('Build', anAction('Compile', 'Build', { configuration: { ProjectName: 'shop-2' } })),
    );

    expect(diffDefinitions(before, after)).toEqual([
      {
        kind: 'changed',
        path: ['stages', 'Build', 'actions', 'Compile', 'configuration', 'ProjectName'],
        before: 'shop',
        after: 'shop-2',
      },
    ]);
  });

  it('tells a stage that comes, one that goes, and one that has only another name', () => {
    const canary = aStage('Canary', anAction('Try', 'Deploy'));
    const [, , prod] = before.stages;

    expect(diffDefinitions(before, withStage(before, 'Build', canary))).toMatchObject([
      { kind: 'removed', path: ['stages', 'Build'] },
      { kind: 'added', path: ['stages', 'Canary'] },
    ]);
    expect(
      diffDefinitions(before, withStage(before, 'Prod', { ...prod, name: 'Live', actions: prod?.actions ?? [] })),
    ).toEqual([{ kind: 'renamed', path: ['stages', 'Prod'], to: 'Live' }]);
  });

  it('tells that stages stand in another order', () => {
    const [source, build, prod] = before.stages;
    const after = { ...before, stages: [source, prod, build].flatMap((stage) => stage ?? []) };

    expect(diffDefinitions(before, after)).toEqual([
      { kind: 'reordered', path: ['stages'], before: ['Source', 'Build', 'Prod'], after: ['Source', 'Prod', 'Build'] },
    ]);
  });

  it('looks into the variables that CodeBuild takes as text', () => {
    const built = (value: string) =>
      withStage(
        before,
        'Build',
        aStage(
          'Build',
          anAction('Compile', 'Build', {
            configuration: { EnvironmentVariables: JSON.stringify([{ name: 'LEVEL', value }]) },
          }),
        ),
      );

    expect(diffDefinitions(built('a'), built('b'))).toMatchObject([
      {
        kind: 'changed',
        path: ['stages', 'Build', 'actions', 'Compile', 'configuration', 'EnvironmentVariables', 'LEVEL', 'value'],
      },
    ]);
  });
});
