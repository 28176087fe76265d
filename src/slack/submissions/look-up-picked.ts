import { notOurs } from '../actions/with-reference.ts';
import { toModalOrigin } from '../modal-metadata.ts';
import { pickedPipeline } from '../options/option-value.ts';
import { LOOK_UP_MODAL, PIPELINE_OPTIONS } from '../views/modals/pick-pipeline.ts';
import { loadingModal } from '../views/modals/reading.ts';
import type { PickListener } from './listener.ts';

export const lookUpPicked: PickListener = {
  callbackId: LOOK_UP_MODAL,
  inputs: [PIPELINE_OPTIONS],
  pick(submitted) {
    const of = pickedPipeline(submitted.input(PIPELINE_OPTIONS));
    return of
      ? { kind: 'ask', ask: { kind: 'actions', of }, meanwhile: loadingModal(toModalOrigin(submitted.origin)) }
      : notOurs('not_ours');
  },
};
