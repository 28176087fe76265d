import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenSealError, openSeal, seal } from '../../../src/app/seal.ts';
import { parseOperationRequested } from '../../../src/aws/operation-requested.ts';
import { ExecutionId } from '../../../src/domain/ids.ts';
import type { Ask, Deed } from '../../../src/domain/operation.ts';
import { aRequest, SHOP } from '../../support/builders.ts';

const KEY = 'a key of thirty-two characters!!';
const PIPELINE = { account: SHOP.account, region: SHOP.region, pipeline: SHOP.pipeline };

function arrived(detail: unknown, more: object = {}): unknown {
  return { source: 'signalbox', 'detail-type': 'Signalbox Operation Requested', detail, ...more };
}
const sealed = (value: unknown, key = KEY) => arrived(seal(JSON.stringify(value), key));
const asking = (deed: Deed): Ask => ({ kind: 'deed', deed });

const DEEDS: Deed[] = [
  { kind: 'claim', target: { ...SHOP, stage: 'Approve', action: 'Go-ahead', run: '0123456789abcdef' } },
  { kind: 'claim', target: { ...SHOP, stage: 'Build', run: 'a2' } },
  { kind: 'retry', target: { ...SHOP, stage: 'Build', run: 'a2' }, mode: 'ALL_ACTIONS' },
  { kind: 'stop', target: { ...SHOP, run: 'a1' }, abandon: true, reason: 'wrong branch' },
  { kind: 'start', target: PIPELINE, variables: { TARGET: 'eu' } },
  {
    kind: 'disable',
    target: { ...PIPELINE, executionId: ExecutionId('4b1e07c2'), stage: 'Prod', transition: 'Inbound' },
    reason: 'freeze',
  },
  { kind: 'enable', target: { ...PIPELINE, stage: 'Prod', transition: 'Outbound' } },
];

describe('a request on the bus', () => {
  it.each([
    { what: 'an approval', request: aRequest() },
    { what: 'words', request: aRequest({ ask: { kind: 'words', text: 'approve shop-web' } }) },
    ...DEEDS.map((deed) => ({ what: deed.kind, request: aRequest({ ask: asking(deed) }) })),
  ])('comes out as it went in: $what', ({ request }) => {
    expect(parseOperationRequested(sealed(request), KEY)).toEqual(request);
  });

  it('sealed with another key is refused', () => {
    expect(() => parseOperationRequested(sealed(aRequest(), 'another key of some length'), KEY)).toThrow(
      BrokenSealError,
    );
  });

  it('changed in any one character is refused', () => {
    const { operation, ...rest } = seal(JSON.stringify(aRequest()), KEY);
    fc.assert(
      fc.property(fc.nat(operation.length - 1), fc.integer({ min: 32, max: 126 }), (index, code) => {
        const changed = operation.slice(0, index) + String.fromCharCode(code) + operation.slice(index + 1);
        fc.pre(changed !== operation);

        expect(() => parseOperationRequested(arrived({ ...rest, operation: changed }), KEY)).toThrow(BrokenSealError);
      }),
    );
  });

  it.each([
    ['no seal', ''],
    ['a seal that is no hex', 'zz'.repeat(32)],
    ['half a seal', 'ab'.repeat(16)],
    ['a seal of nothing', '00'.repeat(32)],
  ])('with %s is refused', (_what, forged) => {
    const detail = { v: 1, operation: JSON.stringify(aRequest()), seal: forged };

    expect(() => parseOperationRequested(arrived(detail), KEY)).toThrow(BrokenSealError);
  });

  it('of another form is refused with the names of its fields, even when it is sealed', () => {
    expect(() => parseOperationRequested(sealed({ ...aRequest(), v: 2 }), KEY)).toThrow(/unknown form: v/);
    expect(() => parseOperationRequested(sealed({ ...aRequest(), actor: {} }), KEY)).toThrow(/unknown form: actor/);
    expect(() => parseOperationRequested(sealed({ ...aRequest(), requestedAt: 'yesterday' }), KEY)).toThrow(
      /requestedAt/,
    );
  });

  it('never repeats its response_url in an error', () => {
    const origin = { surface: 'nowhere', responseUrl: 'https://hooks.slack.com/actions/secret' };

    expect(() => parseOperationRequested(sealed({ ...aRequest(), origin }), KEY)).toThrow(/origin\.surface/);
    expect(() => parseOperationRequested(sealed({ ...aRequest(), origin }), KEY)).not.toThrow(/secret/);
  });

  it('that is junk throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        expect(() => parseOperationRequested(junk, KEY)).toThrow();
        expect(() => parseOperationRequested(arrived(junk), KEY)).toThrow();
        const text = JSON.stringify(junk);
        if (text !== undefined) expect(() => parseOperationRequested(arrived(seal(text, KEY)), KEY)).toThrow();
      }),
    );
  });
});

describe('a seal', () => {
  it('needs a key that cannot be guessed', () => {
    expect(() => seal('text', 'short')).toThrow('too short');
    expect(() => seal('text', '')).toThrow('too short');
    expect(() => seal('text', ` ${' '.repeat(32)}\n`)).toThrow('too short');
    expect(() => openSeal(seal('text', KEY), `${KEY}\nshort`)).toThrow('too short');
  });

  it('is made with the first line of the key and opened by any, so that a rotation loses no click', () => {
    const rotated = `the new key of this installation\n${KEY}\n`;

    expect(openSeal(seal('before the rotation', KEY), rotated)).toBe('before the rotation');
    expect(openSeal(seal('after it', rotated), rotated)).toBe('after it');
    expect(openSeal(seal('after it', rotated), 'the new key of this installation')).toBe('after it');
    expect(() => openSeal(seal('after it', rotated), KEY)).toThrow(BrokenSealError);
  });
});
