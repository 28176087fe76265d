import type { ServiceErrorName } from './service-error.ts';

/* Where AWS's documents and recordings are silent or disagree, the emulator had to choose. One constant per choice,
 * and one that is in the structure of things: "Outbound of k" and "Inbound of k + 1" are one flag, for they act on the same
 * passage and GetPipelineState shows only one view of it (operations/stage-transitions.ts). */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** One public report has the action execution id serve as approval token; AWS's own samples show two different ids. */
export const TOKEN_EQUALS_ACTION_EXECUTION_ID: boolean = false;

/** How long an approval waits that has no `timeoutInMinutes` (documented). */
export const APPROVAL_WAIT_MS = 7 * DAY;

/** A second answer with the right old token: the model describes ApprovalAlreadyCompleted as "already approved or rejected", and
 * InvalidApprovalToken as "already answered or expired". The narrower description wins. */
export const SECOND_ANSWER: ServiceErrorName = 'ApprovalAlreadyCompletedException';

/** The code of an approval that nobody answered in time; only its kind is known, not its name. */
export const APPROVAL_EXPIRED_CODE = 'ActionTimeout';

/** A reviewer's rejection is reported like any failed job: recorded failures of all providers carry this code. */
export const APPROVAL_REJECTED_CODE = 'JobFailed';

/** A variable that cannot be resolved: the failure type that job workers use for faulty configurations. */
export const UNRESOLVED_VARIABLE_CODE = 'ConfigurationError';

/** The guide: "running actions complete, the executions are cancelled". `false` cancels the running actions too. Approvals have
 * nothing outside to complete and are cancelled in both cases. */
export const UPDATE_LETS_RUNNING_ACTIONS_FINISH = true;

/** The API has no status for an action that was cancelled, although events have CANCELED. Abandoned is the nearest: it did not end. */
export const API_STATUS_OF_CANCELLED_ACTION = 'Abandoned' as const;

/** Samples in the guide show 0 and 1 for stages, recordings 0. */
export const STAGE_EVENT_ATTEMPT = 0;

/** `last-retry-attempt-time` on pipeline events after a retry: the stage events have the like, and a reader loses nothing by it. */
export const PIPELINE_EVENTS_TELL_LAST_RETRY = true;

/** A waiter behind a gate that was closed for longer does not go on when it opens (it keeps its place until replaced or stopped). */
export const WAITING_LIMIT_MS = 30 * DAY;

/** How long a clientRequestToken is remembered. The documents are silent; a client's own retries are over
 * long before. */
export const REQUEST_TOKEN_MEMORY_MS = DAY;

/** How long executions are kept in the history (documented). */
export const HISTORY_MS = 365 * DAY;

/** QUEUED and PARALLEL: open executions, those waiting in front of a stage included. */
export const CONCURRENT_EXECUTIONS = 50;

/** Action runs at one time in one execution of a PARALLEL pipeline. */
export const PARALLEL_ACTION_RUNS = 5;

/** Quotas page. */
export const PIPELINES_PER_REGION = 1000;
export const TAGS_PER_RESOURCE = 50;
export const ACTIONS_PER_PIPELINE = 1000;

/** Model and quotas page say 1,000; a recorded answer of the live service says 50,000. */
export const CONFIGURATION_VALUE_MAX = 50_000;

/** A member of the wrong JSON type never reaches the constraint checks of AWS's JSON services: they fail to read it. */
export const WRONG_TYPE: ServiceErrorName = 'SerializationException';

/** UpdatePipeline declares no not-found error; this one has been met in answers to it. */
export const UPDATE_OF_MISSING_PIPELINE: ServiceErrorName = 'ResourceNotFoundException';

/** StopPipelineExecution declares no not-found error for executions. */
export const STOP_OF_UNKNOWN_EXECUTION: ServiceErrorName = 'PipelineExecutionNotStoppableException';

/** RetryStageExecution declares none either. */
export const RETRY_OF_UNKNOWN_EXECUTION: ServiceErrorName = 'StageNotRetryableException';

/** RollbackStage to an execution of an older version of the pipeline; both errors mention it, this one is about the target. */
export const ROLLBACK_TO_OLDER_VERSION: ServiceErrorName = 'PipelineExecutionOutdatedException';

/** The documents speak of rolling back *the stage*: a rollback execution ends after it. */
export const ROLLBACK_GOES_ON = false;

