import { notOurs } from '../actions/with-reference.ts';
import { pickedPipeline } from '../options/option-value.ts';
import { PIPELINE_OPTIONS, START_MODAL } from '../views/modals/pick-pipeline.ts';
import type { PickListener } from './listener.ts';

export const startPicked: PickListener = {
  callbackId: START_MODAL,
  inputs: [PIPELINE_OPTIONS],
  pick(submitted) {
    const target = pickedPipeline(submitted.input(PIPELINE_OPTIONS));
    return target ? { kind: 'form', wish: { form: 'start', target } } : notOurs('not_ours');
  },
};
