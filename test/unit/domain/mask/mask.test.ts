import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASKED, mask } from '../../../../src/domain/mask/mask.ts';
import { PLANTED, READABLE } from '../../../support/planted-secrets.ts';

describe('masking a text', () => {
  it.each(Object.entries(PLANTED))(
    'hides %s, wherever it stands, and leaves what stands around it',
    (_what, planted) => {
      fc.assert(
        fc.property(
          planted,
          fc.constantFrom('', 'a line before\n', '[Container] 2026/11/20 10:00:00.1 '),
          ({ text, secret }, before) => {
            const masked = mask(`${before}${text}\nnext line 42`);
            expect(masked).not.toContain(secret);
            expect(masked).toContain(MASKED);
            expect(masked.startsWith(before)).toBe(true);
            expect(masked.endsWith('next line 42')).toBe(true);
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  it('leaves nothing of a secret that lies across two pieces of a log', () => {
    const anyPlanted = fc.oneof(...Object.values(PLANTED));
    fc.assert(
      fc.property(anyPlanted, fc.array(fc.nat(2_000), { maxLength: 4 }), ({ text, secret }, cuts) => {
        const log = `first line\n${text}\nlast line`;
        const at = [0, ...cuts.map((cut) => cut % log.length).toSorted((a, b) => a - b), log.length];
        const pieces = at.slice(1).map((end, index) => log.slice(at[index], end));

        expect(mask(pieces.join(''))).not.toContain(secret);
      }),
      { numRuns: 300 },
    );
  });

  it.each(READABLE)('leaves readable: %s', (text) => {
    expect(mask(text)).toBe(text);
  });

  it('is the same when it is done twice', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            ...Object.values(PLANTED).map((one) => one.map(({ text }) => text)),
            fc.constantFrom(...READABLE),
            fc.string(),
          ),
          { maxLength: 6 },
        ),
        (lines) => {
          const once = mask(lines.join('\n'));
          expect(mask(once)).toBe(once);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('hides a private key of which only one end is in sight', () => {
    const body =
      'MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MaGBir/JXHFOqX3v\noVVVgUqwUfJmfVVVgUqwUfJmfSgUqwUfJmfVVVgUqwUfJmfVVVgUqwUfJmfVVVgUq==';

    expect(mask(`ok\n-----BEGIN RSA PRIVATE KEY-----\n${body}`)).toBe(`ok\n${MASKED}`);
    expect(mask(`${body}\n-----END RSA PRIVATE KEY-----\nok`)).toBe(`${MASKED}\nok`);
  });

  it('tells a password from a sentence about one', () => {
    expect(mask('password: must have at least 8 characters')).toContain('must have');
    expect(mask('  password: correcthorse')).toBe(`  password: ${MASKED}`);
    expect(mask('Error: no password was given; SyntaxError: Unexpected token: punc (})')).toContain(
      'Unexpected token: punc (})',
    );
  });

  it('takes no time over a line of a megabyte', () => {
    const lines = [
      'A'.repeat(1e6),
      'token'.repeat(2e5),
      `password=${'x='.repeat(5e5)}`,
      'https://'.repeat(1.2e5),
      '-'.repeat(1e6),
      'eyJ'.repeat(3e5),
    ];

    for (const line of lines) expect(mask(line).length).toBeGreaterThan(0);
  }, 20_000);
});
