import {
  AcknowledgeJobCommand,
  AcknowledgeThirdPartyJobCommand,
  ActionTypeNotFoundException,
  GetJobDetailsCommand,
  GetPipelineStateCommand,
  GetThirdPartyJobDetailsCommand,
  InvalidClientTokenException,
  InvalidJobException,
  InvalidJobStateException,
  InvalidNonceException,
  JobNotFoundException,
  ListActionExecutionsCommand,
  OutputVariablesSizeExceededException,
  PollForJobsCommand,
  PollForThirdPartyJobsCommand,
  PutJobFailureResultCommand,
  PutJobSuccessResultCommand,
  PutThirdPartyJobFailureResultCommand,
  PutThirdPartyJobSuccessResultCommand,
  ValidationException,
} from '@aws-sdk/client-codepipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../unit/sandbox/codepipeline/workbench.ts';
import { anAction, CUSTOM, createType, createWith, PARTNER } from './a-full-region.ts';
import { type Connected, connected } from './sdk.ts';

const NOBODY = '33333333-aaaa-4bbb-8ccc-444444444444';
const QUERY = { actionTypeId: CUSTOM, queryParam: { Bench: 'b1' } };
const HOUR = 60 * MINUTE;

let sandbox: Connected;
beforeEach(async () => {
  sandbox = await connected();
});
afterEach(() => sandbox.close());

const pass = (ms: number) => sandbox.workbench.clock.advance(ms);
const lab = () =>
  anAction('Try', CUSTOM, {
    configuration: { Bench: 'b1', Password: 'hush' },
    namespace: 'Lab',
    inputArtifacts: [{ name: 'SourceOut' }],
    outputArtifacts: [{ name: 'Report' }],
  });

async function latest() {
  const { stageStates = [] } = await sandbox.client.send(new GetPipelineStateCommand({ name: 'shop-web' }));
  return stageStates[1]?.actionStates?.[0]?.latestExecution;
}

/** A pipeline that waits for the job worker. */
async function waiting() {
  await createType(sandbox);
  await createWith(sandbox, lab());
  pass(MINUTE);
}

async function polled() {
  const { jobs = [] } = await sandbox.client.send(new PollForJobsCommand(QUERY));
  return jobs[0];
}

async function claimed() {
  await waiting();
  const job = await polled();
  const { status } = await sandbox.client.send(new AcknowledgeJobCommand({ jobId: job?.id, nonce: job?.nonce }));
  expect(status).toBe('InProgress');
  return job?.id ?? '';
}

