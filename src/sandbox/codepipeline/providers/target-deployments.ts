import type { Provider, Work } from './provider.ts';

/** Least and most machines of a simulated deployment. */
const MACHINES = [3, 5] as const;

function targetsOf({ dice }: Work, type: string, newId: () => string): { id: string; type: string }[] {
  const count = Math.floor(dice.between(MACHINES[0], MACHINES[1] + 1));
  return Array.from({ length: count }, () => ({ id: newId(), type }));
}

/** Deploy: the artifact to EC2 instances or managed nodes, which CodePipeline does by itself. */
export const ec2: Provider = {
  inputs: [1, 1],
  outputs: [0, 1],
  seconds: [6, 16],
  begin: (work) => ({
    externalId: work.runId,
    targets: targetsOf(work, 'EC2', () => `i-${work.dice.hex(17)}`),
  }),
  succeed: () => ({ summary: 'Deployment succeeded on all targets' }),
  fail: () => ({ code: 'JobFailed', message: 'Deployment failed on at least one target.' }),
};

/** Deploy: manifests or a Helm chart to an EKS cluster. */
export const eks: Provider = {
  inputs: [0, 1],
  outputs: [0, 1],
  seconds: [6, 16],
  begin: (work) => ({
    externalId: work.runId,
    targets: [{ id: work.configuration.ClusterName ?? 'cluster', type: 'EKS' }],
  }),
  succeed: ({ configuration: { ClusterName } }) => ({ summary: `Deployed to the cluster ${ClusterName ?? ''}` }),
  fail: ({ configuration: { ClusterName } }) => ({
    code: 'JobFailed',
    message: `Deployment to the cluster ${ClusterName ?? ''} failed.`,
  }),
};
