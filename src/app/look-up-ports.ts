import type { Trigger } from '../domain/execution-event.ts';
import type { AccountRegion, ExecutionId, ExecutionRef, PipelineRef } from '../domain/ids.ts';
import type { TypeName } from '../domain/shown-configuration.ts';

/** What CodePipeline is asked only by people who read. `undefined` means that it knows no such pipeline, execution or type, or that the
 * account is not served; so does `[]` of what belongs to a pipeline.
 * @throws NoAccessError when the role of the account cannot be assumed
 * @throws DeniedError when it lacks a permission */
export interface PipelineLookUps {
  /** The definition as it is now, without what may be secret in it. */
  outline(ref: PipelineRef): Promise<Outline | undefined>;
  execution(ref: ExecutionRef): Promise<ExecutionDetail | undefined>;
  /** What the rules of stage conditions said, newest first. @returns a hundred at most */
  ruleRuns(ref: PipelineRef): Promise<RuleRun[]>;
  /** Where the newest deploy actions put what they deployed. */
  deployTargets(ref: PipelineRef, runId: string): Promise<DeployTarget[]>;
  tags(ref: PipelineRef): Promise<readonly Tag[]>;
  /** Providers of rules that conditions may have there. */
  ruleTypes(place: AccountRegion): Promise<readonly string[]>;
  actionTypes(place: AccountRegion): Promise<ActionTypeSummary[]>;
  /** @returns undefined also for types that were not made with an integration model, such as AWS's own */
  actionType(place: AccountRegion, id: ActionTypeId): Promise<ActionTypeDetail | undefined>;
  webhooks(place: AccountRegion): Promise<Webhook[]>;
}

/** Loaded when somebody asks: most deliveries need none of it. */
export type LoadLookUps = () => Promise<PipelineLookUps>;

/** A pipeline's definition, as much of it as anybody may read. */
export interface Outline {
  readonly version: number;
  readonly type: 'V1' | 'V2';
  readonly mode: 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';
  /** ISO */
  readonly changedAt?: string;
  readonly stages: readonly OutlineStage[];
  readonly variables: readonly OutlineVariable[];
  readonly triggers: readonly OutlineTrigger[];
}

export interface OutlineStage {
  readonly name: string;
  readonly actions: readonly OutlineAction[];
  readonly conditions: readonly OutlineCondition[];
  /** what CodePipeline does by itself when the stage fails */
  readonly onFailure?: 'ROLLBACK' | 'RETRY' | 'FAIL' | 'SKIP';
}

export interface OutlineAction extends TypeName {
  readonly name: string;
  readonly version: string;
  readonly runOrder: number;
  /** where that is not the pipeline's own */
  readonly region?: string;
  /** the keys that may be shown */
  readonly configuration: Readonly<Record<string, string>>;
}

export interface OutlineCondition {
  readonly when: 'beforeEntry' | 'onSuccess' | 'onFailure';
  readonly result?: 'ROLLBACK' | 'RETRY' | 'FAIL' | 'SKIP';
  readonly rules: readonly {
    readonly name: string;
    readonly provider: string;
    readonly configuration: Readonly<Record<string, string>>;
  }[];
}

export interface OutlineVariable {
  readonly name: string;
  readonly description?: string;
  /** a start must give it a value */
  readonly required: boolean;
}

export interface OutlineTrigger {
  /** the source action */
  readonly action: string;
  /** one of them is enough: `push to main`, `pull request open, updated` */
  readonly on: readonly string[];
}

export interface ExecutionDetail {
  readonly executionId: ExecutionId;
  readonly version: number;
  readonly status: string;
  /** what CodePipeline says of the status */
  readonly summary?: string;
  readonly revisions: readonly { readonly name: string; readonly revisionId: string; readonly message?: string }[];
  /** names of its variables: their values may be secrets */
  readonly variables: readonly string[];
  readonly trigger?: Trigger;
  readonly rollbackOf?: ExecutionId;
}

export interface RuleRun {
  readonly executionId: ExecutionId;
  readonly stage: string;
  readonly rule: string;
  readonly provider: string;
  readonly status: 'InProgress' | 'Abandoned' | 'Succeeded' | 'Failed';
  readonly summary?: string;
  readonly error?: string;
  /** ISO */
  readonly at?: string;
}

export interface DeployTarget {
  readonly id: string;
  /** `EC2_INSTANCE` … */
  readonly type: string;
  readonly status: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** the step that failed, and what it said */
  readonly failed?: { readonly step: string; readonly message?: string };
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface ActionTypeId extends TypeName {
  readonly version: string;
}

export interface ActionTypeSummary {
  readonly id: ActionTypeId;
  /** names of what is configured */
  readonly properties: readonly string[];
  readonly inputs: Counts;
  readonly outputs: Counts;
}

/** of artifacts */
export interface Counts {
  readonly least: number;
  readonly most: number;
}

export interface ActionTypeDetail extends ActionTypeSummary {
  readonly description?: string;
  readonly executor: 'JobWorker' | 'Lambda';
}

/** Its URL is a secret and stays in CodePipeline. */
export interface Webhook extends PipelineRef {
  readonly name: string;
  readonly action: string;
  readonly authentication: string;
  readonly filters: readonly string[];
  /** ISO */
  readonly triggeredAt?: string;
  readonly error?: string;
}
