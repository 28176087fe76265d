import { describe, expect, it } from 'vitest';
import { toUrlEvent, toUrlResponse } from '../../../../src/sandbox/aws/function-url.ts';

const AT = { now: Date.parse('2026-03-02T09:15:27Z'), requestId: 'r1', name: 'slack-requests' };

const post = (type: string, body: string, url = '/_url/slack-requests') =>
  toUrlEvent(
    { method: 'POST', url, headers: { host: '127.0.0.1:4566', 'content-type': type }, body: Buffer.from(body) },
    AT,
  );

const ok = (value: unknown) => toUrlResponse({ ok: true, payload: value === undefined ? null : JSON.stringify(value) });

describe('a function URL', () => {
  it('hands a form over as base64, and JSON as text', () => {
    expect(post('application/x-www-form-urlencoded', 'text=a')).toMatchObject({
      body: 'dGV4dD1h',
      isBase64Encoded: true,
    });
    expect(post('application/json; charset=utf-8', '{"a":"ä"}')).toMatchObject({
      body: '{"a":"ä"}',
      isBase64Encoded: false,
    });
  });

  it('leaves the body out when there is none', () => {
    expect(post('application/json', '')).not.toHaveProperty('body');
  });

  it('gives path, query and method in payload format 2.0', () => {
    expect(post('text/plain', 'x', '/_url/slack-requests/slack/events?a=1&a=2&b=%20')).toMatchObject({
      version: '2.0',
      rawPath: '/slack/events',
      rawQueryString: 'a=1&a=2&b=%20',
      queryStringParameters: { a: '1,2', b: ' ' },
      requestContext: { http: { method: 'POST', path: '/slack/events' }, timeEpoch: AT.now, requestId: 'r1' },
    });
    expect(post('text/plain', 'x').rawPath).toBe('/');
  });

  it('answers with the status, headers and body of the handler', () => {
    expect(ok({ statusCode: 401, headers: { 'X-Reason': 'signature', 'Content-Length': '99' }, body: 'no' })).toEqual({
      status: 401,
      headers: { 'content-type': 'application/json', 'x-reason': 'signature' },
      body: 'no',
    });
    expect(ok({ statusCode: 200, body: 'aGk=', isBase64Encoded: true }).body).toEqual(Buffer.from('hi'));
  });

  it('answers 200 with JSON when the handler gives something else than a response', () => {
    expect(ok({ hello: 'world' })).toMatchObject({ status: 200, body: '{"hello":"world"}' });
    expect(ok(undefined)).toMatchObject({ status: 200, body: '' });
  });

  it('answers 502 when the handler fails, or answers in a form that Lambda does not know', () => {
    const broken = { status: 502, body: '{"message":"Internal Server Error"}' };

    expect(toUrlResponse({ ok: false, error: { errorType: 'Error', errorMessage: 'secret' } })).toMatchObject(broken);
    expect(ok({ statusCode: 'fine' })).toMatchObject(broken);
  });
});
