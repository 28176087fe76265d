import { AccountId, type ChannelId, ExecutionId, type ExecutionRef } from './ids.ts';

/** What a channel is told of a freeze, each once. */
export interface FreezeNotice {
  readonly kind: 'notice';
  readonly what: 'began' | 'ends_soon' | 'ended' | 'lifted' | 'by_hand' | 'slipped_in';
  /** tells this one from others of its sort and freeze, '' where there is one only */
  readonly key: string;
  readonly channel: ChannelId;
  /** so many as are told; `more` are not */
  readonly pipelines: readonly string[];
  readonly more: number;
  /** a name, or a glob; absent: those that somebody has to approve */
  readonly stages?: string;
  readonly reason: string;
  /** who ordered or lifted it; absent: the policy */
  readonly byName?: string;
  /** ISO */
  readonly until?: string;
  /** what stands before closed ways and goes in at the end */
  readonly waiting: readonly Waiter[];
  /** the one that was let through, or the one that came in with it */
  readonly executionId?: string;
  /** of a change by hand: somebody opened it */
  readonly open?: boolean;
}

export interface Waiter {
  readonly pipeline: string;
  readonly stage: string;
  readonly executionId: string;
}

/** So long before the end of a freeze the channels hear what will go out. */
export const WARN_MS = 15 * 60_000;

/** When there is something to tell again of the freeze that an item is about. */
export function nextNoticeAt(told: readonly FreezeNotice[], nowMs: number): number | undefined {
  const ends = told.flatMap(({ what, until }) => (what === 'began' && until ? Date.parse(until) : []));
  return ends
    .flatMap((end) => [end - WARN_MS, end])
    .filter((at) => at > nowMs)
    .toSorted((a, b) => a - b)[0];
}

/** The item that carries what is told of a freeze: kept like the messages of an execution, and of none. No pipeline has such a name. */
export function noticesRef(freezeId: string): ExecutionRef {
  return { account: AccountId('-'), region: '-', pipeline: '*', executionId: ExecutionId(freezeId) };
}

export function carriesNotices({ account, pipeline }: ExecutionRef): boolean {
  return account === '-' && pipeline === '*';
}
