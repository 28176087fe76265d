import type {
  ActionDefinition,
  Definition,
  JsonObject,
  StageDefinition,
} from '../../src/domain/definition/definition.ts';

const TYPES = {
  Source: { category: 'Source', owner: 'AWS', provider: 'CodeStarSourceConnection', version: '1' },
  Build: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
  Approval: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' },
  Deploy: { category: 'Deploy', owner: 'AWS', provider: 'ECS', version: '1' },
  Commands: { category: 'Compute', owner: 'AWS', provider: 'Commands', version: '1' },
  Invoke: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' },
} as const;

export function anAction(name: string, type: keyof typeof TYPES, rest: JsonObject = {}): ActionDefinition {
  return { name, actionTypeId: TYPES[type], ...rest };
}

export const aStage = (name: string, ...actions: ActionDefinition[]): StageDefinition => ({ name, actions });

/** Source, Build, Prod with an approval before its deploy. */
export function aDefinition(rest: JsonObject = {}): Definition {
  return {
    name: 'shop-web',
    roleArn: 'arn:aws:iam::123456789012:role/pipelines',
    artifactStore: { type: 'S3', location: 'artifacts' },
    stages: [
      aStage('Source', anAction('App', 'Source', { configuration: { BranchName: 'main' } })),
      aStage('Build', anAction('Compile', 'Build', { configuration: { ProjectName: 'shop' } })),
      aStage(
        'Prod',
        anAction('Go-ahead', 'Approval'),
        anAction('Deploy', 'Deploy', { runOrder: 2, configuration: { ClusterName: 'prod' } }),
      ),
    ],
    ...rest,
  };
}

/** The same with one stage put in the place of another; several put more in its place, none takes it out. */
export function withStage(definition: Definition, name: string, ...stages: StageDefinition[]): Definition {
  return { ...definition, stages: definition.stages.flatMap((stage) => (stage.name === name ? stages : [stage])) };
}
