import { seal } from '../../../src/app/seal.ts';
import { SOURCE } from '../../../src/aws/event-source.ts';
import { parseOperationRequested } from '../../../src/aws/operation-requested.ts';
import { REQUESTED } from '../../../src/aws/requested.ts';
import type { OperationRequest } from '../../../src/domain/operation.ts';

const KEY = 'test-operation-key-of-enough-letters';

/** A request as it is read on the other side of the bus. */
export function throughTheBus(request: OperationRequest): OperationRequest {
  const detail: unknown = JSON.parse(JSON.stringify(seal(JSON.stringify(request), KEY)));
  return parseOperationRequested({ source: SOURCE, 'detail-type': REQUESTED, detail }, KEY);
}
