import { notOurs } from '../actions/with-reference.ts';
import type { Reaction, Submitted } from '../clicked.ts';
import { type Reference, toApprovalTarget } from '../reference.ts';
import { COMMENT } from '../views/modals/reject.ts';

/** An answer to an approval, with the words that were typed. */
export function toDecision(kind: 'approve' | 'reject', reference: Reference, { input }: Submitted): Reaction {
  const target = toApprovalTarget(reference);
  if (!target) return notOurs('incomplete');
  return { kind: 'ask', ask: { kind: 'deed', deed: { kind, target, comment: input(COMMENT).trim() } } };
}
