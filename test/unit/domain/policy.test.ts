import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccountId, ChannelId } from '../../../src/domain/ids.ts';
import { channelsFor, matchesGlob, type Policy, type Route } from '../../../src/domain/policy.ts';
import { SHOP } from '../../support/builders.ts';

const DEPLOYS = ChannelId('C0DEPLOYS');
const PAYMENTS = ChannelId('C0PAYMENTS');
const policy = (...routes: Partial<Route>[]): Policy => ({
  routes: routes.map((route) => ({ pipelines: '*', channel: DEPLOYS, send: ['progress'], ...route })),
});

describe('a pattern of names', () => {
  it.each([
    ['*', 'shop-web', true],
    ['shop-*', 'shop-web', true],
    ['shop-*', 'SHOP-web', true],
    ['shop-?', 'shop-1', true],
    ['shop-?', 'shop-10', false],
    ['shop', 'shop-web', false],
    ['*-web', 'shop-web-2', false],
    ['a.b', 'axb', false],
    ['a+(b)[c]', 'a+(b)[c]', true],
    ['', '', true],
  ])('%s and %s: %s', (glob, name, fits) => {
    expect(matchesGlob(glob, name)).toBe(fits);
  });

  it('fits as a regular expression of the same meaning would', () => {
    const letters = (alphabet: string[]) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 });
    fc.assert(
      fc.property(letters(['a', 'B', '*', '?']), letters(['a', 'b', 'B']), (glob, name) => {
        const pattern = glob.replaceAll('*', '.*').replaceAll('?', '.');

        expect(matchesGlob(glob, name)).toBe(new RegExp(`^${pattern}$`, 'i').test(name));
      }),
      { numRuns: 2_000 },
    );
  });

  it('with many wildcards is decided at once, because people may type it', { timeout: 30_000 }, () => {
    const began = performance.now();

    expect(matchesGlob(`${'*?'.repeat(12)}!`, 'payments-production-eu-west-1')).toBe(false);

    expect(performance.now() - began).toBeLessThan(50);
  });
});

describe('the channels of a message', () => {
  it('are those whose route matches, each once, in the order of the policy', () => {
    const two = policy({ channel: PAYMENTS }, { channel: DEPLOYS }, { channel: PAYMENTS, pipelines: 'shop-*' });

    expect(channelsFor(two, 'progress', SHOP)).toEqual([PAYMENTS, DEPLOYS]);
  });

  it('get only what the route sends', () => {
    const approvals = policy({ send: ['approvals'] });

    expect(channelsFor(approvals, 'progress', SHOP)).toEqual([]);
    expect(channelsFor(approvals, 'approvals', SHOP, 'Prod')).toEqual([DEPLOYS]);
  });

  it('are narrowed by stage, account and region', () => {
    expect(channelsFor(policy({ stages: 'Prod*' }), 'progress', SHOP, 'Build')).toEqual([]);
    expect(channelsFor(policy({ stages: 'Prod*' }), 'progress', SHOP, 'prod-eu')).toEqual([DEPLOYS]);
    expect(channelsFor(policy({ stages: 'Prod*' }), 'progress', SHOP)).toEqual([DEPLOYS]);
    expect(channelsFor(policy({ accounts: [AccountId('999999999999')] }), 'progress', SHOP)).toEqual([]);
    expect(channelsFor(policy({ regions: ['us-east-1'] }), 'progress', SHOP)).toEqual([]);
    expect(channelsFor(policy({ regions: ['eu-west-1'] }), 'progress', SHOP)).toEqual([DEPLOYS]);
  });

  it('are none without a route', () => {
    expect(channelsFor(policy(), 'progress', SHOP)).toEqual([]);
  });
});
