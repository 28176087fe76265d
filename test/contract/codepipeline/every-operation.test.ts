import * as sdk from '@aws-sdk/client-codepipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OPERATION_NAMES } from '../../../src/sandbox/codepipeline/model.ts';
import { anApproval, aPipeline, aSource, aStage, MINUTE } from '../../unit/sandbox/codepipeline/workbench.ts';
import { aCheck, anAction, CUSTOM, createType, PARTNER, putWebhook } from './a-full-region.ts';
import { type Connected, connected } from './sdk.ts';

const NOBODY = '33333333-aaaa-4bbb-8ccc-444444444444';
const SECRET = 'sandbox-client-token';
const ARN = 'arn:aws:codepipeline:eu-west-1:123456789012:shop-web';
const FAILED = { type: 'JobFailed', message: 'It did not work' } as const;
const COUNTS = {
  inputArtifactDetails: { minimumCount: 0, maximumCount: 1 },
  outputArtifactDetails: { minimumCount: 0, maximumCount: 1 },
};
const pipelineName = 'shop-web';

/** What there is to work on: ids of the region that is made before each test. */
interface Region extends Connected {
  /** waits at the approval of Work */
  execution: string;
  token: string;
  ship: string;
  /** dispatched, not yet claimed */
  job: { jobId: string; nonce: string };
  partnerJob: { jobId: string; nonce: string; clientToken: string };
}

/** `shop-web` waits at an approval; `lab` waits for its job workers; `shut` has failed at its entry condition. */
async function aRegion(): Promise<Region> {
  const sandbox = await connected();
  const { client, workbench } = sandbox;
  const make = (name: string, ...stages: ReturnType<typeof aStage>[]) =>
    workbench.call('CreatePipeline', {
      pipeline: aPipeline({
        name,
        variables: [{ name: 'go', defaultValue: 'no' }],
        stages: [aStage('Source', aSource()), ...stages],
      }),
    });
  await createType(sandbox);
  const ec2 = anAction(
    'Ship',
    { category: 'Deploy', owner: 'AWS', provider: 'EC2', version: '1' },
    { inputArtifacts: [{ name: 'SourceOut' }] },
  );
  make(pipelineName, aStage('Deploy', ec2), aStage('Work', anApproval()));
  make(
    'lab',
    aStage('Work', anAction('Own', CUSTOM, { configuration: { Bench: 'b1' } }), anAction('Partner', PARTNER)),
  );
  make('shut', {
    ...aStage('Work', anApproval()),
    beforeEntry: { conditions: [{ result: 'FAIL', rules: [aCheck()] }] },
  });
  await putWebhook(sandbox);
  workbench.clock.advance(MINUTE);

  const { stageStates = [] } = await client.send(new sdk.GetPipelineStateCommand({ name: pipelineName }));
  const { jobs = [] } = await client.send(
    new sdk.PollForJobsCommand({ actionTypeId: CUSTOM, queryParam: { Bench: 'b1' } }),
  );
  const partner = await client.send(new sdk.PollForThirdPartyJobsCommand({ actionTypeId: PARTNER }));
  const proof = { jobId: partner.jobs?.[0]?.jobId ?? '', clientToken: SECRET };
  const { jobDetails } = await client.send(new sdk.GetThirdPartyJobDetailsCommand(proof));
  return {
    ...sandbox,
    execution: stageStates[2]?.latestExecution?.pipelineExecutionId ?? '',
    token: stageStates[2]?.actionStates?.[0]?.latestExecution?.token ?? '',
    ship: stageStates[1]?.actionStates?.[0]?.latestExecution?.actionExecutionId ?? '',
    job: { jobId: jobs[0]?.id ?? '', nonce: jobs[0]?.nonce ?? '' },
    partnerJob: { ...proof, nonce: jobDetails?.nonce ?? '' },
  };
}

let region: Region;
beforeEach(async () => {
  region = await aRegion();
});
afterEach(() => region.close());

