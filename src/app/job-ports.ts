import type { RunKey } from '../domain/ids.ts';
import type { JobAction, JobRef } from '../domain/job.ts';
import type { FailureAdvice } from '../domain/operation.ts';

/** Why a job failed, in CodePipeline's words. */
export type FailureType = 'JobFailed' | 'ConfigurationError' | 'PermissionError' | 'SystemUnavailable';

/** What a person who looks at the action in the console reads of its work. */
export interface JobDetails {
  /** at most 2,048 characters; longer text is cut */
  readonly summary?: string;
  /** what the URL of the action type is made with */
  readonly externalId?: string;
  /** 0 to 100 */
  readonly percent?: number;
}

/** What CodePipeline said to a result. */
export type JobAnswer =
  | { readonly kind: 'done' }
  /** the job has ended, was continued, or is not known (any more) */
  | { readonly kind: 'over' }
  /** nothing was changed */
  | { readonly kind: 'failed'; readonly code: string; readonly advice: FailureAdvice }
  /** the answer was lost, it may have been taken */
  | { readonly kind: 'unknown' };

/** What job workers say to CodePipeline, whichever door the work came through. */
export interface JobCalls {
  /** The action that a function's job is for.
   * @returns undefined when CodePipeline does not tell */
  actionOf(job: JobRef): Promise<JobAction | undefined>;
  succeed(job: JobRef, variables: Readonly<Record<string, string>>, details: JobDetails): Promise<JobAnswer>;
  /** Ends this job and has the next one made, which is told the token. */
  proceed(job: JobRef, token: string, details: JobDetails): Promise<JobAnswer>;
  /** @param message for whoever looks at the action in the console; at most 5,000 characters */
  fail(job: JobRef, type: FailureType, message: string): Promise<JobAnswer>;
}

/** Work that was taken and has not been understood yet. */
export interface TakenJob extends JobRef {
  /** of the action, its variables resolved. Artifact credentials stay at the door. */
  readonly configuration: Readonly<Record<string, string>>;
  /** what the job before it was continued with */
  readonly token?: string;
  /** absent: it has to be found out */
  readonly action?: JobAction;
}

/** A run of an action that calls a function, as its configuration was resolved. */
export interface FunctionRun {
  readonly stage: string;
  readonly action: string;
  readonly run: RunKey;
  readonly configuration: Readonly<Record<string, string>>;
}
