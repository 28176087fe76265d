/** What IAM would ask before it lets a call through. */
export interface NeededRight {
  /** `codepipeline:RetryStageExecution` */
  action: string;
  resource: string;
  /** condition keys of the service, as far as policies here use them */
  context: Record<string, string | string[]>;
}

export interface Call {
  /** as IAM calls it: `codepipeline` */
  service: string;
  operation: string;
  input: Record<string, unknown>;
  region: string;
  account: string;
}

type Input = Call['input'];

/** Levels at which CodePipeline's operations are granted; what is not named has the level of the pipeline.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodepipeline.html */
const STAGE = [
  'RetryStageExecution',
  'RollbackStage',
  'OverrideStageCondition',
  'EnableStageTransition',
  'DisableStageTransition',
];
const ACTION = ['PutApprovalResult', 'PutActionRevision'];
const ACTION_TYPE = ['CreateCustomActionType', 'DeleteCustomActionType', 'UpdateActionType', 'PollForJobs'];
const WEBHOOK = ['PutWebhook', 'DeleteWebhook', 'ListWebhooks'];
const NO_LEVEL = [
  'ListPipelines',
  'ListActionTypes',
  'ListRuleTypes',
  'GetActionType',
  'AcknowledgeJob',
  'GetJobDetails',
  'PutJobSuccessResult',
  'PutJobFailureResult',
  'PollForThirdPartyJobs',
  'AcknowledgeThirdPartyJob',
  'GetThirdPartyJobDetails',
  'PutThirdPartyJobSuccessResult',
  'PutThirdPartyJobFailureResult',
];

/** One call may need several rights: an entry of PutEvents each its own. Names of pipelines do not matter to the policies here, so that
 * all are called `pipeline`: the same right is then noted once. */
export function neededRights(call: Call): NeededRight[] {
  const { service, operation, input, region, account } = call;
  const arn = (rest: string, of = service) => `arn:aws:${of}:${region}:${account}:${rest}`;
  const on = (resource: string, context: NeededRight['context'] = {}): NeededRight => ({
    action: `${service}:${operation}`,
    resource,
    context,
  });
  switch (service) {
    case 'codepipeline':
      return [on(pipelineResource(operation, input, arn))];
    case 'dynamodb':
      return [on(arn(tableResource(input)), leadingKeys(input))];
    case 'events':
      return listOf(input.Entries).map((entry) =>
        on(arn(`event-bus/${textOf(entry.EventBusName, 'default').split('/').at(-1)}`), {
          'events:detail-type': textOf(entry.DetailType),
          'events:source': textOf(entry.Source),
        }),
      );
    case 'ssm':
      return [input.Name, ...(Array.isArray(input.Names) ? input.Names : [])].flatMap((name) =>
        typeof name === 'string' ? [on(arn(`parameter/${name.replace(/^\//, '')}`))] : [],
      );
    case 'sqs':
      return [on(arn(textOf(input.QueueUrl).split('/').at(-1) ?? ''))];
    case 'sts':
      return operation === 'AssumeRole' ? [on(textOf(input.RoleArn))] : [];
    case 'logs':
      return [on(arn(`log-group:${groupOf(input)}${operation === 'GetLogEvents' ? ':log-stream:stream' : ''}`))];
    case 'codebuild':
      return [on(arn('project/project'))];
    case 'codedeploy':
      return [on(operation === 'GetDeployment' ? arn('deploymentgroup:application/group') : '*')];
    case 'ecs':
      return [on(arn(`${ECS_LEVELS[operation] ?? 'cluster'}/cluster/id`))];
    case 'cloudformation':
      return [on(arn('stack/stack/id'))];
    default:
      return [on('*')];
  }
}

/** Levels at which ECS's operations are granted. */
const ECS_LEVELS: Record<string, string> = {
  ListTasks: 'container-instance',
  DescribeTasks: 'task',
  DescribeServices: 'service',
};

/** Which project or function it is does not matter to the policies here. */
function groupOf({ logGroupName }: Input): string {
  return textOf(logGroupName).replace(/^(\/aws\/(?:codebuild|lambda|codepipeline)\/).*/, '$1name');
}

function pipelineResource(operation: string, input: Input, arn: (rest: string) => string): string {
  if (NO_LEVEL.includes(operation)) return '*';
  if (ACTION_TYPE.includes(operation)) return arn('actiontype:owner/category/provider/version');
  if (WEBHOOK.includes(operation)) return arn('webhook:webhook');
  if (typeof input.resourceArn === 'string') return arn('pipeline');
  if (ACTION.includes(operation)) return arn('pipeline/stage/action');
  return arn(STAGE.includes(operation) ? 'pipeline/stage' : 'pipeline');
}

function tableResource({ TableName, IndexName }: Input): string {
  return `table/${textOf(TableName)}${typeof IndexName === 'string' ? `/index/${IndexName}` : ''}`;
}

/** What the partition key begins with: all executions need the same right. */
function leadingKeys({ Key, Item, ExpressionAttributeValues, KeyConditionExpression }: Input): NeededRight['context'] {
  const values = recordOf(ExpressionAttributeValues);
  const inQuery = /(?:#\w+|pk)\s*=\s*(:\w+)/.exec(textOf(KeyConditionExpression))?.[1];
  const found = recordOf(Key).pk ?? recordOf(Item).pk ?? (inQuery === undefined ? undefined : values[inQuery]);
  const key = textOf(recordOf(found).S);
  return key === '' ? {} : { 'dynamodb:LeadingKeys': [key.includes('|') ? `${key.split('|')[0]}|…` : key] };
}

function recordOf(value: unknown): Input {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): Input[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

function textOf(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise;
}
