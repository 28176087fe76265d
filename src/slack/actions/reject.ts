import { toApprovalTarget } from '../reference.ts';
import { REJECT } from '../views/approval.ts';
import { rejectModal } from '../views/modals/reject.ts';
import type { ActionListener } from './listener.ts';
import { notOurs, openedFrom, withReference } from './with-reference.ts';

export const reject: ActionListener = {
  actionId: REJECT,
  react: (clicked) =>
    withReference(clicked.value, (reference) =>
      toApprovalTarget(reference)
        ? { kind: 'open', view: rejectModal(openedFrom(clicked, clicked.value, reference)) }
        : notOurs('incomplete'),
    ),
};
