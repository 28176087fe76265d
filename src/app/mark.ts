import type { OperationId } from '../domain/ids.ts';
import { sha256 } from './digest.ts';

/** The mark by which a later delivery recognises its own deed in CodePipeline: `op 1a2b3c4d`. */
export function markOf(operationId: OperationId): string {
  return `op ${operationId.slice(0, 8)}`;
}

/** The mark in the reason of a way that was closed for a freeze: what bears it, that freeze may open again. */
export function freezeMark(freezeId: string): string {
  return `freeze ${sha256(freezeId).slice(0, 8)}`;
}
