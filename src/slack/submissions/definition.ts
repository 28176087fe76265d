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
    return { kind: 'tell', why: 'both', text: 'A text and a file: which of the two? Take one of them out.' };
  if (id === undefined && text === '')
    return { kind: 'tell', why: 'neither', text: 'Paste the definition, or put in a file. Nothing was changed.' };
  const definition = id === undefined ? { text } : { file: id };
  const wish = { kind: 'write' as const, target: toPipelineRef(reference), change, definition };
  return { kind: 'ask', ask: { kind: 'draft', wish } };
}
