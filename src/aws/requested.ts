import { seal } from '../app/seal.ts';
import type { OperationRequest } from '../domain/operation.ts';

export const REQUESTED = 'Signalbox Operation Requested';

/** A request as it travels on the bus. Who carries it out stands outside the seal as well: rules of the bus go by it.
 * @param key reads the operation key; called for each request, so that a rotated key is picked up */
export async function sealed(request: OperationRequest, key: () => Promise<string>): Promise<object> {
  const { performer } = request;
  return { ...seal(JSON.stringify(request), await key()), ...(performer === undefined ? {} : { performer }) };
}
