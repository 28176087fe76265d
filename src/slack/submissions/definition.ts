import type { Reaction, Submitted } from '../clicked.ts';
import { type Reference, toPipelineRef } from '../reference.ts';
import { CREATE_MODAL, DEFINITION, DEFINITION_FILE, EDIT_MODAL } from '../views/modals/definition.ts';
import type { SubmissionListener } from './listener.ts';

const INPUTS = [DEFINITION, DEFINITION_FILE];

export const editDefinition: SubmissionListener = {
  callbackId: EDIT_MODAL,
  inputs: INPUTS,
  react: (reference, submitted) => write('edit', reference, submitted),
};

export const createDefinition: SubmissionListener = {
  callbackId: CREATE_MODAL,
  inputs: INPUTS,
  react: (reference, submitted) => write('create', reference, submitted),
};

/** A file goes before the text: what stands in a new form was written by nobody. */
function write(change: 'create' | 'edit', reference: Reference, { input, file }: Submitted): Reaction {
  const text = input(DEFINITION).trim();
  const id = file(DEFINITION_FILE);
  if (id !== undefined && text !== '' && change === 'edit')
    return {
      kind: 'tell',
      why: 'both',
      text: 'There is a text and a file, so nothing was changed: take one of them out.',
    };
  if (id === undefined && text === '')
    return {
      kind: 'tell',
      why: 'neither',
      text: 'There is neither a text nor a file, so nothing was changed: paste the definition, or put in a file.',
    };
  const definition = id === undefined ? { text } : { file: id };
  const wish = { kind: 'write' as const, target: toPipelineRef(reference), change, definition };
  return { kind: 'ask', ask: { kind: 'draft', wish } };
}
