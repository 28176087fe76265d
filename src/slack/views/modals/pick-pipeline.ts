import type { InputBlock, ModalView } from '@slack/types';
import { plainText } from '../../blocks.ts';
import { MAX } from '../../limits.ts';
import { type ModalOrigin, toMetadata } from '../../modal-metadata.ts';

export const START_MODAL = 'pipeline:pick';
export const LOOK_UP_MODAL = 'pipeline:look-up';
/** of the input, and of the list that loads as one types */
export const PIPELINE_OPTIONS = 'options:pipeline';

export function startModal(origin: ModalOrigin): ModalView {
  return pickModal(START_MODAL, 'Start a pipeline', 'Next', origin);
}

export function lookUpModal(origin: ModalOrigin): ModalView {
  return pickModal(LOOK_UP_MODAL, 'Look up a pipeline', 'Show', origin);
}

function pickModal(callbackId: string, title: string, submit: string, origin: ModalOrigin): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: toMetadata('', origin),
    title: plainText(title, MAX.modalTitle),
    submit: plainText(submit, MAX.modalTitle),
    close: plainText('Cancel', MAX.modalTitle),
    blocks: [pipelineInput()],
  };
}

/** From the first character on: people know their pipelines by more than their first letters. */
function pipelineInput(): InputBlock {
  return {
    type: 'input',
    block_id: PIPELINE_OPTIONS,
    label: plainText('Pipeline', MAX.inputLabel),
    element: {
      type: 'external_select',
      action_id: PIPELINE_OPTIONS,
      placeholder: plainText('Part of its name', MAX.placeholder),
      min_query_length: 0,
    },
  };
}
