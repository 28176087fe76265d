import type { Reaction } from '../clicked.ts';
import { type Reference, toPipelineRef } from '../reference.ts';
import { OVERRIDE, ROLLBACK } from '../views/failure.ts';
import type { ActionListener } from './listener.ts';
import { notOurs, withReference } from './with-reference.ts';

export const rollback: ActionListener = {
  actionId: ROLLBACK,
  react: ({ value }) => withReference(value, (reference) => stageForm('rollback', reference)),
};

export const override: ActionListener = {
  actionId: OVERRIDE,
  react: ({ value }) => withReference(value, (reference) => stageForm('override', reference)),
};

/** The form shows how the stage stands when it opens; what is sent off names that. */
export function stageForm(form: 'rollback' | 'override', reference: Reference): Reaction {
  const { stage } = reference;
  if (stage === undefined) return notOurs('incomplete');
  return { kind: 'form', wish: { form, target: { ...toPipelineRef(reference), stage } } };
}
