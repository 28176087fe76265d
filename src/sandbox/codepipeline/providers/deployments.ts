import type { Provider } from './provider.ts';

/** Deploy: a CodeDeploy deployment group, on instances or (CodeDeployToECS) on ECS. */
export const codeDeploy: Provider = {
  inputs: [1, 5],
  outputs: [0, 0],
  seconds: [6, 16],
  begin: ({ dice, region }) => {
    const deployment = `d-${dice.capitals(9)}`;
    return {
      externalId: deployment,
      externalUrl: `https://console.aws.amazon.com/codedeploy/home?region=${region}#/deployments/${deployment}`,
    };
  },
  succeed: (_work, deployment) => ({ summary: `Deployment ${deployment} succeeded` }),
  fail: (_work, deployment) => ({ code: 'JobFailed', message: `Deployment ${deployment} failed` }),
  entityUrl: ({ configuration: { ApplicationName, DeploymentGroupName }, region }) =>
    `https://console.aws.amazon.com/codedeploy/home?region=${region}#/applications/${ApplicationName ?? ''}/deployment-groups/${DeploymentGroupName ?? ''}`,
};

/** Deploy: a rolling update of an ECS service. */
export const ecs: Provider = {
  inputs: [1, 1],
  outputs: [0, 0],
  seconds: [8, 20],
  begin: ({ dice, region, configuration: { ClusterName, ServiceName } }) => ({
    externalId: `ecs-svc/${dice.digits(19)}`,
    externalUrl: `https://${region}.console.aws.amazon.com/ecs/home?region=${region}#/clusters/${ClusterName ?? ''}/services/${ServiceName ?? ''}/deployments`,
  }),
  succeed: (_work, deployment) => ({ summary: `Deployment ${deployment} completed` }),
  fail: (_work, deployment) => ({
    code: 'JobFailed',
    message: `Deployment (${deployment}) failed: tasks failed to start.`,
  }),
  entityUrl: ({ configuration: { ClusterName, ServiceName }, region }) =>
    `https://${region}.console.aws.amazon.com/ecs/home?region=${region}#/clusters/${ClusterName ?? ''}/services/${ServiceName ?? ''}`,
};

/** Deploy: the artifact into an S3 bucket. */
export const s3Deploy: Provider = {
  inputs: [1, 1],
  outputs: [0, 0],
  seconds: [2, 8],
  begin: ({ region, configuration: { BucketName } }) => ({
    externalUrl: `https://${region}.console.aws.amazon.com/s3/buckets/${BucketName ?? ''}`,
  }),
  succeed: () => ({ summary: 'Deployment Succeeded' }),
  fail: ({ configuration: { BucketName } }) => ({
    code: 'PermissionError',
    message: `The deployment failed because the service role has no s3:PutObject permission for the bucket ${BucketName ?? ''}: Access Denied`,
  }),
  entityUrl: ({ region, configuration: { BucketName } }) =>
    `https://${region}.console.aws.amazon.com/s3/buckets/${BucketName ?? ''}`,
};

/** Deploy: a CloudFormation stack or change set. */
export const cloudFormation: Provider = {
  inputs: [0, 10],
  outputs: [0, 1],
  seconds: [8, 20],
  begin: ({ accountId, region, dice, configuration: { StackName } }) => {
    const stack = `arn:aws:cloudformation:${region}:${accountId}:stack/${StackName ?? 'stack'}/${dice.uuid()}`;
    return {
      externalId: stack,
      externalUrl: `https://console.aws.amazon.com/cloudformation/home?region=${region}#/stack/detail?stackId=${encodeURIComponent(stack)}`,
    };
  },
  succeed: ({ configuration: { ActionMode, StackName, ChangeSetName } }) => {
    if (ActionMode === 'CHANGE_SET_REPLACE') return { summary: `Change set ${ChangeSetName ?? ''} was created.` };
    if (ActionMode === 'CHANGE_SET_EXECUTE') return { summary: `Change set ${ChangeSetName ?? ''} was executed.` };
    return { summary: `Stack ${StackName ?? ''} is in UPDATE_COMPLETE state.` };
  },
  fail: ({ configuration: { StackName } }) => ({
    code: 'JobFailed',
    message: `Stack [${StackName ?? ''}] failed to update: it is in UPDATE_ROLLBACK_COMPLETE state.`,
  }),
  entityUrl: ({ region }) => `https://console.aws.amazon.com/cloudformation/home?region=${region}#/`,
};
