import type { InputBlock, ModalView } from '@slack/types';
import { radioInput, section, textInput } from '../../blocks.ts';
import { MAX_WORDS } from '../../limits.ts';
import { modal, targetWords } from './modal.ts';
import type { OpenedFrom } from './opened-from.ts';

export const STOP_MODAL = 'execution:stop';
export const STOP_HOW = 'how';
export const STOP_REASON = 'reason';
/** The two ways that CodePipeline has. */
export const STOP_WAYS = { wait: 'wait', abandon: 'abandon' } as const;

export function stopModal({ reference, value, origin }: OpenedFrom): ModalView {
  return modal({
    callbackId: STOP_MODAL,
    title: 'Stop execution',
    submit: 'Stop',
    reference: value,
    origin,
    blocks: [
      section(targetWords(reference)),
      howInput(),
      textInput({
        id: STOP_REASON,
        label: 'Reason',
        hint: 'Everybody will see this.',
        maxLength: MAX_WORDS.stopReason,
        optional: true,
      }),
    ],
  });
}

function howInput(): InputBlock {
  const ways = [
    {
      value: STOP_WAYS.wait,
      text: 'After running actions',
      description: 'What runs ends normally; nothing new begins',
    },
    {
      value: STOP_WAYS.abandon,
      text: 'At once',
      description: 'Running actions are abandoned; their work may go on outside',
    },
  ];
  return radioInput(STOP_HOW, 'When?', ways, STOP_WAYS.wait);
}
