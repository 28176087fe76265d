/** How much of an operation the emulator does. */
export interface Coverage {
  does: 'full' | 'partial' | 'none';
  note: string;
}

const full = (note: string): Coverage => ({ does: 'full', note });
const partial = (note: string): Coverage => ({ does: 'partial', note });
const none = (note: string): Coverage => ({ does: 'none', note });

const JOBS = 'job workers: action types of owner Custom are not on offer yet';
const PARTNERS = 'partner jobs';
const TYPES = 'action types are fixed: those of AWS and ThirdParty that the reference lists';
const WEBHOOKS = 'webhooks; a push is made with commit()';
const CONDITIONS = 'stage conditions are kept and given back, but not evaluated';

/** All 44 operations. An operation of `none` answers UnknownOperationException; a test holds the code to this table. */
export const COVERAGE: Readonly<Record<string, Coverage>> = {
  AcknowledgeJob: none(JOBS),
  AcknowledgeThirdPartyJob: none(PARTNERS),
  CreateCustomActionType: none(TYPES),
  CreatePipeline: partial(`required configuration keys of providers are not checked; ${CONDITIONS}`),
  DeleteCustomActionType: none(TYPES),
  DeletePipeline: full('executions in progress go silently'),
  DeleteWebhook: none(WEBHOOKS),
  DeregisterWebhookWithThirdParty: none(WEBHOOKS),
  DisableStageTransition: full(
    'Outbound of a stage and Inbound of the next are one flag; Outbound of the last has no effect',
  ),
  EnableStageTransition: full('waiters of more than 30 days do not go on'),
  GetActionType: none(TYPES),
  GetJobDetails: none(JOBS),
  GetPipeline: full('polling is never disabled: no pollingDisabledAt'),
  GetPipelineExecution: full('no statusSummary'),
  GetPipelineState: partial(`no condition states: ${CONDITIONS}; no percentComplete`),
  GetThirdPartyJobDetails: none(PARTNERS),
  ListActionExecutions: full('twelve months of history'),
  ListActionTypes: none(TYPES),
  ListDeployActionExecutionTargets: none('targets of EC2 and EKS deployments'),
  ListPipelineExecutions: full('twelve months of history'),
  ListPipelines: full('by name'),
  ListRuleExecutions: none(CONDITIONS),
  ListRuleTypes: none(CONDITIONS),
  ListTagsForResource: partial('pipelines only'),
  ListWebhooks: none(WEBHOOKS),
  OverrideStageCondition: none(CONDITIONS),
  PollForJobs: none(JOBS),
  PollForThirdPartyJobs: none(PARTNERS),
  PutActionRevision: none('a push is made with commit()'),
  PutApprovalResult: full('no SNS message is sent for NotificationArn'),
  PutJobFailureResult: none(JOBS),
  PutJobSuccessResult: none(JOBS),
  PutThirdPartyJobFailureResult: none(PARTNERS),
  PutThirdPartyJobSuccessResult: none(PARTNERS),
  PutWebhook: none(WEBHOOKS),
  RegisterWebhookWithThirdParty: none(WEBHOOKS),
  RetryStageExecution: full(
    'FAILED_ACTIONS also while others of the stage still run; automatic retry once for each stage run',
  ),
  RollbackStage: full('the rollback ends after its stage (choices.ts)'),
  StartPipelineExecution: full('request tokens are remembered for a day'),
  StopPipelineExecution: full('one that waits at a gate ends at once'),
  TagResource: partial('pipelines only'),
  UntagResource: partial('pipelines only'),
  UpdateActionType: none(TYPES),
  UpdatePipeline: partial(`required configuration keys of providers are not checked; ${CONDITIONS}`),
};