describe('the job worker of a custom action', () => {
  it('polls a job with everything it needs, claims it with its nonce, and its success is the action’s', async () => {
    await waiting();

    const job = await polled();
    expect(job).toMatchObject({
      accountId: '123456789012',
      nonce: expect.any(String),
      data: {
        actionTypeId: CUSTOM,
        actionConfiguration: { configuration: { Bench: 'b1', Password: 'hush' } },
        pipelineContext: {
          pipelineName: 'shop-web',
          stage: { name: 'Work' },
          action: { name: 'Try', actionExecutionId: (await latest())?.actionExecutionId },
          pipelineArn: 'arn:aws:codepipeline:eu-west-1:123456789012:shop-web',
          pipelineExecutionId: expect.any(String),
        },
        inputArtifacts: [
          { name: 'SourceOut', location: { type: 'S3', s3Location: { bucketName: 'artifact-bucket' } } },
        ],
        outputArtifacts: [{ name: 'Report' }],
        artifactCredentials: { accessKeyId: expect.any(String) },
      },
    });
    await sandbox.client.send(new AcknowledgeJobCommand({ jobId: job?.id, nonce: job?.nonce }));
    await sandbox.client.send(
      new PutJobSuccessResultCommand({
        jobId: job?.id,
        executionDetails: { summary: 'All well', externalExecutionId: 'run-7', percentComplete: 100 },
        outputVariables: { Score: '12' },
      }),
    );

    expect(await latest()).toMatchObject({
      status: 'Succeeded',
      summary: 'All well',
      externalExecutionId: 'run-7',
      externalExecutionUrl: 'https://lab.example.com/b1/run-7',
      percentComplete: 100,
    });
    const { actionExecutionDetails = [] } = await sandbox.client.send(
      new ListActionExecutionsCommand({ pipelineName: 'shop-web' }),
    );
    expect(actionExecutionDetails[0]).toMatchObject({
      input: { configuration: { Bench: 'b1', Password: '****' } },
      output: { outputVariables: { Score: '12' }, outputArtifacts: [{ name: 'Report' }] },
    });
  });

  it('is not kept waiting when there is nothing to do', async () => {
    await createType(sandbox);
    expect((await sandbox.client.send(new PollForJobsCommand(QUERY))).jobs).toEqual([]);
    await createWith(sandbox, lab());
    pass(MINUTE);
    const other = new PollForJobsCommand({ ...QUERY, queryParam: { Bench: 'b2' } });
    expect((await sandbox.client.send(other)).jobs).toEqual([]);
  });

  it.each([
    ['of a type that is not there', { actionTypeId: { ...CUSTOM, version: '9' } }, ActionTypeNotFoundException],
    ['of AWS', { actionTypeId: { ...CUSTOM, owner: 'AWS' as const } }, ActionTypeNotFoundException],
    ['without the queryable property', { actionTypeId: CUSTOM }, ValidationException],
    [
      'by a property that is not queryable',
      { actionTypeId: CUSTOM, queryParam: { Password: 'x' } },
      ValidationException,
    ],
  ])('cannot poll %s', async (_title, input, error) => {
    await createType(sandbox);
    await expect(sandbox.client.send(new PollForJobsCommand(input))).rejects.toBeInstanceOf(error);
  });

  it('gets a job that nobody claimed again, with a nonce that makes the first one void', async () => {
    await waiting();
    const first = await polled();
    expect(await polled()).toBeUndefined();
    pass(5 * MINUTE);
    const second = await polled();
    expect(second?.id).toBe(first?.id);

    const late = new AcknowledgeJobCommand({ jobId: first?.id, nonce: first?.nonce });
    await expect(sandbox.client.send(late)).rejects.toBeInstanceOf(InvalidNonceException);
    await sandbox.client.send(new AcknowledgeJobCommand({ jobId: second?.id, nonce: second?.nonce }));
    pass(HOUR);
    expect(await polled()).toBeUndefined();
  });

  it('may ask for the details again', async () => {
    const jobId = await claimed();
    const { jobDetails } = await sandbox.client.send(new GetJobDetailsCommand({ jobId }));
    expect(jobDetails).toMatchObject({ id: jobId, accountId: '123456789012', data: { actionTypeId: CUSTOM } });
    await expect(sandbox.client.send(new GetJobDetailsCommand({ jobId: NOBODY }))).rejects.toBeInstanceOf(
      JobNotFoundException,
    );
    await expect(sandbox.client.send(new AcknowledgeJobCommand({ jobId: NOBODY, nonce: '1' }))).rejects.toBeInstanceOf(
      JobNotFoundException,
    );
  });

  it('goes on later with a continuation token, in a new job of the same action', async () => {
    const jobId = await claimed();
    await sandbox.client.send(
      new PutJobSuccessResultCommand({ jobId, continuationToken: 'half', executionDetails: { percentComplete: 50 } }),
    );
    expect(await latest()).toMatchObject({ status: 'InProgress', percentComplete: 50 });
    await expect(sandbox.client.send(new PutJobSuccessResultCommand({ jobId }))).rejects.toBeInstanceOf(
      InvalidJobStateException,
    );

    const next = await polled();
    expect(next?.id).not.toBe(jobId);
    expect(next?.data?.continuationToken).toBe('half');
  });

  it('fails the action with type and message', async () => {
    const jobId = await claimed();
    const failureDetails = { type: 'PermissionError' as const, message: 'No key', externalExecutionId: 'run-8' };
    await sandbox.client.send(new PutJobFailureResultCommand({ jobId, failureDetails }));
    expect(await latest()).toMatchObject({
      status: 'Failed',
      externalExecutionId: 'run-8',
      errorDetails: { code: 'PermissionError', message: 'No key' },
    });
    expect(sandbox.workbench.events.at(-3)?.detail).toMatchObject({
      'execution-result': { 'error-code': 'PermissionError', 'external-execution-summary': 'No key' },
    });
    await expect(sandbox.client.send(new PutJobFailureResultCommand({ jobId, failureDetails }))).rejects.toBeInstanceOf(
      InvalidJobStateException,
    );
  });

  it('cannot answer a job that it has not claimed, nor give too much with the answer', async () => {
    await waiting();
    const job = await polled();
    await expect(sandbox.client.send(new PutJobSuccessResultCommand({ jobId: job?.id }))).rejects.toBeInstanceOf(
      InvalidJobStateException,
    );
    await sandbox.client.send(new AcknowledgeJobCommand({ jobId: job?.id, nonce: job?.nonce }));
    const big = { A: 'x'.repeat(122_880) };
    await expect(
      sandbox.client.send(new PutJobSuccessResultCommand({ jobId: job?.id, outputVariables: big })),
    ).rejects.toBeInstanceOf(OutputVariablesSizeExceededException);
    const both = { jobId: job?.id, continuationToken: 't', outputVariables: { A: 'b' } };
    await expect(sandbox.client.send(new PutJobSuccessResultCommand(both))).rejects.toBeInstanceOf(ValidationException);
  });

  it('has a day in all, whatever it says in between', async () => {
    const jobId = await claimed();
    pass(23 * HOUR);
    await sandbox.client.send(new PutJobSuccessResultCommand({ jobId, continuationToken: 'more' }));
    pass(HOUR);
    expect(await latest()).toMatchObject({ status: 'Failed', errorDetails: { code: 'ActionTimeout' } });
  });
});

