import type { Deed, Operation, Refusal } from '../../domain/operation.ts';
import type { Place } from '../../domain/permissions.ts';
import type { PipelineReads, PipelineWrites } from '../codepipeline-ports.ts';
import type { JobCalls } from '../job-ports.ts';
import type { Claims, Conversations, Executions, Freezes, LastGoods, Subscriptions, World } from '../ports.ts';
import type { StandingDeps } from '../standing.ts';

export interface DeedDeps extends World, StandingDeps {
  readonly executions: Executions;
  readonly claims: Claims;
  readonly lastGoods: LastGoods;
  /** in the name of the person, as are the writes */
  readonly reads: PipelineReads;
  readonly writes: PipelineWrites;
  readonly calls: JobCalls;
  readonly structures: Pick<PipelineReads, 'structure'>;
  readonly freezes: Freezes;
  readonly subscriptions: Subscriptions;
  readonly conversations: Conversations;
  /** The ways of frozen stages are closed and opened now rather than with the next minute. Best effort. */
  wakeSchedule(): Promise<void>;
}

/** One deed by one allowed person. */
export interface DeedContext<D extends Deed = Deed> {
  readonly operation: Omit<Operation, 'deed'> & { readonly deed: D };
  readonly byName: string;
  /** of a freeze: the first of them */
  readonly place: Place;
  readonly places: readonly Place[];
  /** an earlier delivery may have acted already: look before acting */
  readonly resumed: boolean;
  /** why it may not be done any more, or not by this person; what an earlier delivery did is still told */
  readonly barred?: Refusal;
}
