import type { Reaction } from '../clicked.ts';
import { type Reference, toExecutionRef } from '../reference.ts';
import { notOurs } from './with-reference.ts';

/** The stage attempt that a failure message is about, to be run again. */
export function toRetry(reference: Reference, mode: 'FAILED_ACTIONS' | 'ALL_ACTIONS'): Reaction {
  const execution = toExecutionRef(reference);
  const { stage, run } = reference;
  if (!execution || stage === undefined || run === undefined) return notOurs('incomplete');
  return { kind: 'ask', ask: { kind: 'deed', deed: { kind: 'retry', target: { ...execution, stage, run }, mode } } };
}
