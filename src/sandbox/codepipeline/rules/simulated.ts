import { faultyConfiguration, property, type RuleProvider } from './rule-provider.ts';

/** Shell commands that CodePipeline runs itself. */
export const commandsRule: RuleProvider = {
  inputs: [0, 10],
  properties: [],
  seconds: [3, 10],
  begin({ rule, accountId, region, pipeline, runId, dice }) {
    if ((rule.commands ?? []).length === 0) return { failure: faultyConfiguration('A Commands rule needs commands.') };
    const stream = `arn:aws:logs:${region}:${accountId}:log-group:/aws/codepipeline/${pipeline}:log-stream:${runId}/${dice.uuid()}`;
    return { externalId: stream, logStreamArn: stream };
  },
  judge: () => ({ passed: true, summary: 'The commands succeeded.' }),
  fail: ({ rule }) => ({
    code: 'JobFailed',
    message: `Action failed with status: FAILED. COMMAND_EXECUTION_ERROR: Error while executing command: ${rule.commands?.[0] ?? ''}. Reason: exit status 1`,
  }),
};

/** A build of a CodeBuild project. */
export const codeBuildRule: RuleProvider = {
  inputs: [0, 5],
  properties: [
    property('ProjectName', true, 'Name of the CodeBuild project'),
    property('PrimarySource', false, 'The input artifact that holds the buildspec'),
    property('EnvironmentVariables', false, 'Environment variables of the build, as JSON'),
  ],
  seconds: [6, 16],
  begin({ configuration: { ProjectName }, region, accountId, dice }) {
    if (ProjectName === undefined) return { failure: faultyConfiguration('A CodeBuild rule needs ProjectName.') };
    const build = dice.uuid();
    return {
      externalId: `${ProjectName}:${build}`,
      externalUrl: `https://console.aws.amazon.com/codebuild/home?region=${region}#/builds/${ProjectName}:${build}/view/new`,
      logStreamArn: `arn:aws:logs:${region}:${accountId}:log-group:/aws/codebuild/${ProjectName}:log-stream:${build}`,
    };
  },
  judge: () => ({ passed: true, summary: 'Build succeeded' }),
  fail: () => ({ code: 'JobFailed', message: 'Build terminated with state: FAILED' }),
};

/** A Lambda function, which answers its job; where functions are not called it is taken to succeed. */
export const lambdaRule: RuleProvider = {
  inputs: [0, 5],
  properties: [
    property('FunctionName', true, 'Name of the function'),
    property('UserParameters', false, 'Text that is handed to the function'),
  ],
  seconds: [2, 6],
  worker: 'lambda',
  begin: ({ configuration: { FunctionName }, region, runId }) =>
    FunctionName === undefined
      ? { failure: faultyConfiguration('A LambdaInvoke rule needs FunctionName.') }
      : {
          externalId: runId,
          externalUrl: `https://console.aws.amazon.com/lambda/home?region=${region}#/functions/${FunctionName}`,
        },
  judge: () => ({ passed: true }),
  fail: ({ configuration: { FunctionName } }) => ({
    code: 'JobFailed',
    message: `The function ${FunctionName ?? ''} reported the job as failed.`,
  }),
};
