import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../../../src/domain/glob.ts';

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
