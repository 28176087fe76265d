import type { Seed } from './machine/seed.ts';
import type { ArtifactDetail, Configuration, ExecutionMode, PipelineDeclaration, Tag } from './shapes.ts';

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
export type StageStatus = 'InProgress' | 'Stopping' | 'Stopped' | 'Succeeded' | 'Failed' | 'Cancelled';
/** Cancelled is ours: the API has no status for it (choices.ts). */
export type RunStatus = 'InProgress' | 'Succeeded' | 'Failed' | 'Abandoned' | 'Cancelled';

export interface Trigger {
  type:
    | 'CreatePipeline'
    | 'StartPipelineExecution'
    | 'CloudWatchEvent'
    | 'Webhook'
    | 'WebhookV2'
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
  /** actions whose next run fails because a push said so */
  scripted: { stage: string; action: string }[];
}

export interface Place {
  stage: string;
  at: 'gate' | 'inside';
  since: number;
  /** waited longer than the service lets a waiter go on from */
  stale: boolean;
}

export interface StageRun {
  name: string;
  status: StageStatus;
  startedAt: number;
  updatedAt: number;
  /** runs of the present attempt, by id */
  counted: string[];
  manualRetries: number;
  automaticRetries: number;
  lastRetry?: { at: number; trigger: 'ManualStageRetry' | 'AutomatedStageRetry' };
}

export interface ActionRun {
  id: string;
  /** order of starting within the region */
  sequence: number;
  stage: string;
  action: string;
  status: RunStatus;
  startedAt: number;
  updatedAt: number;
  updatedBy?: string;
  timer: Timer | null;
  /** of a manual approval, also after it was answered */
  token?: string;
  answered: boolean;
  /** decided when it started: what it will fail with */
  doom: Failure | null;
  configuration?: Configuration;
  inputs: ArtifactDetail[];
  outputs: ArtifactDetail[];
  variables?: Configuration;
  revision?: Revision;
  externalId?: string;
  externalUrl?: string;
  logStreamArn?: string;
  summary?: string;
  error?: { code: string; message: string };
}

/** `work`: ends at that instant. `held`: paused; `fresh` ones have not been divided by a speed yet. `expiry`: an approval's end of waiting. */
export type Timer =
  | { kind: 'work'; at: number }
  | { kind: 'held'; ms: number; fresh: boolean }
  | { kind: 'expiry'; at: number };

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
