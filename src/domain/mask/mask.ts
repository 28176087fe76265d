import { maskNamedValues } from './named-values.ts';
import { maskPrivateKeys } from './private-keys.ts';
import { TOKEN_SHAPES } from './token-shapes.ts';
import { maskUrlPasswords } from './url-passwords.ts';

/** What stands in the place of a secret. */
export const MASKED = '[masked]';

/** Masks secrets in text from outside: logs, error texts, commit messages, names of tests. Hashes, commits, ids, UUIDs and ARNs stay.
 *
 * Mask first and cut then: half a secret has no shape by which it could be known. Masking twice is the same as masking once.
 * @param text without colours and other control sequences, which could stand inside a secret */
export function mask(text: string): string {
  const withoutTokens = TOKEN_SHAPES.reduce(
    (masked, shape) => masked.replace(shape, MASKED),
    maskPrivateKeys(text, MASKED),
  );
  return maskNamedValues(maskUrlPasswords(withoutTokens, MASKED), MASKED);
}
