import type { ActionTypeId } from '../shapes.ts';
import type { RegionState } from '../state.ts';
import { typeKey } from '../type-shapes.ts';
import { codeBuild } from './code-build.ts';
import { commands } from './commands.ts';
import { connection } from './connection.ts';
import { cloudFormation, codeDeploy, ecs, s3Deploy } from './deployments.ts';
import { codeCommit, gitHub } from './git-sources.ts';
import { ecrSource, s3Source } from './object-sources.ts';
import { lambda, manual, plain } from './other-providers.ts';
import { ownProvider } from './own-types.ts';
import type { Provider } from './provider.ts';
import { ec2, eks } from './target-deployments.ts';

/** Action types of AWS and its old partners, by `owner/category/provider`; all have version 1. */
export const PROVIDERS: ReadonlyMap<string, Provider> = new Map<string, Provider>([
  ['AWS/Source/CodeStarSourceConnection', connection],
  ['AWS/Source/CodeCommit', codeCommit],
  ['AWS/Source/S3', s3Source],
  ['AWS/Source/ECR', ecrSource],
  ['ThirdParty/Source/GitHub', gitHub],
  ['AWS/Build/CodeBuild', codeBuild],
  ['AWS/Build/ECRBuildAndPublish', plain([1, 1], [0, 1])],
  ['AWS/Test/CodeBuild', codeBuild],
  ['AWS/Test/DeviceFarm', plain([1, 1], [0, 0])],
  ['AWS/Deploy/S3', s3Deploy],
  ['AWS/Deploy/CloudFormation', cloudFormation],
  ['AWS/Deploy/CloudFormationStackSet', plain([0, 10], [0, 1])],
  ['AWS/Deploy/CloudFormationStackInstances', plain([0, 10], [0, 1])],
  ['AWS/Deploy/CodeDeploy', { ...codeDeploy, inputs: [1, 1] }],
  ['AWS/Deploy/CodeDeployToECS', codeDeploy],
  ['AWS/Deploy/ECS', ecs],
  ['AWS/Deploy/ElasticBeanstalk', plain([1, 1], [0, 0])],
  ['AWS/Deploy/ServiceCatalog', plain([1, 1], [0, 0])],
  ['AWS/Deploy/OpsWorks', plain([1, 1], [0, 0])],
  ['AWS/Deploy/AppConfig', plain([1, 1], [0, 0])],
  ['AWS/Deploy/EC2', ec2],
  ['AWS/Deploy/EKS', eks],
  ['AWS/Deploy/Lambda', plain([1, 1], [0, 1])],
  ['ThirdParty/Deploy/AlexaSkillsKit', plain([1, 2], [0, 0])],
  ['AWS/Invoke/Lambda', lambda],
  ['AWS/Invoke/StepFunctions', plain([0, 1], [0, 1])],
  ['AWS/Invoke/CodePipeline', plain([0, 1], [0, 1])],
  ['AWS/Invoke/InspectorScan', plain([0, 1], [0, 1])],
  ['AWS/Approval/Manual', manual],
  ['AWS/Compute/Commands', commands],
]);

type Types = RegionState['types'];

/** @param types the Region's own action types; a deleted one goes on serving the pipelines that have it */
export function findProvider(types: Types, id: ActionTypeId): Provider | undefined {
  const own = types.get(typeKey(id));
  if (own) return ownProvider(own);
  return id.version === '1' ? PROVIDERS.get(`${id.owner}/${id.category}/${id.provider}`) : undefined;
}

/** The provider of an action whose declaration was accepted.
 * @throws Error when there is none: the structure rules let nobody declare such an action */
export function providerOf(types: Types, actionTypeId: ActionTypeId): Provider {
  const provider = findProvider(types, actionTypeId);
  if (!provider) throw new Error(`no provider for ${JSON.stringify(actionTypeId)}`);
  return provider;
}
