import type { KnownBlock, ModalView } from '@slack/types';
import type { Drawing } from '../../../app/ports.ts';
import { context, plainText } from '../../blocks.ts';
import { MAX } from '../../limits.ts';
import { type ModalOrigin, toMetadata } from '../../modal-metadata.ts';
import { md } from '../../mrkdwn.ts';
import { toBlocks } from '../drawing.ts';

export const READING_MODAL = 'answer';

/** Opens at once; what it waits for is drawn into it.
 * @param externalId by which it is found again: the id of the operation that it waits for */
export function loadingModal(externalId: string, origin: ModalOrigin): ModalView {
  return readingModal(externalId, origin, [context(md`Looking how things stand…`)]);
}

/** A private answer in the modal from which it was asked. */
export function filledModal(externalId: string, origin: ModalOrigin, drawing: Drawing): ModalView {
  return readingModal(externalId, origin, toBlocks(drawing));
}

function readingModal(externalId: string, origin: ModalOrigin, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    callback_id: READING_MODAL,
    external_id: externalId,
    private_metadata: toMetadata('', origin),
    title: plainText('Pipeline actions', MAX.modalTitle),
    close: plainText('Close', MAX.modalTitle),
    blocks,
  };
}
