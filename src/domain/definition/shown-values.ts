import type { Path } from './diff.ts';

/** Keys of configurations whose values name things and hold no secret. Every other value is a secret until somebody knows better. */
const SHOWN_KEYS: ReadonlySet<string> = new Set([
  'ActionMode',
  'AlarmName',
  'AlarmStates',
  'ApplicationName',
  'BatchEnabled',
  'Branch',
  'BranchName',
  'BucketName',
  'CanaryPercentage',
  'Capabilities',
  'ChangeSetName',
  'ClusterName',
  'CombineArtifacts',
  'ConnectionArn',
  'Cron',
  'DeploymentGroupName',
  'DeploymentTimeout',
  'DetectChanges',
  'EnvironmentName',
  'Extract',
  'FileName',
  'FullRepositoryId',
  'FunctionName',
  'ImageTag',
  'NotificationArn',
  'ObjectKey',
  'Operator',
  'OutputArtifactFormat',
  'OutputFileName',
  'Owner',
  'PipelineName',
  'PollForSourceChanges',
  'PrimarySource',
  'ProjectName',
  'Region',
  'Repo',
  'RepositoryName',
  'RoleArn',
  'S3Bucket',
  'S3ObjectKey',
  'ServiceName',
  'StackName',
  'StackSetName',
  'StateMachineArn',
  'TemplatePath',
  'TimeZone',
  'Variable',
  'WaitTime',
]);

export function isShownKey(key: string): boolean {
  return SHOWN_KEYS.has(key);
}

/** May what stands at this place of a definition be shown? Values of configurations by their key, those of variables never. */
export function isShown(path: Path): boolean {
  if (path.includes('environmentVariables') || path.at(-1) === 'defaultValue') return false;
  const key = path[path.indexOf('configuration') + 1];
  return !path.includes('configuration') || key === undefined || isShownKey(key);
}
