import type { Reaction, Submitted } from '../clicked.ts';
import type { Reference } from '../reference.ts';

/** What answers one modal. */
export interface SubmissionListener {
  readonly callbackId: string;
  /** the inputs it reads; one that ends in a colon stands for all that begin so */
  readonly inputs: readonly string[];
  react(reference: Reference, submitted: Submitted): Reaction;
}

/** What answers a modal that is about nothing until somebody has picked it there. */
export interface PickListener {
  readonly callbackId: string;
  readonly inputs: readonly string[];
  pick(submitted: Submitted): Reaction;
}
