import { signal } from '@preact/signals';
import { type Drafts, type FieldValue, fieldKey } from '../blocks/state-values.ts';

/** What was typed or chosen and not yet taken, by surface (a view or a message). Outside the components, so that a redraw
 * from the server never empties a form. */
const drafts = signal<Readonly<Record<string, Drafts>>>({});
const NONE: Drafts = {};

export function draftsOf(surfaceId: string): Drafts {
  return drafts.value[surfaceId] ?? NONE;
}

export function setDraft(surfaceId: string, blockId: string, actionId: string, value: FieldValue): void {
  const before = drafts.peek();
  drafts.value = { ...before, [surfaceId]: { ...before[surfaceId], [fieldKey(blockId, actionId)]: value } };
}

export function forgetDrafts(surfaceId: string): void {
  const { [surfaceId]: _, ...others } = drafts.peek();
  drafts.value = others;
}
