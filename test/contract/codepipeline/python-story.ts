import { expect } from 'vitest';
import { anApproval, aPipeline, aSource, aStage, MINUTE } from '../../unit/sandbox/codepipeline/workbench.ts';
import { aCheck, anAction, CUSTOM, PARTNER } from './a-full-region.ts';

/** Calls an operation by its name on the command line; a refusal is `{error: name}`. */
export type Caller = (operation: string, input: object) => Promise<Record<string, unknown>>;
export type Pass = (ms: number) => void;

const NOBODY = '33333333-aaaa-4bbb-8ccc-444444444444';
const ARN = 'arn:aws:codepipeline:eu-west-1:123456789012:shop-web';
const NAME = 'shop-web';
const COUNTS = { minimumCount: 0, maximumCount: 1 };

/** The text at a path like `stageStates.2.latestExecution.status`. */
function at(value: unknown, path: string): string {
  const found = path.split('.').reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([name]) => name === key)?.[1];
  }, value);
  return String(found);
}

/** Asks, and holds what was read to what is expected: an error's name, or texts by path. */
const asking =
  (aws: Caller) =>
  async (operation: string, input: object, expected: string | Record<string, string> = {}) => {
    const answer = await aws(operation, input);
    if (typeof expected === 'string') expect([operation, answer.error]).toEqual([operation, expected]);
    else
      expect([operation, answer.error, ...Object.keys(expected).map((path) => at(answer, path))]).toEqual([
        operation,
        undefined,
        ...Object.values(expected),
      ]);
    return answer;
  };

const waiting = {
  ...aStage('Work', anApproval()),
  beforeEntry: { conditions: [{ result: 'FAIL' as const, rules: [aCheck()] }] },
};
const declared = (...between: ReturnType<typeof aStage>[]) =>
  aPipeline({
    variables: [{ name: 'go', defaultValue: 'yes' }],
    stages: [aStage('Source', aSource()), ...between, waiting],
  });
const work = { pipelineName: NAME, stageName: 'Work' };

/** A pipeline is made, waits, is rejected, retried, approved, rolled back, stopped, changed and deleted: more than thirty calls. */
export async function pipelineStory(aws: Caller, pass: Pass): Promise<void> {
  const ask = asking(aws);
  const pipeline = declared();
  const tags = [{ key: 'team', value: 'shop' }];
  await ask('create-pipeline', { pipeline, tags }, { 'pipeline.version': '1', 'pipeline.pipelineType': 'V2' });
  await ask('create-pipeline', { pipeline }, 'PipelineNameInUseException');
  await ask('get-pipeline', { name: NAME }, { 'pipeline.stages.1.name': 'Work', 'metadata.pipelineArn': ARN });
  await ask('list-pipelines', {}, { 'pipelines.0.name': NAME });
  await ask('list-rule-types', {}, { 'ruleTypes.5.id.provider': 'VariableCheck' });
  pass(MINUTE);

  const state = await ask(
    'get-pipeline-state',
    { name: NAME },
    {
      'stageStates.1.latestExecution.status': 'InProgress',
      'stageStates.1.beforeEntryConditionState.latestExecution.status': 'Succeeded',
    },
  );
  const pipelineExecutionId = at(state, 'stageStates.1.latestExecution.pipelineExecutionId');
  const token = at(state, 'stageStates.1.actionStates.0.latestExecution.token');
  const answer = { ...work, actionName: 'Go-ahead', result: { status: 'Rejected', summary: 'Not today' } };
  await ask('put-approval-result', { ...answer, token: NOBODY }, 'InvalidApprovalTokenException');
  await ask('put-approval-result', { ...answer, token });
  const failed = { 'pipelineExecution.status': 'Failed', 'pipelineExecution.trigger.triggerType': 'CreatePipeline' };
  await ask('get-pipeline-execution', { pipelineName: NAME, pipelineExecutionId }, failed);
  const retry = { ...work, pipelineExecutionId, retryMode: 'FAILED_ACTIONS' };
  await ask('retry-stage-execution', retry, { pipelineExecutionId });
  await ask('retry-stage-execution', retry, 'StageNotRetryableException');
  const again = await ask(
    'get-pipeline-state',
    { name: NAME },
    { 'stageStates.1.retryStageMetadata.manualStageRetryAttempt': '1' },
  );
  const approved = { status: 'Approved', summary: '' };
  const second = at(again, 'stageStates.1.actionStates.0.latestExecution.token');
  await ask('put-approval-result', { ...answer, token: second, result: approved });
  await ask('put-approval-result', { ...answer, token: second, result: approved }, 'ApprovalAlreadyCompletedException');
  await ask(
    'list-action-executions',
    { pipelineName: NAME, maxResults: 2 },
    {
      'actionExecutionDetails.0.status': 'Succeeded',
      'actionExecutionDetails.1.status': 'Failed',
    },
  );
  await ask(
    'list-rule-executions',
    { pipelineName: NAME },
    { 'ruleExecutionDetails.0.input.resolvedConfiguration.Variable': 'yes' },
  );

  const back = await ask('rollback-stage', { ...work, targetPipelineExecutionId: pipelineExecutionId });
  const rollback = {
    'pipelineExecutionSummaries.0.executionType': 'ROLLBACK',
    'pipelineExecutionSummaries.0.trigger.triggerType': 'ManualRollback',
  };
  await ask('list-pipeline-executions', { pipelineName: NAME }, rollback);
  const stop = {
    pipelineName: NAME,
    pipelineExecutionId: at(back, 'pipelineExecutionId'),
    abandon: true,
    reason: 'Enough',
  };
  await ask('stop-pipeline-execution', stop);
  await ask('stop-pipeline-execution', stop, 'PipelineExecutionNotStoppableException');
  await ask(
    'override-stage-condition',
    { ...work, pipelineExecutionId, conditionType: 'BEFORE_ENTRY' },
    'NotLatestPipelineExecutionException',
  );
  await ask('disable-stage-transition', { ...work, transitionType: 'Inbound', reason: 'freeze' });
  await ask('enable-stage-transition', { ...work, transitionType: 'Inbound' });
  const actionRevision = { revisionId: 'r1', revisionChangeId: 'c1', created: 1772442927 };
  await ask(
    'put-action-revision',
    { pipelineName: NAME, stageName: 'Source', actionName: 'App', actionRevision },
    { newRevision: 'true' },
  );
  await ask('start-pipeline-execution', { name: NAME, variables: [{ name: 'go', value: 'no' }] });
  await ask(
    'start-pipeline-execution',
    { name: NAME, variables: [{ name: 'stop', value: 'no' }] },
    'ValidationException',
  );
  await ask('list-deploy-action-execution-targets', { actionExecutionId: NOBODY }, 'ActionExecutionNotFoundException');
  await ask('tag-resource', { resourceArn: ARN, tags: [{ key: 'a', value: 'b' }] });
  await ask('list-tags-for-resource', { resourceArn: ARN }, { 'tags.0.key': 'a', 'tags.1.key': 'team' });
  await ask('untag-resource', { resourceArn: ARN, tagKeys: ['a'] });
  await ask('list-pipelines', { nextToken: 'made-up' }, 'InvalidNextTokenException');
  await ask('update-pipeline', { pipeline }, { 'pipeline.version': '2' });
  await ask('delete-pipeline', { name: NAME });
  await ask('get-pipeline', { name: NAME }, 'PipelineNotFoundException');
}