const at = { pipelineName, stageName: 'Work' };
const bad = { nextToken: 'made-up' };
const partnerType = {
  id: { ...PARTNER } as { category: 'Test'; owner: string; provider: string; version: string },
  executor: { type: 'JobWorker' as const, configuration: { jobWorkerExecutorConfiguration: {} } },
  ...COUNTS,
};
const claim = ({ client, job }: Region) => client.send(new sdk.AcknowledgeJobCommand(job));
const claimPartner = ({ client, partnerJob }: Region) =>
  client.send(new sdk.AcknowledgeThirdPartyJobCommand(partnerJob));
const newest = async ({ client }: Region, name: string) =>
  (await client.send(new sdk.ListPipelineExecutionsCommand({ pipelineName: name }))).pipelineExecutionSummaries?.[0]
    ?.pipelineExecutionId;
const reject = ({ client, token }: Region) =>
  client.send(
    new sdk.PutApprovalResultCommand({
      ...at,
      actionName: 'Go-ahead',
      token,
      result: { status: 'Rejected', summary: 'no' },
    }),
  );
const approve = ({ client, token }: Region) =>
  client.send(
    new sdk.PutApprovalResultCommand({
      ...at,
      actionName: 'Go-ahead',
      token,
      result: { status: 'Approved', summary: '' },
    }),
  );

type Error = abstract new (...given: never[]) => unknown;

/** A call that succeeds, with something of its typed answer (none: it answers nothing), and one that is refused, with its error. */
interface Row {
  good: (region: Region) => Promise<unknown>;
  reads?: object;
  refused: (region: Region) => Promise<unknown>;
  error: Error;
}

