import type { ModalOrigin } from '../../modal-metadata.ts';
import type { Reference } from '../../reference.ts';

/** What a modal is opened with: the reference of the button that was pressed, read and as it came, and where that was. */
export interface OpenedFrom {
  readonly reference: Reference;
  readonly value: string;
  readonly origin: ModalOrigin;
}
