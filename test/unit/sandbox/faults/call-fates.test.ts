import { describe, expect, it } from 'vitest';
import {
  answerAfter,
  answerInstead,
  type CallFate,
  createAwsFates,
  createSlackFates,
} from '../../../../src/sandbox/faults/call-fates.ts';
import { NO_ANSWER } from '../../../../src/sandbox/http/no-answer.ts';

const ANSWERED = { kind: 'answered' };

/** What a refusal says on the wire. */
function wire(fate: CallFate) {
  if (fate.kind !== 'refused') throw new Error(`It was not refused but ${fate.kind}`);
  const { status, headers, body } = fate.response;
  return { status, retryAfter: headers['retry-after'], body: JSON.parse(body.toString()) };
}

describe('a call to Slack', () => {
  it('is answered while there is no fault', () => {
    expect(createSlackFates().next('chat.postMessage')).toEqual(ANSWERED);
  });

  it('is refused as Slack does when it comes too often, with the seconds to wait', () => {
    const { next } = createSlackFates([{ status: 429, retryAfter: 7 }]);

    expect(wire(next('chat.update'))).toEqual({
      status: 429,
      retryAfter: '7',
      body: { ok: false, error: 'ratelimited' },
    });
    expect(wire(createSlackFates([{ status: 429 }]).next('chat.update')).retryAfter).toBe('30');
  });

  it.each([
    [{ status: 500 }, { status: 500, body: { ok: false, error: 'internal_error' } }],
    [
      { status: 503, retryAfter: 2 },
      { status: 503, retryAfter: '2', body: { ok: false, error: 'service_unavailable' } },
    ],
    [{ error: 'is_archived' }, { status: 200, body: { ok: false, error: 'is_archived' } }],
    [
      { status: 429, error: 'rate_limited' },
      { status: 429, retryAfter: '30', body: { ok: false, error: 'rate_limited' } },
    ],
  ])('may be refused as %j', (fault, answer) => {
    expect(wire(createSlackFates([fault]).next('chat.update'))).toEqual({ retryAfter: undefined, ...answer });
  });

  it('is refused each n-th time, counted for the method that is named', () => {
    const { next } = createSlackFates([{ method: 'chat.update', status: 429, every: 2 }]);

    const kinds = ['chat.update', 'chat.postMessage', 'chat.update', 'chat.postMessage'].map((name) => next(name).kind);

    expect(kinds).toEqual(['answered', 'answered', 'refused', 'answered']);
  });

  it('to a response_url suffers only when that is named', () => {
    expect(createSlackFates([{ status: 429 }]).next('response_url')).toEqual(ANSWERED);
    expect(createSlackFates([{ method: 'response_url', status: 429 }]).next('response_url').kind).toBe('refused');
  });

  it('suffers the first of several faults that strike it, and all of them count it', () => {
    const { next } = createSlackFates([
      { method: 'chat.update', status: 429, every: 2 },
      { timeoutAfter: true, every: 2 },
    ]);

    const kinds = ['auth.test', 'chat.update', 'chat.update', 'chat.update'].map((name) => next(name).kind);

    expect(kinds).toEqual(['answered', 'unanswered', 'refused', 'unanswered']);
  });
});

describe('a call to AWS', () => {
  it.each([
    ['ThrottlingException', 400],
    ['AccessDeniedException', 400],
    ['ConditionalCheckFailedException', 400],
    ['InternalFailure', 500],
    ['InternalServerError', 500],
    ['ServiceUnavailable', 503],
  ])('is refused with %s and its status, %i', (error, status) => {
    const { next } = createAwsFates([{ operation: 'codepipeline:PutApprovalResult', error }]);

    expect(wire(next('codepipeline:PutApprovalResult'))).toMatchObject({ status, body: { __type: error } });
    expect(next('codepipeline:GetPipelineState')).toEqual(ANSWERED);
  });

  it('of a service that speaks XML is refused in XML', () => {
    const fate = createAwsFates([{ operation: 'AssumeRole', error: 'AccessDenied' }]).next('sts:AssumeRole');

    expect(fate).toMatchObject({
      response: { status: 403, body: expect.stringContaining('<Code>AccessDenied</Code>') },
    });
  });

  it('is meant by its operation alone too, but not by a part of it', () => {
    const { next } = createAwsFates([{ operation: 'GetPipeline', timeoutBefore: true }]);

    expect(next('codepipeline:GetPipeline')).toEqual({ kind: 'lost' });
    expect(next('codepipeline:GetPipelineState')).toEqual(ANSWERED);
  });
});

describe('a call that is swallowed', () => {
  const response = { status: 200, headers: {}, body: '{"ok":true}' };

  it('on its way there is not carried out', () => {
    const fate = createSlackFates([{ timeoutBefore: true }]).next('chat.postMessage');

    expect(answerInstead(fate)).toBe(NO_ANSWER);
  });

  it('on the way back is carried out, and nobody hears of it', () => {
    const fate = createSlackFates([{ timeoutAfter: true }]).next('chat.postMessage');

    expect(answerInstead(fate)).toBeNull();
    expect(answerAfter(fate, response)).toBe(NO_ANSWER);
  });

  it('differs from one that is answered', () => {
    expect(answerInstead({ kind: 'answered' })).toBeNull();
    expect(answerAfter({ kind: 'answered' }, response)).toBe(response);
  });
});
