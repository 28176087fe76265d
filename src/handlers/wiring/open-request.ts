import { BrokenSealError } from '../../app/seal.ts';
import { parseOperationRequested } from '../../aws/operation-requested.ts';
import type { OperationRequest } from '../../domain/operation.ts';

/** Reads the operation key; again, past its cache, by `reread`. */
export type OperationKey = (() => Promise<string>) & { readonly reread: () => Promise<string> };

/** A seal that our key does not open may be one of a newer key: the accepted click must not be lost to a rotation.
 * @param performer the function that it was sent to: the rules of the bus see only what stands outside the seal
 * @throws Error for what is not sealed by this installation, and for what another function carries out */
export async function openRequest(
  event: unknown,
  key: OperationKey,
  performer: OperationRequest['performer'],
): Promise<OperationRequest> {
  const request = await open(event, key);
  if (request.performer !== performer) throw new Error('This operation is for another function; nothing was done');
  return request;
}

async function open(event: unknown, key: OperationKey): Promise<OperationRequest> {
  try {
    return parseOperationRequested(event, await key());
  } catch (error) {
    if (!(error instanceof BrokenSealError)) throw error;
    return parseOperationRequested(event, await key.reread());
  }
}
