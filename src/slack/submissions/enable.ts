import { notOurs } from '../actions/with-reference.ts';
import { ENABLE_MODAL } from '../views/modals/enable.ts';
import type { SubmissionListener } from './listener.ts';
import { toTransition } from './to-transition.ts';

export const enable: SubmissionListener = {
  callbackId: ENABLE_MODAL,
  inputs: [],
  react(reference) {
    const target = toTransition(reference);
    return target ? { kind: 'ask', ask: { kind: 'deed', deed: { kind: 'enable', target } } } : notOurs('incomplete');
  },
};
