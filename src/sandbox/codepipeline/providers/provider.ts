import type { Dice } from '../machine/seed.ts';
import type { ActionDeclaration, Configuration, SourceRevisionOverride } from '../shapes.ts';
import type { Failure, Job, Revision, Trigger } from '../state.ts';

/** An action as the provider that carries it out gets to know it. */
export interface Work {
  accountId: string;
  /** the action's own Region */
  region: string;
  pipeline: string;
  action: ActionDeclaration;
  /** with its variables resolved */
  configuration: Configuration;
  runId: string;
  dice: Dice;
}

/** What a provider says of its work; members that it leaves out stay as they were. */
export interface Report {
  externalId?: string;
  externalUrl?: string;
  logStreamArn?: string;
  summary?: string;
  variables?: Configuration;
  targets?: { id: string; type: string }[];
}

/** A simulated action provider. */
export interface Provider {
  /** least and most input and output artifacts */
  inputs: readonly [number, number];
  outputs: readonly [number, number];
  /** shortest and longest simulated duration at speed 1 */
  seconds: readonly [number, number];
  /** who does the work, when nothing of it is simulated; a function only where functions are called */
  worker?: Job['worker'];
  /** configuration keys whose values are never given back */
  secrets?: readonly string[];
  begin?(work: Work): Report;
  succeed?(work: Work, externalId: string): Report;
  /** an error as this provider words it */
  fail(work: Work, externalId: string): Failure;
  /** link to the provider's page of what the action works on */
  entityUrl?(work: Omit<Work, 'runId' | 'dice'>): string | undefined;
  /** link to the outside work, from the id that a job worker gave it */
  executionUrl?(work: Pick<Work, 'configuration'>, externalId: string): string | undefined;
  /** present on source providers */
  source?: Source;
}

export interface Source {
  /** names the place that revisions come to: actions of different pipelines can share it */
  key(configuration: Configuration): string;
  /** the id that a new revision gets */
  newId(dice: Dice): string;
  /** types of StartPipelineExecution's source overrides that fit */
  overrides: readonly SourceRevisionOverride['revisionType'][];
  /** `revisionSummary` of the API */
  summary(revision: Revision, configuration: Configuration): string | undefined;
  url(revision: Revision, configuration: Configuration, region: string): string | undefined;
  variables(revision: Revision, configuration: Configuration, accountId: string, region: string): Configuration;
  /** what starts an execution after a push; `declared`: the pipeline has a trigger declaration for the action */
  trigger(
    place: { accountId: string; region: string; pipeline: string },
    configuration: Configuration,
    declared: boolean,
  ): Trigger;
}

/** ISO with whole seconds, as the sources' output variables have it. */
export const isoSeconds = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
