import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCell } from '../../src/domain/audit-csv.ts';

/** Reads a file as RFC 4180 says. */
function readCsv(text: string): string[][] {
  const cells = text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g);
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of cells) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[=+@\-\t\r",\n' a1]{0,8}$/));

describe('cells of any text', () => {
  it('are read as what they were, and never as a formula', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), (texts) => {
        const [read = []] = readCsv(`${texts.map(toCell).join(',')}\r\n`);

        expect(read).toHaveLength(texts.length);
        for (const [index, text] of texts.entries()) {
          expect(read[index]).not.toMatch(/^[=+\-@\t\r]/);
          expect(read[index]?.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(text.replace(/^'(?=[=+\-@\t\r])/, ''));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
