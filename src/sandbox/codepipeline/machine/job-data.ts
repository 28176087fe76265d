import type { ActionDeclaration, ArtifactDetail } from '../shapes.ts';
import type { ActionRun, Execution, Job, Pipeline, RuleRun } from '../state.ts';
import type { Draft } from './draft.ts';
import { actionOf, declarationOf } from './pipeline-views.ts';

/* What a job says of the work, as recorded: to job workers, to partners and to functions. */

/** Made up: nothing here checks credentials. */
const CREDENTIALS = { accessKeyId: 'ASIASANDBOXSANDBOX00', secretAccessKey: 'sandbox', sessionToken: 'sandbox' };

const located = ({ name, s3location: { bucket, key } }: ArtifactDetail) => ({
  name,
  revision: null,
  location: { type: 'S3', s3Location: { bucketName: bucket, objectKey: key } },
});

interface View {
  action: ActionDeclaration | undefined;
  inputs: ArtifactDetail[];
  outputs: ArtifactDetail[];
}

function viewOf(pipeline: Pipeline, execution: Execution, run: ActionRun | RuleRun): View {
  const action = 'action' in run ? actionOf(declarationOf(pipeline, execution), run.stage, run.action) : undefined;
  return { action, inputs: run.inputs, outputs: 'outputs' in run ? run.outputs : [] };
}

/** What all kinds of jobs have. */
function commonData(pipeline: Pipeline, execution: Execution, run: ActionRun | RuleRun, job: Job) {
  const { inputs, outputs } = viewOf(pipeline, execution, run);
  const { artifactStore } = declarationOf(pipeline, execution);
  return {
    actionConfiguration: { configuration: run.configuration ?? {} },
    inputArtifacts: inputs.map(located),
    outputArtifacts: outputs.map(located),
    artifactCredentials: CREDENTIALS,
    ...(job.continuationToken !== undefined && { continuationToken: job.continuationToken }),
    ...(artifactStore?.encryptionKey && { encryptionKey: artifactStore.encryptionKey }),
  };
}

/** `data` of PollForJobs, GetJobDetails and GetThirdPartyJobDetails. Partners are not told the ARN and the execution. */
export function jobData(pipeline: Pipeline, execution: Execution, run: ActionRun | RuleRun, job: Job) {
  const own = job.worker !== 'partner';
  return {
    actionTypeId: job.actionTypeId,
    ...commonData(pipeline, execution, run, job),
    pipelineContext: {
      pipelineName: pipeline.name,
      stage: { name: run.stage },
      action: { name: 'action' in run ? run.action : run.rule, actionExecutionId: run.id },
      ...(own && { pipelineArn: pipeline.arn, pipelineExecutionId: execution.id }),
    },
  };
}

/** The event of a Lambda function. It has neither context nor type nor nonce. */
export const jobEvent = (
  { accountId }: Draft,
  pipeline: Pipeline,
  execution: Execution,
  run: ActionRun | RuleRun,
  job: Job,
): object => ({ 'CodePipeline.job': { id: job.id, accountId, data: commonData(pipeline, execution, run, job) } });
