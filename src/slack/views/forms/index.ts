import type { ModalView } from '@slack/types';
import type { Form } from '../../../app/forms/form.ts';
import type { OperationId } from '../../../domain/ids.ts';
import type { Origin } from '../../../domain/operation.ts';
import { assertNever } from '../../assert-never.ts';
import { drawAnswer } from '../answers/index.ts';
import { toBlocks } from '../drawing.ts';
import { saying } from '../modals/modal.ts';
import { overrideForm } from './override.ts';
import { rollbackForm } from './rollback.ts';
import { startForm } from './start.ts';

/** Draws a form with its questions, or with the reason why there are none.
 * @param operationId the reference that a failure names */
export function drawForm(form: Form, { channel, messageTs }: Origin, operationId: OperationId): ModalView {
  const origin = {
    ...(channel === undefined ? {} : { channel }),
    ...(messageTs === undefined ? {} : { messageTs }),
  };
  switch (form.kind) {
    case 'start':
      return startForm(form, origin);
    case 'rollback':
      return rollbackForm(form.choice, origin);
    case 'override':
      return overrideForm(form, origin);
    case 'told':
      return saying('Not now', toBlocks(drawAnswer(form.answer, operationId)));
    default:
      return assertNever(form);
  }
}
