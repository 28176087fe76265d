import type { OperationId } from '../domain/ids.ts';

/** The mark by which a later delivery recognises its own deed in CodePipeline: `op 1a2b3c4d`. */
export function markOf(operationId: OperationId): string {
  return `op ${operationId.slice(0, 8)}`;
}
