import type { Provider } from './provider.ts';

/** Build and Test: a CodeBuild project. */
export const codeBuild: Provider = {
  inputs: [1, 5],
  outputs: [0, 5],
  seconds: [8, 20],
  begin: ({ configuration, dice, region, accountId }) => {
    const project = configuration.ProjectName ?? 'project';
    const build = dice.uuid();
    return {
      externalId: `${project}:${build}`,
      externalUrl: `https://console.aws.amazon.com/codebuild/home?region=${region}#/builds/${project}:${build}/view/new`,
      logStreamArn: `arn:aws:logs:${region}:${accountId}:log-group:/aws/codebuild/${project}:log-stream:${build}`,
    };
  },
  fail: () => ({ code: 'JobFailed', message: 'Build terminated with state: FAILED' }),
  entityUrl: ({ configuration, region }) =>
    `https://console.aws.amazon.com/codebuild/home?region=${region}#/projects/${configuration.ProjectName ?? ''}/view`,
};
