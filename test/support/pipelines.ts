import type { PipelineDeclaration } from '@aws-sdk/client-codepipeline';

const ROLE = 'arn:aws:iam::123456789012:role/pipeline';

/** Source, Build, an approval, Prod: the smallest pipeline in which everything of the main story happens. */
export function shopPipeline(name = 'shop-web', more: Partial<PipelineDeclaration> = {}): PipelineDeclaration {
  return {
    name,
    roleArn: ROLE,
    pipelineType: 'V2',
    executionMode: 'SUPERSEDED',
    artifactStore: { type: 'S3', location: 'artifacts' },
    stages: [
      {
        name: 'Source',
        actions: [
          {
            name: 'App',
            actionTypeId: { category: 'Source', owner: 'AWS', provider: 'CodeStarSourceConnection', version: '1' },
            configuration: {
              ConnectionArn:
                'arn:aws:codeconnections:eu-west-1:123456789012:connection/11111111-2222-4333-8444-555555555555',
              FullRepositoryId: 'railway-goods/shop-web',
              BranchName: 'main',
            },
            outputArtifacts: [{ name: 'SourceOut' }],
          },
        ],
      },
      {
        name: 'Build',
        actions: [
          {
            name: 'Compile',
            actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
            configuration: { ProjectName: name },
            inputArtifacts: [{ name: 'SourceOut' }],
            outputArtifacts: [{ name: 'BuildOut' }],
          },
        ],
      },
      {
        name: 'Approve',
        actions: [
          { name: 'Go-ahead', actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' } },
        ],
      },
      {
        name: 'Prod',
        actions: [
          {
            name: 'Deploy',
            actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'S3', version: '1' },
            configuration: { BucketName: 'live', Extract: 'true' },
            inputArtifacts: [{ name: 'BuildOut' }],
          },
        ],
      },
    ],
    ...more,
  };
}

/** Source, Build, Staging with a test after it, Prod: a green run of it is twenty events. */
export function greenPipeline(name = 'shop-web'): PipelineDeclaration {
  const { stages = [], ...rest } = shopPipeline(name);
  const [source, build, , prod] = stages;
  const staging = {
    name: 'Staging',
    actions: [
      ...(prod?.actions ?? []),
      {
        name: 'Smoke',
        runOrder: 2,
        actionTypeId: { category: 'Test' as const, owner: 'AWS' as const, provider: 'CodeBuild', version: '1' },
        configuration: { ProjectName: `${name}-smoke` },
        inputArtifacts: [{ name: 'SourceOut' }],
      },
    ],
  };
  return { ...rest, stages: [source, build, staging, prod].filter((stage) => stage !== undefined) };
}
