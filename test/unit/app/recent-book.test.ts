import { describe, expect, it } from 'vitest';
import { createRecentBook } from '../../../src/app/recent-book.ts';

const START = Date.parse('2026-03-02T09:00:00.000Z');

function counted() {
  let time = START;
  let reads = 0;
  let works = true;
  const read = async () => {
    reads += 1;
    if (!works) throw new Error('The table does not answer');
    return [];
  };
  const book = createRecentBook({ read }, () => time);
  return {
    book,
    reads: () => reads,
    pass: (ms: number) => {
      time += ms;
    },
    works: (does: boolean) => {
      works = does;
    },
  };
}

describe('what is asked for beside the routes', () => {
  it('is read once for half a minute, however many events come', async () => {
    const { book, reads, pass } = counted();
    await Promise.all([book.recent(), book.recent()]);
    pass(29_000);
    await book.recent('2026-03-02T08:59:00.000Z');
    expect(reads()).toBe(1);

    pass(1_000);
    await book.recent();
    expect(reads()).toBe(2);
  });

  it('is read anew for an execution that began since, whose time has whole seconds', async () => {
    const { book, reads, pass } = counted();
    await book.recent();
    pass(900);
    await book.recent('2026-03-02T09:00:00.000Z');
    expect(reads()).toBe(2);

    pass(500);
    await book.recent('2026-03-02T09:00:00.000Z');
    await book.recent('2026-03-02T09:00:00.000Z');
    expect(reads()).toBe(3);
  });

  it('is asked again after a failure', async () => {
    const { book, works } = counted();
    works(false);
    await expect(book.recent()).rejects.toThrow('The table does not answer');
    works(true);
    expect(await book.recent()).toEqual([]);
  });
});