/** Push events of S3, ECR and CodeCommit arrive through an EventBridge rule; its name is not known, the console's looks like this. */
export const eventRuleName = (pipeline: string): string =>
  `codepipeline-${pipeline.replaceAll(/[^A-Za-z0-9_.-]/g, '-')}-rule`;

/** Lambda invoke: without an answer for this long the action fails (documented), "still in progress" begins the time anew … */
export const LAMBDA_STEP_MS = 20 * MINUTE;
/** … and calls the function again after this long (said of partners' functions). */
export const LAMBDA_CONTINUATION_MS = 30_000;
/** The end of all waiting for job workers and functions (documented). */
export const JOB_LIMIT_MS = DAY;

/** The code of an action whose job worker or function did not answer in time; like an expired approval's, not known by name. */
export const JOB_EXPIRED_CODE = 'ActionTimeout';

/** A function that is not there: that the service says so at once is documented, how it says so is not. */
export const unknownFunction = (name: string): { code: string; message: string } => ({
  code: 'ConfigurationError',
  message: `The AWS Lambda function ${name} cannot be found. Check that the function exists.`,
});

/** Recorded. */
export const silentFunction = (name: string): string =>
  `The AWS Lambda function ${name} failed to return a result. Check the function to verify that it has permission to call the PutJobSuccessResult action and that it made a call to PutJobSuccessResult.`;

/** A job that was handed out and not acknowledged is handed out again after this long. The window is not documented. */
export const REDISPATCH_MS = 5 * MINUTE;

/** Jobs in an answer to a poll that names no `maxBatchSize`. */
export const JOBS_PER_POLL = 10;

/** PollForJobs for an owner other than Custom "gives an error"; this is the one it declares that fits. */
export const POLL_OF_OTHER_OWNER: ServiceErrorName = 'ActionTypeNotFoundException';

/** Acknowledging a job again with its newest nonce answers its status; InvalidNonce would be the other reading. */
export const ACKNOWLEDGE_TWICE_ANSWERS_STATUS = true;

/** GetThirdPartyJobDetails of a job that has ended: InvalidJob ("faulty or not found") is declared by this operation alone. */
export const DETAILS_OF_ENDED_PARTNER_JOB: ServiceErrorName = 'InvalidJobException';

/** Bytes of names and values of an action's output variables (documented). */
export const OUTPUT_VARIABLES_BYTES = 122_880;

/** What the emulator's partners have agreed on with their customer, until a test sets another secret. */
export const PARTNER_CLIENT_ID = '5a4dba11-0000-4000-8000-000000000001';
export const PARTNER_CLIENT_TOKEN = 'sandbox-client-token';

/** CreateCustomActionType of a type that is there: the model has this error, no operation declares it. */
export const TYPE_EXISTS: ServiceErrorName = 'ActionTypeAlreadyExistsException';

/** Quotas page. */
export const CUSTOM_TYPES_PER_REGION = 50;
export const WEBHOOKS_PER_REGION = 300;

/** ListActionTypes takes no page size. */
export const ACTION_TYPES_PER_PAGE = 20;

/** Register and deregister without a name, which the model allows. */
export const NAMELESS_WEBHOOK: ServiceErrorName = 'WebhookNotFoundException';

/** How long a rule may take that has no `timeoutInMinutes`. */
export const RULE_WAIT_MS = DAY;

/** The code of a rule that did not end in time. */
export const RULE_EXPIRED_CODE = 'ActionTimeout';

/** MATCHES of VariableCheck: `String.matches` of Java takes the whole value. */
export const MATCHES_WHOLE_VALUE = true;

/** OverrideStageCondition declares no not-found error for executions. */
export const OVERRIDE_OF_UNKNOWN_EXECUTION: ServiceErrorName = 'NotLatestPipelineExecutionException';

/** Events have no state for a skipped stage; one that began must end for its readers, and nothing in it failed. */
export const SKIPPED_STAGE_IS_TOLD_AS = 'SUCCEEDED' as const;

/** Whether the conditions of a stage are evaluated when it is rolled back to; a closed window must not keep a rollback out. */
export const ROLLBACK_EVALUATES_CONDITIONS = false;

/** Whether `onFailure` (retry, rollback, conditions) answers to a failed entry or success condition as to a failed action. */
export const ON_FAILURE_ANSWERS_CONDITIONS = false;
