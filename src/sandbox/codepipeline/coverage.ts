/** How much of an operation the emulator does. */
export interface Coverage {
  does: 'full' | 'partial' | 'none';
  note: string;
}

const full = (note: string): Coverage => ({ does: 'full', note });
const partial = (note: string): Coverage => ({ does: 'partial', note });

const KEYS = 'configuration keys of the types of AWS are not checked, those of custom types are';

/** All 44 operations. An operation of `none` would answer UnknownOperationException; a test holds the code to this table. */
export const COVERAGE: Readonly<Record<string, Coverage>> = {
  AcknowledgeJob: full('only the newest nonce claims a job; afterwards it answers the status (choices.ts)'),
  AcknowledgeThirdPartyJob: full('as AcknowledgeJob, proved by the client token'),
  CreateCustomActionType: full('a deleted version comes back only with the same definition'),
  CreatePipeline: partial(KEYS),
  DeleteCustomActionType: full('pipelines that have the type keep it; nobody can poll for it'),
  DeletePipeline: full('executions in progress go silently, their jobs with them'),
  DeleteWebhook: full('its URL is dead at once'),
  DeregisterWebhookWithThirdParty: partial('GitHub is not there to be told'),
  DisableStageTransition: full(
    'Outbound of a stage and Inbound of the next are one flag; Outbound of the last has no effect',
  ),
  EnableStageTransition: full('waiters of more than 30 days do not go on'),
  GetActionType: full('types made with an integration model; the sandbox comes with two of its own'),
  GetJobDetails: full('of custom actions, Lambda actions and LambdaInvoke rules; credentials are made up'),
  GetPipeline: full('polling is never disabled: no pollingDisabledAt'),
  GetPipelineExecution: full('no statusSummary'),
  GetPipelineState: full('conditions with their rules; percentComplete of job workers'),
  GetThirdPartyJobDetails: full('the nonce is there once the job was polled'),
  ListActionExecutions: full('twelve months of history'),
  ListActionTypes: partial('of the types of AWS no settings and only secret configuration keys'),
  ListDeployActionExecutionTargets: partial(
    'three to five simulated targets of EC2, one of EKS, none of other actions',
  ),
  ListPipelineExecutions: full('twelve months of history; no statusSummary'),
  ListPipelines: full('by name'),
  ListRuleExecutions: full('twelve months of history'),
  ListRuleTypes: full('the six types; no settings'),
  ListTagsForResource: full('everything at once unless maxResults asks for pages'),
  ListWebhooks: full('by name, secrets masked; nothing ever fails at GitHub, so no errorCode'),
  OverrideStageCondition: full('a failed execution is taken up again and told as after a retry (choices.ts)'),
  PollForJobs: full('jobs that nobody acknowledges are handed out again after five minutes (choices.ts)'),
  PollForThirdPartyJobs: full('as PollForJobs'),
  PutActionRevision: full('known revisions start nothing'),
  PutApprovalResult: full('no SNS message is sent for NotificationArn'),
  PutJobFailureResult: full('all failure types'),
  PutJobSuccessResult: full('continuation, output variables, current revision, percentage'),
  PutThirdPartyJobFailureResult: full('all failure types'),
  PutThirdPartyJobSuccessResult: full('continuation, current revision, percentage'),
  PutWebhook: full('the URL starts the pipeline; JSON paths of names, indices, * and .. only'),
  RegisterWebhookWithThirdParty: partial('GitHub is not there to be told'),
  RetryStageExecution: full(
    'FAILED_ACTIONS also while others of the stage still run; automatic retry once for each stage run',
  ),
  RollbackStage: full('the rollback ends after its stage (choices.ts)'),
  StartPipelineExecution: full('request tokens are remembered for a day'),
  StopPipelineExecution: full('one that waits at a gate ends at once'),
  TagResource: full('pipelines, webhooks, custom action types'),
  UntagResource: full('pipelines, webhooks, custom action types'),
  UpdateActionType: full('types made with an integration model'),
  UpdatePipeline: partial(KEYS),
};

/** The table as the README of this folder has it. */
export const coverageTable = (): string =>
  [
    '| operation | does | note |',
    '| --- | --- | --- |',
    ...Object.entries(COVERAGE).map(([name, { does, note }]) => `| ${name} | ${does} | ${note} |`),
  ].join('\n');
