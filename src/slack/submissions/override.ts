import { RunKey } from '../../domain/ids.ts';
import { notOurs } from '../actions/with-reference.ts';
import { toExecutionRef } from '../reference.ts';
import { OVERRIDE_FORM, OVERRIDE_WHICH } from '../views/forms/ids.ts';
import { sentForm } from '../views/forms/waiting.ts';
import type { SubmissionListener } from './listener.ts';

export const override: SubmissionListener = {
  callbackId: OVERRIDE_FORM,
  inputs: [OVERRIDE_WHICH],
  react(reference, { input }) {
    const execution = toExecutionRef(reference);
    const [place, run = ''] = input(OVERRIDE_WHICH).split(':');
    if (!execution || reference.stage === undefined || run === '') return notOurs('incomplete');
    if (place !== 'entry' && place !== 'success') return notOurs('incomplete');
    const target = { ...execution, stage: reference.stage, run: RunKey(run) };
    return {
      kind: 'ask',
      ask: { kind: 'deed', deed: { kind: 'override', target, place } },
      meanwhile: sentForm('override'),
    };
  },
};
