import { ACTION_TYPES_PER_PAGE } from '../choices.ts';
import { PROVIDERS } from '../providers/index.ts';
import type { ActionTypeId } from '../shapes.ts';
import { typeKey } from '../type-shapes.ts';
import { presentBuiltIn, presentOwnType } from './action-types.ts';
import { operation } from './operation.ts';
import { page } from './paging.ts';

interface Input {
  actionOwnerFilter?: ActionTypeId['owner'];
  regionFilter?: string;
  nextToken?: string;
}

const BUILT_IN = [...PROVIDERS].map(([key, provider]) => {
  const [owner, category, name = ''] = key.split('/');
  return presentBuiltIn({ category, owner, provider: name, version: '1' } as ActionTypeId, provider);
});

/** What this Region offers; the sandbox's other Regions offer the same but for custom types, so `regionFilter` leaves out those. */
export const listActionTypes = operation<Input>('ListActionTypes', ({ draft }, input) => {
  const { actionOwnerFilter: owner, regionFilter = draft.region, nextToken } = input;
  const own = [...draft.types.values()]
    .filter(({ deleted, id }) => !deleted && (id.owner !== 'Custom' || regionFilter === draft.region))
    .map(presentOwnType);
  const types = [...BUILT_IN, ...own]
    .filter(({ id }) => owner === undefined || id.owner === owner)
    .sort((a, b) => (typeKey(a.id) < typeKey(b.id) ? -1 : 1));
  const question = JSON.stringify(['ListActionTypes', owner, regionFilter]);
  const { items, ...rest } = page(types, ({ id }) => typeKey(id), question, ACTION_TYPES_PER_PAGE, nextToken);
  return { actionTypes: items, ...rest };
});
