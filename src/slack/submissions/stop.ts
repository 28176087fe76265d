import { notOurs } from '../actions/with-reference.ts';
import { toExecutionRef } from '../reference.ts';
import { STOP_HOW, STOP_MODAL, STOP_REASON, STOP_WAYS } from '../views/modals/stop.ts';
import type { SubmissionListener } from './listener.ts';

export const stop: SubmissionListener = {
  callbackId: STOP_MODAL,
  inputs: [STOP_HOW, STOP_REASON],
  react(reference, { input }) {
    const execution = toExecutionRef(reference);
    if (!execution || reference.run === undefined) return notOurs('incomplete');
    const target = { ...execution, run: reference.run };
    const abandon = input(STOP_HOW) === STOP_WAYS.abandon;
    return {
      kind: 'ask',
      ask: { kind: 'deed', deed: { kind: 'stop', target, abandon, reason: input(STOP_REASON).trim() } },
    };
  },
};
