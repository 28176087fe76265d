import { COMMENT, REJECT_MODAL } from '../views/modals/reject.ts';
import type { SubmissionListener } from './listener.ts';
import { toDecision } from './to-decision.ts';

export const reject: SubmissionListener = {
  callbackId: REJECT_MODAL,
  inputs: [COMMENT],
  react: (reference, submitted) => toDecision('reject', reference, submitted),
};