const ROWS: Record<string, Row> = {
  AcknowledgeJob: {
    good: (r) => claim(r),
    reads: { status: 'InProgress' },
    refused: ({ client, job }) => client.send(new sdk.AcknowledgeJobCommand({ ...job, nonce: 'old' })),
    error: sdk.InvalidNonceException,
  },
  AcknowledgeThirdPartyJob: {
    good: (r) => claimPartner(r),
    reads: { status: 'InProgress' },
    refused: ({ client, partnerJob }) =>
      client.send(new sdk.AcknowledgeThirdPartyJobCommand({ ...partnerJob, clientToken: 'guess' })),
    error: sdk.InvalidClientTokenException,
  },
  CreateCustomActionType: {
    good: ({ client }) =>
      client.send(
        new sdk.CreateCustomActionTypeCommand({ category: 'Build', provider: 'Forge', version: '1', ...COUNTS }),
      ),
    reads: { actionType: { id: { owner: 'Custom', provider: 'Forge' } } },
    refused: ({ client }) =>
      client.send(
        new sdk.CreateCustomActionTypeCommand({ category: 'Build', provider: 'a b', version: '1', ...COUNTS }),
      ),
    error: sdk.ValidationException,
  },
  CreatePipeline: {
    good: ({ client }) => client.send(new sdk.CreatePipelineCommand({ pipeline: aPipeline({ name: 'new' }) })),
    reads: { pipeline: { name: 'new', version: 1 } },
    refused: ({ client }) => client.send(new sdk.CreatePipelineCommand({ pipeline: aPipeline() })),
    error: sdk.PipelineNameInUseException,
  },
  DeleteCustomActionType: {
    good: ({ client }) =>
      client.send(new sdk.DeleteCustomActionTypeCommand({ category: 'Test', provider: 'Lab', version: '1' })),
    refused: ({ client }) =>
      client.send(new sdk.DeleteCustomActionTypeCommand({ category: 'Test', provider: 'Lab', version: '' })),
    error: sdk.ValidationException,
  },
  DeletePipeline: {
    good: ({ client }) => client.send(new sdk.DeletePipelineCommand({ name: pipelineName })),
    refused: ({ client }) => client.send(new sdk.DeletePipelineCommand({ name: 'a b' })),
    error: sdk.ValidationException,
  },
  DeleteWebhook: {
    good: ({ client }) => client.send(new sdk.DeleteWebhookCommand({ name: 'pushes' })),
    refused: ({ client }) => client.send(new sdk.DeleteWebhookCommand({ name: 'a b' })),
    error: sdk.ValidationException,
  },
  DeregisterWebhookWithThirdParty: {
    good: ({ client }) => client.send(new sdk.DeregisterWebhookWithThirdPartyCommand({ webhookName: 'pushes' })),
    refused: ({ client }) => client.send(new sdk.DeregisterWebhookWithThirdPartyCommand({ webhookName: 'none' })),
    error: sdk.WebhookNotFoundException,
  },
  DisableStageTransition: {
    good: ({ client }) =>
      client.send(new sdk.DisableStageTransitionCommand({ ...at, transitionType: 'Inbound', reason: 'freeze' })),
    refused: ({ client }) =>
      client.send(
        new sdk.DisableStageTransitionCommand({
          ...at,
          stageName: 'None',
          transitionType: 'Inbound',
          reason: 'freeze',
        }),
      ),
    error: sdk.StageNotFoundException,
  },
  EnableStageTransition: {
    good: ({ client }) => client.send(new sdk.EnableStageTransitionCommand({ ...at, transitionType: 'Inbound' })),
    refused: ({ client }) =>
      client.send(new sdk.EnableStageTransitionCommand({ ...at, pipelineName: 'none', transitionType: 'Inbound' })),
    error: sdk.PipelineNotFoundException,
  },
  GetActionType: {
    good: ({ client }) => client.send(new sdk.GetActionTypeCommand(PARTNER)),
    reads: { actionType: { executor: { type: 'JobWorker' } } },
    refused: ({ client }) => client.send(new sdk.GetActionTypeCommand({ ...PARTNER, version: '2' })),
    error: sdk.ActionTypeNotFoundException,
  },
  GetJobDetails: {
    good: ({ client, job }) => client.send(new sdk.GetJobDetailsCommand({ jobId: job.jobId })),
    reads: { jobDetails: { data: { pipelineContext: { pipelineName: 'lab' } } } },
    refused: ({ client }) => client.send(new sdk.GetJobDetailsCommand({ jobId: NOBODY })),
    error: sdk.JobNotFoundException,
  },
  GetPipeline: {
    good: ({ client }) => client.send(new sdk.GetPipelineCommand({ name: pipelineName })),
    reads: { metadata: { pipelineArn: ARN, created: expect.any(Date) } },
    refused: ({ client }) => client.send(new sdk.GetPipelineCommand({ name: pipelineName, version: 9 })),
    error: sdk.PipelineVersionNotFoundException,
  },
  GetPipelineExecution: {
    good: ({ client, execution }) =>
      client.send(new sdk.GetPipelineExecutionCommand({ pipelineName, pipelineExecutionId: execution })),
    reads: { pipelineExecution: { status: 'InProgress', variables: [{ name: 'go', resolvedValue: 'no' }] } },
    refused: ({ client }) =>
      client.send(new sdk.GetPipelineExecutionCommand({ pipelineName, pipelineExecutionId: NOBODY })),
    error: sdk.PipelineExecutionNotFoundException,
  },
  GetPipelineState: {
    good: ({ client }) => client.send(new sdk.GetPipelineStateCommand({ name: pipelineName })),
    reads: {
      updated: expect.any(Date),
      stageStates: [{ stageName: 'Source' }, { stageName: 'Deploy' }, { stageName: 'Work' }],
    },
    refused: ({ client }) => client.send(new sdk.GetPipelineStateCommand({ name: 'none' })),
    error: sdk.PipelineNotFoundException,
  },
  GetThirdPartyJobDetails: {
    good: ({ client, partnerJob: { jobId, clientToken } }) =>
      client.send(new sdk.GetThirdPartyJobDetailsCommand({ jobId, clientToken })),
    reads: { jobDetails: { nonce: expect.any(String) } },
    refused: ({ client }) =>
      client.send(new sdk.GetThirdPartyJobDetailsCommand({ jobId: 'none', clientToken: SECRET })),
    error: sdk.JobNotFoundException,
  },
  ListActionExecutions: {
    good: ({ client }) => client.send(new sdk.ListActionExecutionsCommand({ pipelineName })),
    reads: { actionExecutionDetails: [{ actionName: 'Go-ahead' }, { actionName: 'Ship' }, { actionName: 'App' }] },
    refused: ({ client }) =>
      client.send(new sdk.ListActionExecutionsCommand({ pipelineName, filter: { pipelineExecutionId: NOBODY } })),
    error: sdk.PipelineExecutionNotFoundException,
  },
  ListActionTypes: {
    good: ({ client }) => client.send(new sdk.ListActionTypesCommand({ actionOwnerFilter: 'Custom' })),
    reads: { actionTypes: [{ id: CUSTOM }] },
    refused: ({ client }) => client.send(new sdk.ListActionTypesCommand(bad)),
    error: sdk.InvalidNextTokenException,
  },
  ListDeployActionExecutionTargets: {
    good: ({ client, ship }) =>
      client.send(new sdk.ListDeployActionExecutionTargetsCommand({ actionExecutionId: ship, maxResults: 1 })),
    reads: { targets: [{ targetType: 'EC2', status: 'Succeeded' }] },
    refused: ({ client }) =>
      client.send(new sdk.ListDeployActionExecutionTargetsCommand({ actionExecutionId: NOBODY })),
    error: sdk.ActionExecutionNotFoundException,
  },
  ListPipelineExecutions: {
    good: ({ client }) => client.send(new sdk.ListPipelineExecutionsCommand({ pipelineName })),
    reads: {
      pipelineExecutionSummaries: [{ trigger: { triggerType: 'CreatePipeline' }, startTime: expect.any(Date) }],
    },
    refused: ({ client }) => client.send(new sdk.ListPipelineExecutionsCommand({ pipelineName, ...bad })),
    error: sdk.InvalidNextTokenException,
  },
  ListPipelines: {
    good: ({ client }) => client.send(new sdk.ListPipelinesCommand({})),
    reads: { pipelines: [{ name: 'lab' }, { name: 'shop-web' }, { name: 'shut' }] },
    refused: ({ client }) => client.send(new sdk.ListPipelinesCommand(bad)),
    error: sdk.InvalidNextTokenException,
  },
  ListRuleExecutions: {
    good: ({ client }) => client.send(new sdk.ListRuleExecutionsCommand({ pipelineName: 'shut' })),
    reads: { ruleExecutionDetails: [{ ruleName: 'go', status: 'Failed' }] },
    refused: ({ client }) => client.send(new sdk.ListRuleExecutionsCommand({ pipelineName: 'none' })),
    error: sdk.PipelineNotFoundException,
  },
  ListRuleTypes: {
    good: ({ client }) => client.send(new sdk.ListRuleTypesCommand({})),
    reads: { ruleTypes: { length: 6 } },
    refused: ({ client }) => client.send(new sdk.ListRuleTypesCommand({ regionFilter: 'x' })),
    error: sdk.ValidationException,
  },
  ListTagsForResource: {
    good: ({ client }) => client.send(new sdk.ListTagsForResourceCommand({ resourceArn: ARN })),
    reads: { tags: [] },
    refused: ({ client }) => client.send(new sdk.ListTagsForResourceCommand({ resourceArn: `${ARN}-2` })),
    error: sdk.ResourceNotFoundException,
  },
  ListWebhooks: {
    good: ({ client }) => client.send(new sdk.ListWebhooksCommand({})),
    reads: { webhooks: [{ definition: { name: 'pushes' } }] },
    refused: ({ client }) => client.send(new sdk.ListWebhooksCommand({ NextToken: 'made-up' })),
    error: sdk.InvalidNextTokenException,
  },
  OverrideStageCondition: {
    good: async (r) =>
      r.client.send(
        new sdk.OverrideStageConditionCommand({
          ...at,
          pipelineName: 'shut',
          pipelineExecutionId: await newest(r, 'shut'),
          conditionType: 'BEFORE_ENTRY',
        }),
      ),
    refused: ({ client, execution }) =>
      client.send(
        new sdk.OverrideStageConditionCommand({ ...at, pipelineExecutionId: execution, conditionType: 'BEFORE_ENTRY' }),
      ),
    error: sdk.ConditionNotOverridableException,
  },
  PollForJobs: {
    good: ({ client }) =>
      client.send(new sdk.PollForJobsCommand({ actionTypeId: CUSTOM, queryParam: { Bench: 'b1' } })),
    reads: { jobs: [] },
    refused: ({ client }) => client.send(new sdk.PollForJobsCommand({ actionTypeId: PARTNER })),
    error: sdk.ActionTypeNotFoundException,
  },
  PollForThirdPartyJobs: {
    good: ({ client }) => client.send(new sdk.PollForThirdPartyJobsCommand({ actionTypeId: PARTNER })),
    reads: { jobs: [] },
    refused: ({ client }) => client.send(new sdk.PollForThirdPartyJobsCommand({ actionTypeId: CUSTOM })),
    error: sdk.ActionTypeNotFoundException,
  },
  PutActionRevision: {
    good: ({ client }) =>
      client.send(
        new sdk.PutActionRevisionCommand({
          pipelineName,
          stageName: 'Source',
          actionName: 'App',
          actionRevision: { revisionId: 'r', revisionChangeId: 'c', created: new Date(0) },
        }),
      ),
    reads: { newRevision: true },
    refused: ({ client }) =>
      client.send(
        new sdk.PutActionRevisionCommand({
          ...at,
          actionName: 'Go-ahead',
          actionRevision: { revisionId: 'r', revisionChangeId: 'c', created: new Date(0) },
        }),
      ),
    error: sdk.ActionNotFoundException,
  },
  PutApprovalResult: {
    good: (r) => approve(r),
    reads: { approvedAt: expect.any(Date) },
    refused: (r) => approve({ ...r, token: NOBODY }),
    error: sdk.InvalidApprovalTokenException,
  },
  PutJobFailureResult: {
    good: async (r) => {
      await claim(r);
      return r.client.send(new sdk.PutJobFailureResultCommand({ jobId: r.job.jobId, failureDetails: FAILED }));
    },
    refused: ({ client, job }) =>
      client.send(new sdk.PutJobFailureResultCommand({ jobId: job.jobId, failureDetails: FAILED })),
    error: sdk.InvalidJobStateException,
  },
  PutJobSuccessResult: {
    good: async (r) => {
      await claim(r);
      return r.client.send(new sdk.PutJobSuccessResultCommand({ jobId: r.job.jobId }));
    },
    refused: ({ client }) => client.send(new sdk.PutJobSuccessResultCommand({ jobId: NOBODY })),
    error: sdk.JobNotFoundException,
  },
  PutThirdPartyJobFailureResult: {
    good: async (r) => {
      await claimPartner(r);
      return r.client.send(new sdk.PutThirdPartyJobFailureResultCommand({ ...r.partnerJob, failureDetails: FAILED }));
    },
    refused: ({ client, partnerJob }) =>
      client.send(new sdk.PutThirdPartyJobFailureResultCommand({ ...partnerJob, failureDetails: FAILED })),
    error: sdk.InvalidJobStateException,
  },
  PutThirdPartyJobSuccessResult: {
    good: async (r) => {
      await claimPartner(r);
      return r.client.send(new sdk.PutThirdPartyJobSuccessResultCommand(r.partnerJob));
    },
    refused: ({ client, partnerJob }) =>
      client.send(new sdk.PutThirdPartyJobSuccessResultCommand({ ...partnerJob, clientToken: 'guess' })),
    error: sdk.InvalidClientTokenException,
  },
  PutWebhook: {
    good: (r) => putWebhook(r, { name: 'more' }),
    reads: { webhook: { url: expect.stringContaining('/_webhooks/eu-west-1/') } },
    refused: (r) => putWebhook(r, { targetPipeline: 'none' }),
    error: sdk.PipelineNotFoundException,
  },
  RegisterWebhookWithThirdParty: {
    good: ({ client }) => client.send(new sdk.RegisterWebhookWithThirdPartyCommand({ webhookName: 'pushes' })),
    refused: ({ client }) => client.send(new sdk.RegisterWebhookWithThirdPartyCommand({ webhookName: 'none' })),
    error: sdk.WebhookNotFoundException,
  },
  RetryStageExecution: {
    good: async (r) => {
      await reject(r);
      return r.client.send(
        new sdk.RetryStageExecutionCommand({ ...at, pipelineExecutionId: r.execution, retryMode: 'FAILED_ACTIONS' }),
      );
    },
    reads: { pipelineExecutionId: expect.any(String) },
    refused: ({ client, execution }) =>
      client.send(
        new sdk.RetryStageExecutionCommand({ ...at, pipelineExecutionId: execution, retryMode: 'FAILED_ACTIONS' }),
      ),
    error: sdk.StageNotRetryableException,
  },
  RollbackStage: {
    good: async (r) => {
      await approve(r);
      return r.client.send(new sdk.RollbackStageCommand({ ...at, targetPipelineExecutionId: r.execution }));
    },
    reads: { pipelineExecutionId: expect.any(String) },
    refused: ({ client, execution }) =>
      client.send(new sdk.RollbackStageCommand({ ...at, targetPipelineExecutionId: execution })),
    error: sdk.UnableToRollbackStageException,
  },
  StartPipelineExecution: {
    good: ({ client }) => client.send(new sdk.StartPipelineExecutionCommand({ name: pipelineName })),
    reads: { pipelineExecutionId: expect.any(String) },
    refused: ({ client }) =>
      client.send(
        new sdk.StartPipelineExecutionCommand({ name: pipelineName, variables: [{ name: 'undeclared', value: 'x' }] }),
      ),
    error: sdk.ValidationException,
  },
  StopPipelineExecution: {
    good: ({ client, execution }) =>
      client.send(
        new sdk.StopPipelineExecutionCommand({ pipelineName, pipelineExecutionId: execution, abandon: true }),
      ),
    reads: { pipelineExecutionId: expect.any(String) },
    refused: ({ client }) =>
      client.send(new sdk.StopPipelineExecutionCommand({ pipelineName, pipelineExecutionId: NOBODY })),
    error: sdk.PipelineExecutionNotStoppableException,
  },
  TagResource: {
    good: ({ client }) =>
      client.send(new sdk.TagResourceCommand({ resourceArn: ARN, tags: [{ key: 'a', value: 'b' }] })),
    refused: ({ client }) =>
      client.send(new sdk.TagResourceCommand({ resourceArn: ARN, tags: [{ key: 'aws:a', value: 'b' }] })),
    error: sdk.InvalidTagsException,
  },
  UntagResource: {
    good: ({ client }) => client.send(new sdk.UntagResourceCommand({ resourceArn: ARN, tagKeys: ['a'] })),
    refused: ({ client }) => client.send(new sdk.UntagResourceCommand({ resourceArn: `${ARN}/Work`, tagKeys: ['a'] })),
    error: sdk.InvalidArnException,
  },
  UpdateActionType: {
    good: ({ client }) => client.send(new sdk.UpdateActionTypeCommand({ actionType: partnerType })),
    refused: ({ client }) =>
      client.send(
        new sdk.UpdateActionTypeCommand({ actionType: { ...partnerType, id: { ...partnerType.id, version: '2' } } }),
      ),
    error: sdk.ActionTypeNotFoundException,
  },
  UpdatePipeline: {
    good: ({ client }) => client.send(new sdk.UpdatePipelineCommand({ pipeline: aPipeline() })),
    reads: { pipeline: { version: 2 } },
    refused: ({ client }) =>
      client.send(new sdk.UpdatePipelineCommand({ pipeline: aPipeline({ stages: [aStage('Source', aSource())] }) })),
    error: sdk.InvalidStructureException,
  },
};

it('there is a row for each of the 44 operations', () => {
  expect(Object.keys(ROWS).toSorted()).toEqual(OPERATION_NAMES.toSorted());
});

describe.each(Object.entries(ROWS))('%s', (_name, { good, reads = {}, refused, error }) => {
  it('answers the unmodified SDK with what it can read', async () => {
    expect(await good(region)).toMatchObject({ $metadata: { httpStatusCode: 200 }, ...reads });
  });

  it('refuses what is wrong with an error of its own class', async () => {
    await expect(refused(region)).rejects.toBeInstanceOf(error);
  });
});
