import { parseForm, splitValue } from '../question-form.ts';
import { toApprovalTarget } from '../reference.ts';
import { answerModal } from '../views/modals/answer.ts';
import { ANSWER, OPTION_BUTTONS } from '../views/question.ts';
import type { ActionListener } from './listener.ts';
import { notOurs, openedFrom, withReference } from './with-reference.ts';

/** One of a question's options, each a button. */
export const answerOptions: readonly ActionListener[] = OPTION_BUTTONS.map((actionId) => ({
  actionId,
  react: ({ value: pressed }) => {
    const [text, value] = splitValue(pressed);
    return withReference(text, (reference) => {
      const target = toApprovalTarget(reference);
      return target
        ? {
            kind: 'ask',
            ask: { kind: 'deed', deed: { kind: 'answer', target, given: { value, inputs: {} }, comment: '' } },
          }
        : notOurs('incomplete');
    });
  },
}));

export const answer: ActionListener = {
  actionId: ANSWER,
  react: (clicked) => {
    const [text, asked] = splitValue(clicked.value);
    const form = parseForm(asked);
    return withReference(text, (reference) =>
      form && toApprovalTarget(reference)
        ? { kind: 'open', view: answerModal(openedFrom(clicked, clicked.value, reference), form) }
        : notOurs('incomplete'),
    );
  },
};
