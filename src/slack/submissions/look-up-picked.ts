import { notOurs } from '../actions/with-reference.ts';
import { pickedPipeline } from '../options/option-value.ts';
import { LOOK_UP_MODAL, PIPELINE_OPTIONS } from '../views/modals/pick-pipeline.ts';
import type { PickListener } from './listener.ts';

export const lookUpPicked: PickListener = {
  callbackId: LOOK_UP_MODAL,
  inputs: [PIPELINE_OPTIONS],
  pick(submitted) {
    const of = pickedPipeline(submitted.input(PIPELINE_OPTIONS));
    return of ? { kind: 'load', ask: { kind: 'actions', of } } : notOurs('not_ours');
  },
};
