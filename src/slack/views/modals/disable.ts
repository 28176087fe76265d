import type { ModalView } from '@slack/types';
import { section, textInput } from '../../blocks.ts';
import { MAX_WORDS } from '../../limits.ts';
import { bold, md, name } from '../../mrkdwn.ts';
import { modal, stageWords } from './modal.ts';
import type { OpenedFrom } from './opened-from.ts';

export const DISABLE_MODAL = 'transition:disable';
export const CLOSE_REASON = 'reason';

export function disableModal({ reference, value, origin }: OpenedFrom): ModalView {
  const what = md`Close the way to ${stageWords(reference)} in ${bold(name(reference.pipeline))}?`;
  return modal({
    callbackId: DISABLE_MODAL,
    title: 'Close the way',
    submit: 'Close',
    reference: value,
    origin,
    blocks: [
      section(md`${what}\nEvery execution waits in front of it until somebody opens it again.`),
      textInput({
        id: CLOSE_REASON,
        label: 'Reason',
        hint: 'Everybody will see this.',
        maxLength: MAX_WORDS.transitionReason,
        optional: false,
      }),
    ],
  });
}
