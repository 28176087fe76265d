import type { ModalView } from '@slack/types';
import { section, textInput } from '../../blocks.ts';
import { bold, md, name } from '../../mrkdwn.ts';
import { modal } from './modal.ts';
import type { OpenedFrom } from './opened-from.ts';

export const DELETE_MODAL = 'definition:delete';
export const TYPED_NAME = 'name';
/** CodePipeline's own */
const NAME_AT_MOST = 100;

export function deleteModal({ reference, value, origin }: OpenedFrom): ModalView {
  const pipeline = bold(name(reference.pipeline, 500));
  return modal({
    callbackId: DELETE_MODAL,
    title: 'Delete a pipeline',
    submit: 'Delete',
    reference: value,
    origin,
    blocks: [
      section(md`${pipeline} goes with its history, and so does what runs in it. Nobody can bring it back.`),
      textInput({
        id: TYPED_NAME,
        label: 'Type its name',
        maxLength: NAME_AT_MOST,
        optional: false,
      }),
    ],
  });
}
