import { describe, expect, it } from 'vitest';
import { type Case, checkCase, crashCases, FUNCTIONS, idOf } from './cases.ts';

/** The stories in which everything that a function calls is called at least once; the others are for `npm run test:full`. */
const STORIES = ['retried', 'typed approve', 'disable, enable', 'start'];
/** Of events and sweeps, of which a story has many, every so many calls. */
const EVERY = 11;

const all = (await crashCases()).filter(({ row }) => STORIES.includes(row));
const some = all.filter(({ column }, index) => column === 'operations' || index % EVERY === 0);

describe.each(FUNCTIONS)('%s, killed at any of its calls,', (name) => {
  it.each(STORIES)('leaves the story "%s" true within two minutes, and each deed done once', async (row) => {
    for (const one of some.filter((each) => each.row === row && each.column === name)) await expectToHold(one);
  });
});

async function expectToHold(one: Case): Promise<void> {
  const { violations } = await checkCase(one);
  expect(violations, `npm run simulate -- --only "${idOf(one)}" tells the story`).toEqual([]);
}