describe('the job worker of a partner', () => {
  const SECRET = 'agreed-at-sign-up';

  async function handedOut() {
    const { clientId } = sandbox.workbench.service.setClientToken({
      category: 'Test',
      provider: 'SandboxPartner',
      clientToken: SECRET,
    });
    await createWith(sandbox, anAction('Try', PARTNER, { configuration: { Project: 'p' } }));
    pass(MINUTE);
    const { jobs = [] } = await sandbox.client.send(new PollForThirdPartyJobsCommand({ actionTypeId: PARTNER }));
    expect(jobs).toEqual([{ clientId, jobId: expect.any(String) }]);
    return jobs[0]?.jobId ?? '';
  }

  it('is told whose job it is, and by the customer’s secret what to do', async () => {
    const jobId = await handedOut();
    const proof = { jobId, clientToken: SECRET };
    const { jobDetails } = await sandbox.client.send(new GetThirdPartyJobDetailsCommand(proof));
    expect(jobDetails).toMatchObject({
      id: jobId,
      nonce: expect.any(String),
      data: { actionConfiguration: { configuration: { Project: 'p' } }, pipelineContext: { pipelineName: 'shop-web' } },
    });
    expect(jobDetails?.data?.pipelineContext).not.toHaveProperty('pipelineExecutionId');

    const nonce = jobDetails?.nonce;
    expect(await sandbox.client.send(new AcknowledgeThirdPartyJobCommand({ ...proof, nonce }))).toMatchObject({
      status: 'InProgress',
    });
    await sandbox.client.send(new PutThirdPartyJobSuccessResultCommand({ ...proof, continuationToken: 'half' }));
    const { jobs = [] } = await sandbox.client.send(new PollForThirdPartyJobsCommand({ actionTypeId: PARTNER }));
    const again = { jobId: jobs[0]?.jobId, clientToken: SECRET };
    const { jobDetails: second } = await sandbox.client.send(new GetThirdPartyJobDetailsCommand(again));
    expect(second?.data?.continuationToken).toBe('half');
    await sandbox.client.send(new AcknowledgeThirdPartyJobCommand({ ...again, nonce: second?.nonce }));
    await sandbox.client.send(new PutThirdPartyJobSuccessResultCommand(again));
    expect(await latest()).toMatchObject({ status: 'Succeeded' });
    await expect(sandbox.client.send(new GetThirdPartyJobDetailsCommand(again))).rejects.toBeInstanceOf(
      InvalidJobException,
    );
  });

  it('may report a failure', async () => {
    const jobId = await handedOut();
    const proof = { jobId, clientToken: SECRET };
    const { jobDetails } = await sandbox.client.send(new GetThirdPartyJobDetailsCommand(proof));
    await sandbox.client.send(new AcknowledgeThirdPartyJobCommand({ ...proof, nonce: jobDetails?.nonce }));
    const failureDetails = { type: 'ConfigurationError' as const, message: 'No such project' };
    await sandbox.client.send(new PutThirdPartyJobFailureResultCommand({ ...proof, failureDetails }));
    expect(await latest()).toMatchObject({ errorDetails: { code: 'ConfigurationError', message: 'No such project' } });
  });

  it('is refused with a wrong secret, for an unknown job, with a wrong nonce and for a job it has not claimed', async () => {
    const jobId = await handedOut();
    const wrong = { jobId, clientToken: 'guessed' };
    const failureDetails = { type: 'JobFailed' as const, message: 'x' };
    for (const command of [
      new GetThirdPartyJobDetailsCommand(wrong),
      new AcknowledgeThirdPartyJobCommand({ ...wrong, nonce: '1' }),
      new PutThirdPartyJobSuccessResultCommand(wrong),
      new PutThirdPartyJobFailureResultCommand({ ...wrong, failureDetails }),
    ] as GetThirdPartyJobDetailsCommand[])
      await expect(sandbox.client.send(command)).rejects.toBeInstanceOf(InvalidClientTokenException);
    const right = { jobId, clientToken: SECRET };
    await expect(
      sandbox.client.send(new GetThirdPartyJobDetailsCommand({ ...right, jobId: NOBODY })),
    ).rejects.toBeInstanceOf(JobNotFoundException);
    await expect(
      sandbox.client.send(new AcknowledgeThirdPartyJobCommand({ ...right, nonce: 'old' })),
    ).rejects.toBeInstanceOf(InvalidNonceException);
    await expect(sandbox.client.send(new PutThirdPartyJobSuccessResultCommand(right))).rejects.toBeInstanceOf(
      InvalidJobStateException,
    );
    const unknown = new PollForThirdPartyJobsCommand({ actionTypeId: { ...PARTNER, provider: 'Nobody' } });
    await expect(sandbox.client.send(unknown)).rejects.toBeInstanceOf(ActionTypeNotFoundException);
  });
});
