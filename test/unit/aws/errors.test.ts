import { describe, expect, it } from 'vitest';
import { errorName, isNotFound, toFailure } from '../../../src/aws/errors.ts';

const anError = (name: string, more: object = {}) => Object.assign(new Error(name), { name }, more);
const answered = (name: string, httpStatusCode: number) => anError(name, { $metadata: { httpStatusCode } });

describe('an error of a write', () => {
  it.each([
    ['was throttled', answered('ThrottlingException', 400), 'ThrottlingException', 'try_again'],
    ['was throttled with 429', answered('TooManyRequestsException', 429), 'TooManyRequestsException', 'try_again'],
    ['found the pipeline busy', answered('ConflictException', 409), 'ConflictException', 'try_again'],
    ['is not allowed', answered('AccessDeniedException', 400), 'AccessDeniedException', 'missing_permission'],
    [
      'met a limit',
      answered('ConcurrentPipelineExecutionsLimitExceededException', 400),
      'ConcurrentPipelineExecutionsLimitExceededException',
      'limit',
    ],
    ['was refused for a reason of its own', answered('ValidationException', 400), 'ValidationException', 'look_at_log'],
    ['was turned away busy', answered('ServiceUnavailableException', 503), 'ServiceUnavailableException', 'try_again'],
  ])('that %s changed nothing, and says what to do', (_what, error, code, advice) => {
    expect(toFailure(error)).toEqual({ kind: 'failed', code, advice });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('that never left (%s) changed nothing', (code) => {
    expect(toFailure(anError('Error', { code }))).toMatchObject({ kind: 'failed', advice: 'try_again' });
  });

  it.each([
    ['broke inside AWS', answered('InternalFailure', 500)],
    ['is a 503 of an unknown name', answered('SomethingException', 503)],
    ['got no answer', anError('TimeoutError')],
    ['lost its connection', anError('Error', { code: 'ECONNRESET' })],
    ['is no error at all', 'oops'],
    ['has an odd status', anError('X', { $metadata: { httpStatusCode: '400' } })],
  ])('that %s may have been carried out', (_what, error) => {
    expect(toFailure(error)).toEqual({ kind: 'unknown' });
  });
});

describe('names of errors', () => {
  it('tell what is not there from what failed', () => {
    expect(isNotFound(anError('PipelineNotFoundException'))).toBe(true);
    expect(isNotFound(anError('PipelineExecutionNotFoundException'))).toBe(true);
    expect(isNotFound(anError('StageNotFoundException'))).toBe(false);
    expect(isNotFound(undefined)).toBe(false);
    expect(errorName(null)).toBe('Error');
  });
});
