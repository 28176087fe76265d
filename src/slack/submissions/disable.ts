import { notOurs } from '../actions/with-reference.ts';
import { CLOSE_REASON, DISABLE_MODAL } from '../views/modals/disable.ts';
import type { SubmissionListener } from './listener.ts';
import { toTransition } from './to-transition.ts';

export const disable: SubmissionListener = {
  callbackId: DISABLE_MODAL,
  inputs: [CLOSE_REASON],
  react(reference, { input }) {
    const target = toTransition(reference);
    if (!target) return notOurs('incomplete');
    return {
      kind: 'ask',
      ask: { kind: 'deed', deed: { kind: 'disable', target, reason: input(CLOSE_REASON).trim() } },
    };
  },
};
