import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { type QuestionForm, type QuestionInput, TEXT_FORMATS, TEXT_MAX } from '../../../domain/question.ts';
import { plainText, section, textInput } from '../../blocks.ts';
import { MAX, MAX_WORDS } from '../../limits.ts';
import { foreign, md } from '../../mrkdwn.ts';
import { modal, targetWords } from './modal.ts';
import type { OpenedFrom } from './opened-from.ts';

export const ANSWER_MODAL = 'question:answer';
export const ANSWER_COMMENT = 'comment';
/** Before the name of an input of the question's own; alone, the choice among its options. */
export const INPUT = 'input:';

/** What a question asks people to fill in. */
export function answerModal({ reference, value, origin }: OpenedFrom, form: QuestionForm): ModalView {
  return modal({
    callbackId: ANSWER_MODAL,
    title: 'Answer',
    submit: 'Answer',
    reference: value,
    origin,
    blocks: [
      section(md`${targetWords(reference)}\n${foreign(form.ask, 300)}`),
      ...(form.options.length > 0 ? [optionInput(form)] : []),
      ...form.inputs.map(ownInput),
      textInput({
        id: ANSWER_COMMENT,
        label: 'Comment',
        hint: 'Everybody will see this.',
        maxLength: MAX_WORDS.approvalComment,
        optional: true,
      }),
    ],
  });
}

function optionInput({ options }: QuestionForm): InputBlock {
  return {
    type: 'input',
    block_id: INPUT,
    label: plainText('Answer', MAX.inputLabel),
    element: { type: 'static_select', action_id: INPUT, options: options.map(toOption) },
  };
}

function toOption({ value, label }: { readonly value: string; readonly label: string }): PlainTextOption {
  return { text: plainText(label, MAX.optionText), value };
}

function ownInput(input: QuestionInput): InputBlock {
  const hint = input.format === undefined ? undefined : TEXT_FORMATS[input.format].words;
  const id = `${INPUT}${input.name}`;
  return {
    type: 'input',
    block_id: id,
    label: plainText(input.label, MAX.inputLabel),
    optional: !input.required,
    ...(hint === undefined ? {} : { hint: plainText(hint, MAX.inputLabel) }),
    element: elementOf(input, id),
  };
}

function elementOf({ type, options = [] }: QuestionInput, id: string): InputBlock['element'] {
  switch (type) {
    case 'text':
      return { type: 'plain_text_input', action_id: id, max_length: TEXT_MAX };
    case 'number':
      return { type: 'number_input', action_id: id, is_decimal_allowed: true };
    case 'select':
      return { type: 'static_select', action_id: id, options: options.map(toOption) };
    case 'date':
      return { type: 'datepicker', action_id: id };
    case 'user':
      return { type: 'users_select', action_id: id };
  }
}
