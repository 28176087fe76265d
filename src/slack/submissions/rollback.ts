import { ExecutionId } from '../../domain/ids.ts';
import { notOurs } from '../actions/with-reference.ts';
import { toExecutionRef } from '../reference.ts';
import { ROLLBACK_FORM, ROLLBACK_TO } from '../views/forms/ids.ts';
import { sentForm } from '../views/forms/waiting.ts';
import type { SubmissionListener } from './listener.ts';

export const rollback: SubmissionListener = {
  callbackId: ROLLBACK_FORM,
  inputs: [ROLLBACK_TO],
  react(reference, { input }) {
    const execution = toExecutionRef(reference);
    const to = input(ROLLBACK_TO);
    if (!execution || reference.stage === undefined || to === '') return notOurs('incomplete');
    const target = { ...execution, stage: reference.stage };
    return {
      kind: 'ask',
      ask: { kind: 'deed', deed: { kind: 'rollback', target, to: ExecutionId(to) } },
      meanwhile: sentForm('rollback'),
    };
  },
};
