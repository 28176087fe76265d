import type { OperationId, UserId } from './ids.ts';

/** What one person said to one run of an approval. It stands until the decision; a later one takes its place. */
export interface Vote {
  readonly operationId: OperationId;
  readonly verdict: 'approved' | 'rejected';
  readonly by: UserId;
  readonly byName: string;
  readonly comment?: string;
  /** ISO */
  readonly at: string;
  /** the reason for going past the rule, by those whom the rule lets do so */
  readonly breakGlass?: string;
}

export interface Quorums {
  readonly approvals: number;
  readonly rejections: number;
  /** absent: the rule has no way past it */
  readonly breakGlass?: number;
}

export type Tally =
  | { readonly kind: 'decided'; readonly verdict: Vote['verdict']; readonly counted: readonly Vote[] }
  | { readonly kind: 'open'; readonly approvals: readonly Vote[]; readonly rejections: readonly Vote[] };

/** Counts votes that were judged just now. Each person has one; a rejection wins over an approval that is complete at the same time. */
export function countVotes(votes: readonly Vote[], quorums: Quorums): Tally {
  const said = (verdict: Vote['verdict']) => votes.filter((vote) => vote.verdict === verdict);
  const rejections = said('rejected');
  if (rejections.length >= quorums.rejections) return { kind: 'decided', verdict: 'rejected', counted: rejections };
  const loud = said('approved').filter(({ breakGlass }) => breakGlass !== undefined);
  if (quorums.breakGlass !== undefined && loud.length >= quorums.breakGlass)
    return { kind: 'decided', verdict: 'approved', counted: loud };
  const approvals = said('approved').filter(({ breakGlass }) => breakGlass === undefined);
  if (approvals.length >= quorums.approvals) return { kind: 'decided', verdict: 'approved', counted: approvals };
  return { kind: 'open', approvals, rejections };
}
