import type { TransitionTarget } from '../../domain/operation.ts';
import { type Reference, toExecutionRef, toPipelineRef } from '../reference.ts';

/** The way into a stage, and the execution on whose card it was asked. */
export function toTransition(reference: Reference): TransitionTarget | undefined {
  if (reference.stage === undefined) return undefined;
  const ref = toExecutionRef(reference) ?? toPipelineRef(reference);
  return { ...ref, stage: reference.stage, transition: 'Inbound' };
}
