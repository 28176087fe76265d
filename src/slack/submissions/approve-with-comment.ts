import { APPROVE_MODAL } from '../views/modals/approve-with-comment.ts';
import { COMMENT } from '../views/modals/reject.ts';
import type { SubmissionListener } from './listener.ts';
import { toDecision } from './to-decision.ts';

export const approveWithComment: SubmissionListener = {
  callbackId: APPROVE_MODAL,
  inputs: [COMMENT],
  react: (reference, submitted) => toDecision('approve', reference, submitted),
};
