import { notOurs } from '../actions/with-reference.ts';
import { toDraft } from '../reference.ts';
import { DELETE_MODAL, TYPED_NAME } from '../views/modals/delete-pipeline.ts';
import type { SubmissionListener } from './listener.ts';

export const deletePipeline: SubmissionListener = {
  callbackId: DELETE_MODAL,
  inputs: [TYPED_NAME],
  react(reference, { input }) {
    const draft = toDraft(reference);
    if (draft?.change !== 'delete') return notOurs('incomplete');
    if (input(TYPED_NAME).trim() !== reference.pipeline)
      return { kind: 'tell', why: 'mistyped', text: 'That is not its name, so nothing was deleted.' };
    return { kind: 'ask', ask: { kind: 'deed', deed: { kind: 'change', ...draft } } };
  },
};
