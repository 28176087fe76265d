import type { Deed, Operation } from '../../domain/operation.ts';
import type { PipelineReads, PipelineWrites } from '../codepipeline-ports.ts';
import type { Claims, Executions, World } from '../ports.ts';

export interface DeedDeps extends World {
  readonly executions: Executions;
  readonly claims: Claims;
  /** in the name of the person, as are the writes */
  readonly reads: PipelineReads;
  readonly writes: PipelineWrites;
}

/** One deed by one allowed person. */
export interface DeedContext<D extends Deed = Deed> {
  readonly operation: Omit<Operation, 'deed'> & { readonly deed: D };
  readonly byName: string;
  /** an earlier delivery may have acted already: look before acting */
  readonly resumed: boolean;
  /** too late to act; what an earlier delivery did is still told */
  readonly expired: boolean;
}
