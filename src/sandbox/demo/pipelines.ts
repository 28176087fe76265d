/** The pipelines of the demo, as CreatePipeline takes them. */

type Configuration = Record<string, string>;

interface ActionOptions {
  runOrder?: number;
  inputs?: string[];
  outputs?: string[];
  namespace?: string;
  timeoutInMinutes?: number;
}

function action(
  name: string,
  category: string,
  provider: string,
  configuration: Configuration,
  options: ActionOptions = {},
) {
  const { runOrder = 1, inputs = [], outputs = [], namespace, timeoutInMinutes } = options;
  return {
    name,
    actionTypeId: { category, owner: 'AWS', provider, version: '1' },
    runOrder,
    configuration,
    inputArtifacts: inputs.map((artifact) => ({ name: artifact })),
    outputArtifacts: outputs.map((artifact) => ({ name: artifact })),
    ...(namespace === undefined ? {} : { namespace }),
    ...(timeoutInMinutes === undefined ? {} : { timeoutInMinutes }),
  };
}

type Action = ReturnType<typeof action>;

const stage = (name: string, ...actions: Action[]) => ({ name, actions });

const pipeline = (name: string, executionMode: 'SUPERSEDED' | 'QUEUED', ...stages: ReturnType<typeof stage>[]) => ({
  name,
  roleArn: 'arn:aws:iam::123456789012:role/pipelines',
  artifactStore: { type: 'S3', location: 'railway-goods-artifacts' },
  pipelineType: 'V2',
  executionMode,
  stages,
});

interface Variable {
  name: string;
  defaultValue: string;
  description: string;
}

const withVariables = (
  variables: Variable[],
  ...parts: Parameters<typeof pipeline>
): ReturnType<typeof pipeline> & { variables?: Variable[] } => ({ ...pipeline(...parts), variables });

export type PipelineDeclaration = ReturnType<typeof withVariables>;

const CONNECTION = 'arn:aws:codeconnections:eu-west-1:123456789012:connection/6f1c2a34-7d5e-4b90-8a11-0c2d3e4f5a6b';

const github = (repository: string) =>
  action(
    'Source',
    'Source',
    'CodeStarSourceConnection',
    { ConnectionArn: CONNECTION, FullRepositoryId: `railway-goods/${repository}`, BranchName: 'main' },
    { outputs: ['Code'], namespace: 'Source' },
  );

const codeBuild = (name: string, category: 'Build' | 'Test', project: string, options: ActionOptions) =>
  action(name, category, 'CodeBuild', { ProjectName: project }, options);

const ecs = (cluster: string) =>
  action('Deploy', 'Deploy', 'ECS', { ClusterName: cluster, ServiceName: 'shop-web' }, { inputs: ['Image'] });

/** A web shop: built, tested on staging, approved by hand, shipped. */
const SHOP_WEB = pipeline(
  'shop-web',
  'SUPERSEDED',
  stage('Source', github('shop-web')),
  stage('Build', codeBuild('Build', 'Build', 'shop-web', { inputs: ['Code'], outputs: ['Image'] })),
  stage('Staging', ecs('staging'), codeBuild('Smoke', 'Test', 'shop-web-smoke', { runOrder: 2, inputs: ['Code'] })),
  stage(
    'Approve',
    action('Go-ahead', 'Approval', 'Manual', {
      CustomData: 'Ship to production: #{Source.CommitMessage}',
      ExternalEntityLink: 'https://staging.railway-goods.example/',
    }),
  ),
  stage('Prod', ecs('prod')),
);

/** A data job that fails some nights, and that somebody starts again for a day that was missed. */
const NIGHTLY_ETL = withVariables(
  [
    { name: 'DAY', defaultValue: 'yesterday', description: 'Whose orders to load' },
    { name: 'MODE', defaultValue: 'delta', description: 'delta or full' },
  ],
  'nightly-etl',
  'QUEUED',
  stage(
    'Source',
    action(
      'Orders',
      'Source',
      'S3',
      { S3Bucket: 'railway-goods-lake', S3ObjectKey: 'orders/latest.zip' },
      { outputs: ['Orders'] },
    ),
  ),
  stage('Extract', codeBuild('Extract', 'Build', 'etl-extract', { inputs: ['Orders'], outputs: ['Raw'] })),
  stage('Transform', codeBuild('Transform', 'Build', 'etl-transform', { inputs: ['Raw'], outputs: ['Clean'] })),
  stage('Load', action('Load', 'Invoke', 'Lambda', { FunctionName: 'etl-load' }, { inputs: ['Clean'] })),
);

const STACKS = ['Network', 'Dns', 'Edge'];

const cloudFormation = (stack: string, mode: string, runOrder: number) =>
  action(
    stack,
    'Deploy',
    'CloudFormation',
    {
      ActionMode: mode,
      StackName: `railway-${stack.toLowerCase()}`,
      ChangeSetName: 'pipeline',
      ...(mode === 'CHANGE_SET_REPLACE' ? { TemplatePath: `Code::${stack.toLowerCase()}.yml` } : {}),
    },
    { runOrder, inputs: ['Code'] },
  );

/** Infrastructure: change sets in parallel, looked at by somebody, applied in order. */
const NETWORK_INFRA = pipeline(
  'network-infra',
  'SUPERSEDED',
  stage('Source', github('network-infra')),
  stage('Plan', ...STACKS.map((stack) => cloudFormation(stack, 'CHANGE_SET_REPLACE', 1))),
  stage(
    'Apply',
    action(
      'Review',
      'Approval',
      'Manual',
      { CustomData: 'Read the change sets before they are applied' },
      { timeoutInMinutes: 4320 },
    ),
    ...STACKS.map((stack) => cloudFormation(stack, 'CHANGE_SET_EXECUTE', stack === 'Network' ? 2 : 3)),
  ),
);

export const PIPELINES: readonly PipelineDeclaration[] = [SHOP_WEB, NIGHTLY_ETL, NETWORK_INFRA];
