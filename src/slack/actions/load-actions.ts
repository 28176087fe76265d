import type { Subject } from '../../domain/operation.ts';
import type { Reaction } from '../clicked.ts';
import { type Reference, toExecutionRef, toPipelineRef } from '../reference.ts';

/** Opens the modal with every word that applies now to what a reference names. */
export function loadActions(reference: Reference): Reaction {
  const of: Subject = toExecutionRef(reference) ?? toPipelineRef(reference);
  return { kind: 'load', ask: { kind: 'actions', of } };
}
