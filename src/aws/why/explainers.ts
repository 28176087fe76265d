import type { Explain, Explainers } from '../../app/why/ports.ts';
import { explainCloudFormation } from './cloud-formation.ts';
import { explainCodeBuild } from './code-build.ts';
import { explainCodeDeploy, explainDeployTargets } from './code-deploy.ts';
import { explainCommands } from './commands.ts';
import { explainCondition } from './condition.ts';
import { explainEcs } from './ecs.ts';
import { explainLambda } from './lambda.ts';
import type { Services } from './services.ts';
import { explainAsTold } from './told.ts';

/** Who is asked about a failure, by the provider of its action. */
export function createExplainers(services: Services): Explainers {
  const cloudFormation = explainCloudFormation(services);
  const codeDeploy = explainCodeDeploy(services);
  const targets = explainDeployTargets(services);
  const byProvider = new Map<string, Explain>([
    ['CodeBuild', explainCodeBuild(services)],
    ['Commands', explainCommands],
    ['CloudFormation', cloudFormation],
    ['CloudFormationStackSet', explainAsTold],
    ['CodeDeploy', codeDeploy],
    ['CodeDeployToECS', codeDeploy],
    ['ECS', explainEcs(services)],
    ['EC2', targets],
    ['EKS', targets],
    ['Lambda', explainLambda],
  ]);
  const condition = explainCondition(services);
  return ({ action, provider = '' }) =>
    action === undefined ? condition : (byProvider.get(provider) ?? explainAsTold);
}
