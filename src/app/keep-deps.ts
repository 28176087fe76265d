import type { ChannelId, ExecutionRef } from '../domain/ids.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import type {
  Conversations,
  DetailsDesk,
  Executions,
  Log,
  Messenger,
  PaceStore,
  Reds,
  StoredExecution,
  World,
} from './ports.ts';
import type { RecentBook } from './recent-book.ts';
import type { Turn } from './reserve-slot.ts';
import type { StandingDeps } from './standing.ts';

export interface KeepDeps extends World, StandingDeps {
  readonly executions: Executions;
  readonly reds: Reds;
  readonly details: DetailsDesk;
  readonly structures: Pick<PipelineReads, 'structure'>;
  readonly messenger: Messenger;
  readonly pace: PaceStore;
  /** what is asked for beside the routes of the policy */
  readonly book: RecentBook;
  readonly conversations: Conversations;
  readonly log: Log;
}

/** One walk over the messages of an execution. */
export interface Visit {
  /** epoch ms; the invocation ends soon after */
  readonly stopAt: number;
  /** slots that are done with */
  readonly left: Set<string>;
  /** the message that is called up: its turn has come, whatever pause it was told to make */
  readonly called?: string;
  /** only messages of this channel */
  readonly only?: ChannelId;
  /** channels where one of ours had to step back, and why */
  readonly behind: Map<ChannelId, Extract<Turn, { untilMs: number }>>;
  /** executions that carry the digest of a channel that had no room for our card */
  readonly digests: Map<ChannelId, StoredExecution>;
}

/** Who draws a message now. */
export interface Holder {
  readonly deps: KeepDeps;
  readonly ref: ExecutionRef;
  readonly slot: string;
  readonly owner: string;
  /** epoch ms */
  readonly leaseUntil: number;
  readonly visit: Visit;
  /** an earlier holder may have sent what it did not note */
  readonly unsure: boolean;
}

/** How long one holder may draw a message. Longer than the function's time-out, so that nobody is overtaken while alive. */
export const LEASE_MS = 40_000;
/** No call to Slack is started that could outlive the lease: the client gives up after five seconds. */
export const CALL_MS = 6_000;
/** Ordinary progress waits this long, so that a burst of events is drawn together; a first post a little, for its own burst. */
export const QUIET_MS = 1_000;
export const QUIET_BEFORE_POST_MS = 300;
/** After a lost answer nobody tries again before it must be over. */
export const UNSURE_MS = 45_000;
/** Work ends this long before the function is killed; what is left is due at once and done by the sweep. */
export const SPARE_MS = 7_000;
