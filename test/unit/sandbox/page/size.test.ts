import { describe, expect, it } from 'vitest';
import { formatSize } from '../../../../src/sandbox/page/text/size.ts';

describe('the size of a file', () => {
  it.each([
    [0, '0 B'],
    [1_023, '1023 B'],
    [1_024, '1 KB'],
    [1_500, '1.5 KB'],
    [20_480, '20 KB'],
    [3 * 1024 * 1024, '3 MB'],
  ])('%i bytes', (bytes, words) => {
    expect(formatSize(bytes)).toBe(words);
  });
});
