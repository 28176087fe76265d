import type { ModalView } from '@slack/types';
import { section, textInput } from '../../blocks.ts';
import { MAX_WORDS } from '../../limits.ts';
import { md } from '../../mrkdwn.ts';
import { modal, targetWords } from './modal.ts';
import type { OpenedFrom } from './opened-from.ts';

export const REJECT_MODAL = 'approval:reject';
export const COMMENT = 'comment';

/** Whoever refuses says why: the words go to CodePipeline and to everybody. */
export function rejectModal({ reference, value, origin }: OpenedFrom): ModalView {
  return modal({
    callbackId: REJECT_MODAL,
    title: 'Reject',
    submit: 'Reject',
    reference: value,
    origin,
    blocks: [
      section(md`${targetWords(reference)}\nThe execution fails in this stage. It can be retried later.`),
      textInput({
        id: COMMENT,
        label: 'Why?',
        hint: 'Everybody will see this.',
        maxLength: MAX_WORDS.approvalComment,
        optional: false,
      }),
    ],
  });
}
