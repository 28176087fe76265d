import type { JobAction } from '../../domain/job.ts';
import type { FailureType, JobDetails } from '../job-ports.ts';

/** One piece of work: the action that waits for it, and what this work said when it asked to be continued. */
export interface Work {
  readonly action: JobAction;
  readonly token?: string;
}

/** How work stands after one look at it. */
export type Worked =
  /** `variables`: what later actions may use */
  | { readonly kind: 'success'; readonly variables: Readonly<Record<string, string>>; readonly details: JobDetails }
  /** the message says what is wrong and what would be right, to whoever wrote the pipeline */
  | { readonly kind: 'failure'; readonly type: FailureType; readonly message: string }
  /** Look again.
   * `afterMs`: not before; a job is continued after 15 minutes in any case. `token`: at most 1,500 characters. */
  | { readonly kind: 'continue'; readonly afterMs: number; readonly token: string; readonly details: JobDetails };

/** Looks at the work. It may be called again for the same job, so what it does it does once. */
export type LookAt = (work: Work) => Promise<Worked>;

/** What the author of a pipeline wrote, as JSON has it. */
export type Written = Readonly<Record<string, unknown>>;

/** A kind of work, picked by the key that parameters have: `{"ask": …}`, `{"notify": …}`. */
export interface JobKind {
  readonly key: string;
  /** @returns the fault in words: the field, and what was expected */
  read(written: Written): LookAt | Fault;
}

export interface Fault {
  readonly fault: string;
}

/** What a reader of parameters gives. */
export type ReadParameters<P> = (written: Written) => { readonly parameters: P } | Fault;
