import type { ActionTypeId } from '../shapes.ts';
import { typeKey } from '../type-shapes.ts';
import { operation } from './operation.ts';

/** Marks it: pipelines that have it keep it, nobody can poll for it or declare it any more. No not-found error is declared. */
export const deleteCustomActionType = operation<Omit<ActionTypeId, 'owner'>>(
  'DeleteCustomActionType',
  ({ draft }, { category, provider, version }) => {
    const key = typeKey({ owner: 'Custom', category, provider, version });
    const type = draft.types.get(key);
    if (type && !type.deleted) draft.types = new Map(draft.types).set(key, { ...type, deleted: true });
  },
);
