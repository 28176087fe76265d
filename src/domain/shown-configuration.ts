/** The configuration keys that may be shown, by the provider of the action or rule. Every other key stays in CodePipeline: variables of
 * a build are often secrets, and so are OAuth tokens, parameters of functions and stacks, and inputs of state machines. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  'Source/S3': ['S3Bucket', 'S3ObjectKey', 'PollForSourceChanges'],
  'Source/ECR': ['RepositoryName', 'ImageTag'],
  'Source/CodeCommit': ['RepositoryName', 'BranchName', 'PollForSourceChanges', 'OutputArtifactFormat'],
  'Source/CodeStarSourceConnection': ['FullRepositoryId', 'BranchName', 'DetectChanges', 'OutputArtifactFormat'],
  'Source/GitHub': ['Owner', 'Repo', 'Branch', 'PollForSourceChanges'],
  'Build/CodeBuild': ['ProjectName', 'PrimarySource', 'BatchEnabled', 'CombineArtifacts'],
  'Build/ECRBuildAndPublish': ['ECRRepositoryName', 'DockerFilePath', 'ImageTags'],
  'Build/Jenkins': ['ProjectName'],
  'Test/CodeBuild': ['ProjectName', 'PrimarySource', 'BatchEnabled', 'CombineArtifacts'],
  'Test/DeviceFarm': ['AppType', 'TestType'],
  'Test/Jenkins': ['ProjectName'],
  'Deploy/S3': ['BucketName', 'ObjectKey', 'Extract', 'CannedACL', 'CacheControl'],
  'Deploy/CloudFormation': [
    'ActionMode',
    'StackName',
    'ChangeSetName',
    'Capabilities',
    'TemplatePath',
    'TemplateConfiguration',
  ],
  'Deploy/CloudFormationStackSet': ['StackSetName', 'TemplatePath', 'PermissionModel', 'Capabilities'],
  'Deploy/CloudFormationStackInstances': ['StackSetName', 'Regions'],
  'Deploy/CodeDeploy': ['ApplicationName', 'DeploymentGroupName'],
  'Deploy/CodeDeployToECS': ['ApplicationName', 'DeploymentGroupName'],
  'Deploy/ECS': ['ClusterName', 'ServiceName', 'FileName', 'DeploymentTimeout'],
  'Deploy/EKS': ['ClusterName', 'Namespace', 'HelmReleaseName'],
  'Deploy/EC2': ['InstanceTagKey', 'InstanceTagValue', 'InstanceType', 'TargetDirectory', 'MaxBatch', 'MaxError'],
  'Deploy/Lambda': ['FunctionName', 'FunctionAlias', 'DeployStrategy'],
  'Deploy/ElasticBeanstalk': ['ApplicationName', 'EnvironmentName'],
  'Deploy/ServiceCatalog': ['ProductId', 'ProductVersionName', 'TemplateFilePath'],
  'Deploy/AppConfig': ['Application', 'Environment', 'ConfigurationProfile', 'DeploymentStrategy'],
  'Invoke/Lambda': ['FunctionName'],
  'Invoke/StepFunctions': ['ExecutionNamePrefix', 'InputType'],
  'Invoke/CodePipeline': ['PipelineName'],
  'Invoke/InspectorScan': ['InspectorRunMode', 'CriticalThreshold', 'HighThreshold', 'MediumThreshold', 'LowThreshold'],
  'Approval/Manual': ['CustomData'],
  'Rule/CloudWatchAlarm': ['AlarmName', 'AlarmStates', 'WaitTime'],
  'Rule/DeploymentWindow': ['Cron', 'TimeZone'],
  'Rule/VariableCheck': ['Variable', 'Operator'],
  'Rule/LambdaInvoke': ['FunctionName'],
  'Rule/CodeBuild': ['ProjectName'],
};

export interface TypeName {
  readonly category: string;
  readonly owner: string;
  readonly provider: string;
}

/** What of an action's or a rule's configuration may be shown, in the order of the list above. Of types that are not AWS's own nothing
 * is: whoever made one knows alone what is secret in it.
 *
 * GitHub's first version belongs to `ThirdParty`, and Jenkins to `Custom`. */
export function shownConfiguration(
  { category, owner, provider }: TypeName,
  configuration: Readonly<Record<string, string>>,
): Record<string, string> {
  const ours = owner === 'AWS' || FOREIGN.includes(`${owner}/${provider}`);
  const keys = (ours && Object.hasOwn(SHOWN, `${category}/${provider}`) && SHOWN[`${category}/${provider}`]) || [];
  return Object.fromEntries(
    keys.flatMap((key): [string, string][] => {
      const value = Object.hasOwn(configuration, key) ? configuration[key] : undefined;
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

const FOREIGN: readonly string[] = ['ThirdParty/GitHub', 'Custom/Jenkins'];
