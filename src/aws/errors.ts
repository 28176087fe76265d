import type { WriteResult } from '../app/codepipeline-ports.ts';
import { NoAccessError } from '../app/no-access-error.ts';
import type { FailureAdvice } from '../domain/operation.ts';

/** What the SDK throws, as far as anybody but this file may know. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}

/** "There is no such pipeline, or no such execution of it (any more)": an answer, not a failure. */
export function isNotFound(error: unknown): boolean {
  const name = errorName(error);
  return name === 'PipelineNotFoundException' || name === 'PipelineExecutionNotFoundException';
}

/** Nothing of that name, of whatever kind it is. */
export function isAbsent(error: unknown): boolean {
  const name = errorName(error);
  return (
    isNotFound(error) ||
    name === 'ActionTypeNotFoundException' ||
    name === 'ActionExecutionNotFoundException' ||
    name === 'ResourceNotFoundException'
  );
}

/** The role may not do that, and will not be able to however often it is asked. */
export function isDenied(error: unknown): boolean {
  return ADVICE[errorName(error)] === 'missing_permission';
}

/** A question that CodePipeline does not take for this pipeline, however often it is asked. */
export function isNotAsked(error: unknown): boolean {
  const name = errorName(error);
  return name === 'ValidationException' || name === 'StageNotFoundException';
}

const ADVICE: Readonly<Record<string, FailureAdvice>> = {
  ThrottlingException: 'try_again',
  TooManyRequestsException: 'try_again',
  ServiceUnavailable: 'try_again',
  ServiceUnavailableException: 'try_again',
  ConflictException: 'try_again',
  ConcurrentModificationException: 'try_again',
  ConcurrentPipelineExecutionsLimitExceededException: 'limit',
  LimitExceededException: 'limit',
  AccessDeniedException: 'missing_permission',
  UnrecognizedClientException: 'missing_permission',
  ExpiredTokenException: 'missing_permission',
  InvalidSignatureException: 'missing_permission',
};

/** An error of a write that no story foresees.
 *
 * An answer with a status below 500 proves that CodePipeline refused: nothing was changed. Without an answer, or with a 5xx,
 * the call may have been carried out.
 */
export function toFailure(error: unknown): Extract<WriteResult, { kind: 'failed' | 'unknown' }> {
  // Without the role the call was never sent.
  if (error instanceof NoAccessError) return { kind: 'failed', code: error.code, advice: error.advice };
  const name = errorName(error);
  const status = statusOf(error);
  const advice = ADVICE[name];
  if (status !== undefined && status < 500) return { kind: 'failed', code: name, advice: advice ?? 'look_at_log' };
  if (advice === 'try_again' && status === 503) return { kind: 'failed', code: name, advice };
  if (isConnectionRefused(error)) return { kind: 'failed', code: name, advice: 'try_again' };
  return { kind: 'unknown' };
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

/** The request never left, so it had no effect. */
function isConnectionRefused(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}
