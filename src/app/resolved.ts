import type { Deed, Refusal } from '../domain/operation.ts';
import type { Answer } from './answer.ts';

/** What typed words led to: one deed, or a private answer that lets the person choose. */
export type Resolved =
  | { readonly kind: 'deed'; readonly deed: Deed }
  | { readonly kind: 'answer'; readonly answer: Answer };

export const deed = (value: Deed): Resolved => ({ kind: 'deed', deed: value });
export const answer = (value: Answer): Resolved => ({ kind: 'answer', answer: value });
export const refused = (refusal: Refusal): Resolved => answer({ kind: 'refused', deed: undefined, refusal });

export const sameWord = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export function unknownStage(stage: string): Resolved {
  return refused({ reason: 'stage_not_found', stage });
}
