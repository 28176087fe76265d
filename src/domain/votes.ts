import type { Unknowns } from './contributors.ts';
import type { OperationId, UserId } from './ids.ts';
import { NOT_AFTER_MS } from './operation.ts';
import type { Given } from './question.ts';

/** Approvals are approved or rejected, questions answered. */
export type Said = 'approved' | 'rejected' | 'answered';

/** What one person said to one run of an approval. It stands until the decision; a later one takes its place. */
export interface Vote {
  readonly operationId: OperationId;
  readonly verdict: Said;
  /** to a question */
  readonly answer?: Given;
  readonly by: UserId;
  readonly byName: string;
  readonly comment?: string;
  /** ISO */
  readonly at: string;
  /** ISO; when its operation may not be carried out any more. Absent in decisions of an earlier version */
  readonly notAfter?: string;
  /** the reason for going past the rule, by those whom the rule lets do so */
  readonly breakGlass?: string;
  /** what was not known then of who made the change, where that made one approval more necessary */
  readonly unknown?: Unknowns;
  /** how many approvals were necessary then, where they were more than the rule's own number */
  readonly need?: number;
}

/** Until when a vote may decide (epoch ms). */
export function lastMomentOf({ at, notAfter }: Vote): number {
  return notAfter === undefined ? Date.parse(at) + NOT_AFTER_MS : Date.parse(notAfter);
}

export interface Quorums {
  readonly approvals: number;
  readonly rejections: number;
  /** absent: the rule has no way past it */
  readonly breakGlass?: number;
}

export type Tally =
  /** `counted`: earliest first, but for the vote of whoever counts, which is the last */
  | { readonly kind: 'decided'; readonly verdict: Vote['verdict']; readonly counted: readonly Vote[] }
  | {
      readonly kind: 'open';
      readonly approvals: readonly Vote[];
      readonly rejections: readonly Vote[];
      /** approvals past the rule, which are counted for themselves */
      readonly loud: readonly Vote[];
    };

/** Counts votes that were judged just now. Each person has one; a rejection wins over an approval that is complete at the same time.
 * @param last the vote of whoever counts: it is among those that decide, with as many of the earliest others as are needed */
export function countVotes(votes: readonly Vote[], quorums: Quorums, last?: Vote): Tally {
  const inOrder = votes.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const said = (verdict: Vote['verdict']) => inOrder.filter((vote) => vote.verdict === verdict);
  const decided = (verdict: Vote['verdict'], complete: readonly Vote[], needed: number): Tally => {
    const mine = complete.filter(({ operationId }) => operationId === last?.operationId);
    const others = complete.filter((vote) => !mine.includes(vote)).slice(0, needed - mine.length);
    return { kind: 'decided', verdict, counted: [...others, ...mine] };
  };
  const rejections = said('rejected');
  if (rejections.length >= quorums.rejections) return decided('rejected', rejections, quorums.rejections);
  const loud = said('approved').filter(({ breakGlass }) => breakGlass !== undefined);
  if (quorums.breakGlass !== undefined && loud.length >= quorums.breakGlass)
    return decided('approved', loud, quorums.breakGlass);
  const approvals = said('approved').filter(({ breakGlass }) => breakGlass === undefined);
  if (approvals.length >= quorums.approvals) return decided('approved', approvals, quorums.approvals);
  return { kind: 'open', approvals, rejections, loud };
}
