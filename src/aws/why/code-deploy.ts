import * as z from 'zod/mini';
import type { Explain, FailedRun, Finding } from '../../app/why/ports.ts';
import type { Services } from './services.ts';

const text = z.optional(z.string());
const Deployment = z.object({
  deploymentInfo: z.optional(z.object({ errorInformation: z.optional(z.object({ code: text, message: text })) })),
});
const TargetIds = z.object({ targetIds: z.optional(z.array(z.string())) });
const Lifecycle = z.object({
  lifecycleEventName: text,
  status: text,
  diagnostics: z.optional(z.object({ errorCode: text, scriptName: text, message: text, logTail: text })),
});
const Target = z.object({
  targetId: text,
  lifecycleEvents: z.optional(z.array(Lifecycle)),
});
const Targets = z.object({
  deploymentTargets: z.optional(
    z.array(
      z.object({
        instanceTarget: z.optional(Target),
        ecsTarget: z.optional(Target),
        lambdaTarget: z.optional(Target),
        cloudFormationTarget: z.optional(Target),
      }),
    ),
  ),
});

/** The error of the deployment, and on which target and in which lifecycle event it came, with the end of that script's output.
 * @see GetDeployment, ListDeploymentTargets, BatchGetDeploymentTargets */
export function explainCodeDeploy(services: Services): Explain {
  return async (run) => {
    const { place, externalId: deploymentId } = run;
    if (deploymentId === undefined) return {};
    const call = (operation: string, input: object) =>
      services.json(place, 'codedeploy', `CodeDeploy_20141006.${operation}`, input);
    const { deploymentInfo } = Deployment.parse(await call('GetDeployment', { deploymentId }));
    const { code, message } = deploymentInfo?.errorInformation ?? {};
    const { targetIds = [] } = TargetIds.parse(
      await call('ListDeploymentTargets', { deploymentId, targetFilters: { TargetStatus: ['Failed'] } }),
    );
    const failed = targetIds.length === 0 ? undefined : await failedEvent(call, deploymentId, targetIds.slice(0, 25));
    const said = [failed?.where, failed?.why ?? message ?? code].filter((part) => part !== undefined && part !== '');
    return {
      ...(said.length === 0 ? {} : { text: said.join(': ') }),
      ...(failed?.tail ? { tail: failed.tail } : {}),
    };
  };
}

async function failedEvent(
  call: (operation: string, input: object) => Promise<unknown>,
  deploymentId: string,
  targetIds: readonly string[],
): Promise<{ where: string; why: string | undefined; tail: string | undefined } | undefined> {
  const { deploymentTargets = [] } = Targets.parse(
    await call('BatchGetDeploymentTargets', { deploymentId, targetIds }),
  );
  for (const one of deploymentTargets) {
    const target = one.instanceTarget ?? one.ecsTarget ?? one.lambdaTarget ?? one.cloudFormationTarget;
    const event = target?.lifecycleEvents?.find(({ status }) => status === 'Failed');
    if (!target || !event) continue;
    const { errorCode, scriptName, message, logTail } = event.diagnostics ?? {};
    const where = `${event.lifecycleEventName ?? 'a lifecycle event'}${scriptName ? ` (${scriptName})` : ''} on ${shortTarget(target.targetId)}`;
    return { where, why: message || errorCode, tail: logTail };
  }
  return undefined;
}

/** Targets of ECS are whole ARNs. */
function shortTarget(id = 'a target'): string {
  return id.split('/').at(-1) ?? id;
}

const DeployTargets = z.object({
  targets: z.optional(
    z.array(
      z.object({
        targetId: text,
        status: text,
        events: z.optional(
          z.array(
            z.object({
              name: text,
              status: text,
              context: z.optional(z.object({ ssmCommandId: text, message: text })),
            }),
          ),
        ),
      }),
    ),
  ),
});

/** Deployments that CodePipeline makes by itself, to instances or a cluster: the first event that failed on the first target that failed.
 * @see ListDeployActionExecutionTargets */
export function explainDeployTargets(services: Services): Explain {
  return async (run: FailedRun): Promise<Finding> => {
    const { execution, externalId, error } = run;
    if (externalId === undefined) return {};
    const target = 'CodePipeline_20150709.ListDeployActionExecutionTargets';
    const input = { pipelineName: execution.pipeline, actionExecutionId: externalId };
    const { targets = [] } = DeployTargets.parse(await services.json(execution, 'codepipeline', target, input));
    const failed = targets.find(({ status }) => status?.toLowerCase() === 'failed');
    const event = failed?.events?.find(({ status }) => status?.toLowerCase() === 'failed');
    if (!failed) return {};
    const why = event?.context?.message ?? error?.text;
    const where = `${event?.name ?? 'The deployment'} on ${shortTarget(failed.targetId)} failed`;
    return { text: why === undefined ? where : `${where}: ${why}` };
  };
}
