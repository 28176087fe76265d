import type { KnownBlock, ModalView } from '@slack/types';
import type { Drawing } from '../../../app/ports.ts';
import { context } from '../../blocks.ts';
import { type ModalOrigin, toMetadata } from '../../modal-metadata.ts';
import { md } from '../../mrkdwn.ts';
import { toBlocks } from '../drawing.ts';
import { saying } from './modal.ts';

/** Opens at once; what it waits for is drawn into it.
 * @param externalId by which it is found again where nobody knows its id yet: that of the operation it waits for */
export function loadingModal(origin: ModalOrigin, externalId?: string): ModalView {
  return readingModal([context(md`Looking how things stand…`)], origin, externalId);
}

/** A private answer in the modal from which it was asked; its buttons know where that was opened. */
export function filledModal(origin: ModalOrigin, drawing: Drawing, externalId?: string): ModalView {
  return readingModal(toBlocks(drawing), origin, externalId);
}

function readingModal(blocks: readonly KnownBlock[], origin: ModalOrigin, externalId: string | undefined): ModalView {
  return {
    ...saying('Signalbox', blocks),
    private_metadata: toMetadata('', origin),
    ...(externalId === undefined ? {} : { external_id: externalId }),
  };
}
