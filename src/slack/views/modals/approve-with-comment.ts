import type { ModalView } from '@slack/types';
import { section, textInput } from '../../blocks.ts';
import { MAX_WORDS } from '../../limits.ts';
import { modal, targetWords } from './modal.ts';
import type { OpenedFrom } from './opened-from.ts';
import { COMMENT } from './reject.ts';

export const APPROVE_MODAL = 'approval:with-comment';

export function approveWithCommentModal({ reference, value, origin }: OpenedFrom): ModalView {
  return modal({
    callbackId: APPROVE_MODAL,
    title: 'Approve',
    submit: 'Approve',
    reference: value,
    origin,
    blocks: [
      section(targetWords(reference)),
      textInput({
        id: COMMENT,
        label: 'Comment',
        hint: 'Everybody will see this.',
        maxLength: MAX_WORDS.approvalComment,
        optional: false,
      }),
    ],
  });
}
