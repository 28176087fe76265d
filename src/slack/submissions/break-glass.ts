import { notOurs } from '../actions/with-reference.ts';
import { toApprovalTarget } from '../reference.ts';
import { BREAK_GLASS_MODAL, REASON } from '../views/modals/break-glass.ts';
import type { SubmissionListener } from './listener.ts';

export const breakGlass: SubmissionListener = {
  callbackId: BREAK_GLASS_MODAL,
  inputs: [REASON],
  react(reference, { input }) {
    const target = toApprovalTarget(reference);
    if (!target) return notOurs('incomplete');
    return {
      kind: 'ask',
      ask: { kind: 'deed', deed: { kind: 'approve', target, comment: '', breakGlass: input(REASON).trim() } },
    };
  },
};
