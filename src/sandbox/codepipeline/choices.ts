import type { ServiceErrorName } from './service-error.ts';

/* Where AWS's documents and recordings are silent or disagree, the emulator had to choose. One constant per choice,
 * and one that is in the structure of things: "Outbound of k" and "Inbound of k + 1" are one flag, for they act on the same
 * passage and GetPipelineState shows only one view of it (operations/stage-transitions.ts). */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** One public report has the action execution id serve as approval token; AWS's own samples show two different ids. */
export const TOKEN_EQUALS_ACTION_EXECUTION_ID = false;

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
export const API_STATUS_OF_CANCELLED_ACTION = 'Abandoned';

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
