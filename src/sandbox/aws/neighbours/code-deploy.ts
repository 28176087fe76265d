import { z } from 'zod';
import type { HttpResponse, ProviderWork } from '../../ports.ts';
import { awsError, awsJson } from '../aws-json.ts';

const Input = z.object({ deploymentId: z.string() });
const INSTANCE = 'i-0a1b2c3d4e5f60718';

const find = (input: unknown, works: ProviderWork[]): ProviderWork | undefined => {
  const parsed = Input.safeParse(input);
  const isDeployment = ({ provider }: ProviderWork) => provider === 'CodeDeploy' || provider === 'CodeDeployToECS';
  return works.find((work) => isDeployment(work) && work.externalId === parsed.data?.deploymentId);
};
const notFound = () => awsError(400, 'DeploymentDoesNotExistException', 'The deployment does not exist.');

/** GetDeployment: of deployments that actions of CodePipeline started. */
export function getDeployment(input: unknown, works: ProviderWork[]): HttpResponse {
  const work = find(input, works);
  if (!work) return notFound();
  const message =
    'The overall deployment failed because too many individual instances failed deployment, or too few healthy instances are available.';
  return awsJson(200, {
    deploymentInfo: {
      deploymentId: work.externalId,
      applicationName: work.configuration.ApplicationName,
      status: work.status === 'Abandoned' ? 'Stopped' : work.status,
      ...(work.status === 'Failed' && { errorInformation: { code: 'HEALTH_CONSTRAINTS', message } }),
    },
  });
}

/** ListDeploymentTargets: one instance, which fails when its deployment does. */
export function listDeploymentTargets(input: unknown, works: ProviderWork[]): HttpResponse {
  const work = find(input, works);
  if (!work) return notFound();
  return awsJson(200, { targetIds: [INSTANCE] });
}

/** BatchGetDeploymentTargets: the lifecycle event that failed, with the end of what its script wrote. */
export function batchGetDeploymentTargets(input: unknown, works: ProviderWork[]): HttpResponse {
  const work = find(input, works);
  if (!work) return notFound();
  const failed = work.status === 'Failed';
  const diagnostics = {
    errorCode: 'ScriptFailed',
    scriptName: 'scripts/validate.sh',
    message: 'Script at specified location: scripts/validate.sh failed with exit code 1',
    logTail: work.output ?? '[stderr]curl: (7) Failed to connect to localhost port 8080',
  };
  const lifecycleEvents = [
    { lifecycleEventName: 'ApplicationStop', status: 'Succeeded' },
    { lifecycleEventName: 'ValidateService', status: failed ? 'Failed' : 'Succeeded', ...(failed && { diagnostics }) },
  ];
  const target = { deploymentId: work.externalId, targetId: INSTANCE, status: work.status, lifecycleEvents };
  return awsJson(200, {
    deploymentTargets: [{ deploymentTargetType: 'InstanceTarget', instanceTarget: target }],
  });
}
