import { describe, expect, it } from 'vitest';
import { checkCase, idOf, matrixCases } from './cases.ts';
import { plannedEvents } from './event-faults.ts';
import { play } from './play.ts';
import { SCENARIOS } from './scenarios.ts';

/** Full shuffles of each story here; the whole of them is for `npm run test:full`. */
const SHUFFLES = 2;
/** Of all single faults every so many: what is left out differs from story to story. */
const EVERY = 7;

const all = await matrixCases(SHUFFLES);
const some = all.filter(({ column }, index) => column === 'shuffled' || column === 'at once' || index % EVERY === 0);

describe('what Slack shows is true within two minutes, and each deed is done once', () => {
  it.each(Object.keys(SCENARIOS))('in the story "%s", whatever happens to one of its events', async (row) => {
    for (const one of some.filter((each) => each.row === row)) {
      const { violations } = await checkCase(one);
      expect(violations, `npm run simulate -- --only "${idOf(one)}" tells the story`).toEqual([]);
    }
  });
});

describe('the stories', () => {
  it('have a green run of exactly twenty events', async () => {
    const plan = plannedEvents();
    const green = SCENARIOS.green;
    if (!green) throw new Error('There is no green run');
    await play(green, plan);
    expect(plan.events()).toBe(20);
  });
});
