import type { Seed } from './machine/seed.ts';
import type {
  ActionTypeId,
  ArtifactDetail,
  Configuration,
  ExecutionMode,
  PipelineDeclaration,
  Result,
  Tag,
  WebhookDefinition,
} from './shapes.ts';
import type { OwnActionType } from './type-shapes.ts';

/* The state of the service in one region: plain data (it survives structuredClone). Instants are epoch milliseconds.
 * Nobody changes it in place; `draft.ts` has the one way to a next state. */

export interface RegionState {
  readonly accountId: string;
  readonly region: string;
  readonly seed: Seed;
  /** divides the durations of simulated actions that start from now on; 0: they are held */
  readonly speed: number;
  /** counts action runs and executions, so that what happened at the same instant keeps its order */
  readonly sequence: number;
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  /** newest revision of every source, by the source's key (`sources.ts`) */
  readonly heads: ReadonlyMap<string, Revision>;
  /** action types that are data: custom ones and those made with an integration model, by `owner/category/provider/version` */
  readonly types: ReadonlyMap<string, OwnActionType>;
  readonly webhooks: ReadonlyMap<string, Webhook>;
  /** states of CloudWatch alarms that somebody has set, by name */
  readonly alarms: ReadonlyMap<string, AlarmState>;
  /** whether Lambda functions are called; otherwise they are taken to answer their jobs by themselves */
  readonly invokes: boolean;
  /** where webhooks are called */
  readonly origin: string;
}

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export interface Webhook {
  definition: WebhookDefinition;
  arn: string;
  /** the secret part of its URL */
  key: string;
  tags: Tag[];
  lastTriggeredAt?: number;
  /** whether GitHub was told of it */
  registered: boolean;
}

export interface Pipeline {
  name: string;
  arn: string;
  createdAt: number;
  updatedAt: number;
  version: number;
  declaration: PipelineDeclaration;
  /** every version, the current one included */
  versions: Map<number, PipelineDeclaration>;
  tags: Tag[];
  slots: Map<string, StageSlot>;
  /** by id, oldest first */
  executions: Map<string, Execution>;
  /** ids of the executions that have not ended */
  open: string[];
  requestTokens: Map<string, { executionId: string; at: number }>;
  /** jobs of its actions and rules, by id; those that ended are kept as long as their execution */
  jobs: Map<string, Job>;
}

/** What the pipeline itself knows of one of its stages, whichever execution is in it. */
export interface StageSlot {
  transition: Transition;
  /** the execution that holds the lock; none in PARALLEL mode */
  holder: string | null;
  /** the execution that entered last */
  latest: string | null;
  /** executions in front of the stage, in order of arrival */
  waiting: string[];
  /** latest run of each action, by action name */
  lastRuns: Map<string, LastRun>;
}

export interface LastRun {
  executionId: string;
  runId: string;
  /** of a source action: what its last good run brought */
  revision?: Revision;
}

export interface Transition {
  enabled: boolean;
  changedBy?: string;
  changedAt?: number;
  /** while disabled */
  reason?: string;
}

export type ExecutionStatus =
  | 'InProgress'
  | 'Stopping'
  | 'Stopped'
  | 'Succeeded'
  | 'Failed'
  | 'Superseded'
  | 'Cancelled';
export type StageStatus = 'InProgress' | 'Stopping' | 'Stopped' | 'Succeeded' | 'Failed' | 'Cancelled' | 'Skipped';
/** Cancelled is ours: the API has no status for it (choices.ts). */
export type RunStatus = 'InProgress' | 'Succeeded' | 'Failed' | 'Abandoned' | 'Cancelled';

export interface Trigger {
  type:
    | 'CreatePipeline'
    | 'StartPipelineExecution'
    | 'CloudWatchEvent'
    | 'Webhook'
    | 'WebhookV2'
    | 'PutActionRevision'
    | 'ManualRollback'
    | 'AutomatedRollback';
  detail: string;
}

export interface Execution {
  id: string;
  /** order of starting within the region */
  number: number;
  version: number;
  mode: ExecutionMode;
  type: 'STANDARD' | 'ROLLBACK';
  rollbackTarget?: string;
  trigger: Trigger;
  status: ExecutionStatus;
  startedAt: number;
  updatedAt: number;
  /** 1, and one more with each retry of a stage */
  attempt: number;
  retriedAt?: number;
  variables: { name: string; value: string }[];
  /** source actions whose revision was fixed when the execution started */
  pinned: { action: string; revision: Revision }[];
  /** what its source actions brought, in order of completion */
  revisions: { action: string; artifact: string | null; revision: Revision }[];
  /** what was there before its first action: a rollback has the artifacts and output variables of its target */
  inherited: { artifacts: ArtifactDetail[]; namespaces: { namespace: string; variables: Configuration }[] };
  /** null when it has ended */
  place: Place | null;
  stop?: { abandon: boolean; reason?: string };
  /** the definition was updated while it ran: it ends Cancelled as soon as its actions have */
  cut: boolean;
  stages: StageRun[];
  runs: ActionRun[];
  /** runs of the rules of its stages' conditions */
  rules: RuleRun[];
  /** actions and rules whose next run fails because a push said so */
  scripted: Script[];
}

