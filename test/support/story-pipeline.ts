import type { PipelineDeclaration } from '@aws-sdk/client-codepipeline';

/** `plain`: Source, Build, Prod; `gated`: with an approval, Gate/Go, before Prod. */
export type Shape = 'gated' | 'plain';

/** The pipeline of a story, as CreatePipeline takes it. */
export function declaration(name: string, shape: Shape): PipelineDeclaration {
  const action = (actionName: string, category: 'Source' | 'Build' | 'Approval', provider: string, extra: object) => ({
    name: actionName,
    actionTypeId: { category, owner: 'AWS' as const, provider, version: '1' },
    ...extra,
  });
  const code = [{ name: 'Code' }];
  const build = (actionName: string) =>
    action(actionName, 'Build', 'CodeBuild', { configuration: { ProjectName: name }, inputArtifacts: code });
  const source = action('Fetch', 'Source', 'CodeStarSourceConnection', {
    configuration: {
      ConnectionArn: 'arn:aws:codeconnections:eu-west-1:123456789012:connection/6f1c2a34-7d5e-4b90-8a11-0c2d3e4f5a6b',
      FullRepositoryId: `railway-goods/${name}`,
      BranchName: 'main',
    },
    outputArtifacts: code,
  });
  const gate = { name: 'Gate', actions: [action('Go', 'Approval', 'Manual', {})] };
  return {
    name,
    roleArn: 'arn:aws:iam::123456789012:role/pipelines',
    artifactStore: { type: 'S3', location: 'railway-goods-artifacts' },
    pipelineType: 'V2',
    executionMode: 'SUPERSEDED',
    stages: [
      { name: 'Source', actions: [source] },
      { name: 'Build', actions: [build('Compile'), build('Lint')] },
      ...(shape === 'gated' ? [gate] : []),
      { name: 'Prod', actions: [build('Ship')] },
    ],
  };
}
