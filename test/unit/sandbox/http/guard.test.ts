import { describe, expect, it } from 'vitest';
import { refusal } from '../../../../src/sandbox/http/guard.ts';

describe('who may talk to the sandbox', () => {
  it.each(['127.0.0.1:3000', 'localhost:3000', '[::1]:3000', '127.0.0.1'])('this machine, as %s', (host) => {
    expect(refusal({ host })).toBeNull();
  });

  it.each(['evil.example', '127.0.0.1.evil.example:3000', '', '10.0.0.1'])(
    'not a host that calls itself "%s"',
    (host) => {
      expect(refusal({ host })).toMatch(/not this machine/);
    },
  );

  it('its own page', () => {
    expect(
      refusal({ host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }),
    ).toBeNull();
  });

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:8080' },
    { 'sec-fetch-site': 'cross-site' },
  ])('not a page elsewhere: %o', (headers) => {
    expect(refusal({ host: 'localhost:3000', ...headers })).toMatch(/refused/);
  });
});
