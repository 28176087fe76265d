import { type Given, misfitOf } from '../../domain/question.ts';
import { notOurs } from '../actions/with-reference.ts';
import { toApprovalTarget } from '../reference.ts';
import { ANSWER_COMMENT, ANSWER_MODAL, INPUT } from '../views/modals/answer.ts';
import type { SubmissionListener } from './listener.ts';

/** A form that a question brought along. What does not fit is said under its input, so that nothing that was typed is lost. */
export const answer: SubmissionListener = {
  callbackId: ANSWER_MODAL,
  inputs: [ANSWER_COMMENT],
  react(reference, { input, metadata }) {
    const form = metadata.ok ? metadata.form : undefined;
    const target = toApprovalTarget(reference);
    if (!target || !form) return notOurs('incomplete');
    const inputs = Object.fromEntries(form.inputs.map(({ name }) => [name, input(`${INPUT}${name}`).trim()]));
    const given: Given = { value: input(INPUT), inputs };
    const misfit = misfitOf(form, given);
    if (misfit) {
      const under = `${INPUT}${misfit.field}`;
      return { kind: 'tell', why: 'misfit', under, text: `${misfit.expected} was expected here.` };
    }
    return {
      kind: 'ask',
      ask: { kind: 'deed', deed: { kind: 'answer', target, given, comment: input(ANSWER_COMMENT).trim() } },
    };
  },
};
