import { ControlError, type Partner } from '../../ports.ts';
import { typeKey } from '../type-shapes.ts';
import type { Draft } from './draft.ts';

/** Sets the secret that a partner's job worker has to show. In the real service it is agreed on when the customer signs up.
 * @returns the customer's id, as PollForThirdPartyJobs hands it out
 * @throws ControlError when no partner's job worker does the work of such actions */
export function setClientToken(
  draft: Draft,
  { category, provider, version = '1', clientToken }: Partner,
): { clientId: string } {
  const key = typeKey({ owner: 'ThirdParty', category, provider, version });
  const type = draft.types.get(key);
  if (!type?.partner) throw new ControlError(`There is no action type ${key} with a job worker.`);
  const { clientId } = type.partner;
  draft.types = new Map(draft.types).set(key, { ...type, partner: { clientId, clientToken } });
  return { clientId };
}