/** A custom job and a partner’s, a webhook, and what is made for them: the other operations. */
export async function workerStory(aws: Caller, pass: Pass): Promise<void> {
  const ask = asking(aws);
  const type = { category: 'Test', provider: 'Lab', version: '1' };
  const counts = { inputArtifactDetails: COUNTS, outputArtifactDetails: COUNTS };
  await ask('create-custom-action-type', { ...type, ...counts }, { 'actionType.id.owner': 'Custom' });
  await ask('list-action-types', { actionOwnerFilter: 'Custom' }, { 'actionTypes.0.id.provider': 'Lab' });
  const { actionType } = await ask('get-action-type', PARTNER, { 'actionType.executor.type': 'JobWorker' });
  await ask('update-action-type', { actionType });
  await ask('create-pipeline', {
    pipeline: declared(aStage('Try', anAction('Own', CUSTOM), anAction('Partner', PARTNER))),
  });
  pass(MINUTE);

  const { jobs } = await ask(
    'poll-for-jobs',
    { actionTypeId: CUSTOM },
    { 'jobs.0.data.pipelineContext.pipelineName': NAME },
  );
  const jobId = at(jobs, '0.id');
  await ask('acknowledge-job', { jobId, nonce: 'guess' }, 'InvalidNonceException');
  await ask('acknowledge-job', { jobId, nonce: at(jobs, '0.nonce') }, { status: 'InProgress' });
  await ask('get-job-details', { jobId }, { 'jobDetails.accountId': '123456789012' });
  await ask('put-job-success-result', { jobId, outputVariables: { Score: '12' } });
  const failureDetails = { type: 'JobFailed', message: 'x' };
  await ask('put-job-failure-result', { jobId, failureDetails }, 'InvalidJobStateException');

  const { jobs: partners } = await ask('poll-for-third-party-jobs', { actionTypeId: PARTNER });
  const proof = { jobId: at(partners, '0.jobId'), clientToken: 'sandbox-client-token' };
  await ask('get-third-party-job-details', { ...proof, clientToken: 'guess' }, 'InvalidClientTokenException');
  const provider = { 'jobDetails.data.actionTypeId.provider': 'SandboxPartner' };
  const details = await ask('get-third-party-job-details', proof, provider);
  await ask('put-third-party-job-failure-result', { ...proof, failureDetails }, 'InvalidJobStateException');
  await ask(
    'acknowledge-third-party-job',
    { ...proof, nonce: at(details, 'jobDetails.nonce') },
    { status: 'InProgress' },
  );
  await ask('put-third-party-job-success-result', proof);
  await ask('get-pipeline-state', { name: NAME }, { 'stageStates.1.latestExecution.status': 'Succeeded' });

  const webhook = {
    name: 'pushes',
    targetPipeline: NAME,
    targetAction: 'App',
    filters: [{ jsonPath: '$.ref' }],
    authentication: 'GITHUB_HMAC',
    authenticationConfiguration: { SecretToken: 'hush' },
  };
  await ask('put-webhook', { webhook }, { 'webhook.definition.authenticationConfiguration.SecretToken': '****' });
  await ask('register-webhook-with-third-party', { webhookName: 'pushes' });
  await ask('list-webhooks', {}, { 'webhooks.0.definition.name': 'pushes' });
  await ask('deregister-webhook-with-third-party', { webhookName: 'pushes' });
  await ask('delete-webhook', { name: 'pushes' });
  await ask('delete-custom-action-type', type);
  await ask('delete-pipeline', { name: NAME });
}
