import { toApprovalTarget } from '../reference.ts';
import { APPROVE } from '../views/approval.ts';
import type { ActionListener } from './listener.ts';
import { notOurs, withReference } from './with-reference.ts';

export const approve: ActionListener = {
  actionId: APPROVE,
  react: ({ value }) =>
    withReference(value, (reference) => {
      const target = toApprovalTarget(reference);
      return target
        ? { kind: 'ask', ask: { kind: 'deed', deed: { kind: 'approve', target, comment: '' } } }
        : notOurs('incomplete');
    }),
};
