import type { ModalView } from '@slack/types';
import { section, textInput } from '../../blocks.ts';
import { MAX_WORDS } from '../../limits.ts';
import { md } from '../../mrkdwn.ts';
import { modal, targetWords } from './modal.ts';
import type { OpenedFrom } from './opened-from.ts';

export const BREAK_GLASS_MODAL = 'approval:break-glass';
export const REASON = 'reason';

export function breakGlassModal({ reference, value, origin }: OpenedFrom): ModalView {
  return modal({
    callbackId: BREAK_GLASS_MODAL,
    title: 'Break glass',
    submit: 'Break glass',
    reference: value,
    origin,
    blocks: [
      section(targetWords(reference)),
      section(md`This goes past the rule. Every channel of the pipeline is told that you did it, and why.`),
      textInput({ id: REASON, label: 'Why?', maxLength: MAX_WORDS.approvalComment, optional: false }),
    ],
  });
}