/** The next run of this action (or rule) fails, with the provider's own words or these. */
export interface Script {
  stage: string;
  action: string;
  failure?: Failure;
  /** what it writes into its log before it fails */
  output?: string;
}

export interface Place {
  stage: string;
  at: 'gate' | 'inside';
  since: number;
  /** waited longer than the service lets a waiter go on from */
  stale: boolean;
}

/** Where a stage has conditions, in the names of its declaration. */
export type ConditionPlace = 'beforeEntry' | 'onSuccess' | 'onFailure';

export interface StageRun {
  name: string;
  status: StageStatus;
  startedAt: number;
  updatedAt: number;
  /** what goes on in it: its actions, or the rules of one of its conditions */
  phase: 'actions' | ConditionPlace;
  conditions: Partial<Record<ConditionPlace, ConditionRun>>;
  /** runs of the present attempt, by id */
  counted: string[];
  manualRetries: number;
  automaticRetries: number;
  /** when it was last taken up again: by a retry or by the override of a condition */
  resumedAt?: number;
  lastRetryTrigger?: 'ManualStageRetry' | 'AutomatedStageRetry';
}

export type ConditionStatus = 'InProgress' | 'Failed' | 'Succeeded' | 'Cancelled' | 'Abandoned' | 'Overridden';

export interface ConditionRun {
  status: ConditionStatus;
  result: Result;
  summary?: string;
  changedAt: number;
  /** ids of its rules' runs */
  rules: string[];
}

/** What runs of actions and of rules have in common. */
interface Run {
  id: string;
  /** order of starting within the region */
  sequence: number;
  stage: string;
  status: RunStatus;
  startedAt: number;
  updatedAt: number;
  updatedBy?: string;
  timer: Timer | null;
  /** decided when it started: what it will fail with */
  doom: Failure | null;
  output?: string;
  configuration?: Configuration;
  inputs: ArtifactDetail[];
  externalId?: string;
  externalUrl?: string;
  summary?: string;
  error?: Failure;
  /** its newest job, when a job worker or a function does the work */
  job?: string;
}

export interface ActionRun extends Run {
  action: string;
  /** of a manual approval, also after it was answered */
  token?: string;
  answered: boolean;
  outputs: ArtifactDetail[];
  variables?: Configuration;
  revision?: Revision;
  logStreamArn?: string;
  percentComplete?: number;
  /** of a deployment to machines: where to */
  targets?: { id: string; type: string }[];
}

export interface RuleRun extends Run {
  rule: string;
  place: ConditionPlace;
  logStreamArn?: string;
}

export type JobStatus = 'Queued' | 'Dispatched' | 'InProgress' | 'Succeeded' | 'Failed' | 'TimedOut';

/** Work for somebody outside: a job worker, a partner, a Lambda function. */
export interface Job {
  id: string;
  executionId: string;
  /** the run of an action or a rule that it belongs to */
  runId: string;
  worker: 'custom' | 'partner' | 'lambda';
  /** of the action; a rule's job has none */
  actionTypeId?: ActionTypeId;
  status: JobStatus;
  createdAt: number;
  /** the newest; an older one is void */
  nonce?: string;
  dispatchedAt?: number;
  continuationToken?: string;
}

/** `work`: ends at that instant. `held`: paused; `fresh` ones have not been divided by a speed yet. `expiry`: the end of waiting for
 * somebody outside. `call`: a function is called again then. `watch`: a rule looks again then, at its window or its alarm. */
export type Timer =
  | { kind: 'work'; at: number }
  | { kind: 'held'; ms: number; fresh: boolean }
  | { kind: 'expiry'; at: number }
  | { kind: 'call'; at: number }
  | { kind: 'watch'; at: number };

export interface Failure {
  code: string;
  message: string;
}

export interface Author {
  name: string;
  email: string;
  login: string;
}

/** A revision of a source: a commit, an object version, an image digest. */
export interface Revision {
  id: string;
  changeId: string;
  /** commit message, or what the source says of its object */
  message: string;
  author?: Author;
  createdAt: number;
  /** S3: the object's key where an override names another than the action's configuration */
  objectKey?: string;
}
