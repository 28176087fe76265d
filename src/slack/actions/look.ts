import type { Clicked, Reaction } from '../clicked.ts';
import { type Reference, toExecutionRef } from '../reference.ts';
import { LOOK_AT_APPROVAL } from '../views/approval.ts';
import { LOOK_AT_FAILURE } from '../views/failure.ts';
import type { ActionListener } from './listener.ts';
import { notOurs, withReference } from './with-reference.ts';

export const lookAtApproval: ActionListener = { actionId: LOOK_AT_APPROVAL, react: look };

export const lookAtFailure: ActionListener = { actionId: LOOK_AT_FAILURE, react: look };

function look({ value }: Clicked): Reaction {
  return withReference(value, toClaim);
}

function toClaim(reference: Reference): Reaction {
  const execution = toExecutionRef(reference);
  const { stage, action, run } = reference;
  if (!execution || stage === undefined || run === undefined) return notOurs('incomplete');
  const target = { ...execution, stage, run, ...(action === undefined ? {} : { action }) };
  return { kind: 'ask', ask: { kind: 'deed', deed: { kind: 'claim', target } } };
}
