import { ServiceError } from '../service-error.ts';
import type { ActionTypeDeclaration } from '../type-shapes.ts';
import { typeKey } from '../type-shapes.ts';
import { operation } from './operation.ts';

export const typeNotFound = (key: string): ServiceError =>
  new ServiceError(
    'ActionTypeNotFoundException',
    `There is no action type ${key} that was made with an integration model`,
  );

/** Types made with an integration model only: neither custom ones nor AWS's own. */
export const getActionType = operation<ActionTypeDeclaration['id']>('GetActionType', ({ draft }, id) => {
  const integration = draft.types.get(typeKey(id))?.integration;
  if (!integration) throw typeNotFound(typeKey(id));
  return { actionType: integration };
});
