import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { plainText, section, textInput } from '../../blocks.ts';
import { MAX, MAX_WORDS } from '../../limits.ts';
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
  const wait = way(STOP_WAYS.wait, 'After running actions', 'What runs ends normally; nothing new begins');
  const abandon = way(STOP_WAYS.abandon, 'At once', 'Running actions are abandoned; their work may go on outside');
  return {
    type: 'input',
    block_id: STOP_HOW,
    label: plainText('When?', MAX.inputLabel),
    element: { type: 'radio_buttons', action_id: STOP_HOW, options: [wait, abandon], initial_option: wait },
  };
}

function way(value: string, text: string, description: string): PlainTextOption {
  return { text: plainText(text, MAX.optionText), description: plainText(description, MAX.optionText), value };
}
