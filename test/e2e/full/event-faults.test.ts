import { describe, expect, it } from 'vitest';
import { APPROVE, inStorm, MINUTE } from '../../support/under-faults.ts';

const story = inStorm();

describe('events', () => {
  it('that come twice and in any order make one card and one approval, and a click is one deed', async () => {
    const faults = { duplicateEvents: true, shuffleEvents: { seed: 11, windowMs: 20_000 } };
    const train = await story.under(faults, 'doubled-and-shuffled', 'gated');
    await story.pass(2 * MINUTE);

    expect(await story.callsDuring('PutApprovalResult', () => story.approve(train))).toBe(1);

    await story.expectOneTrueStory(train);
    expect(await story.struck()).toMatchObject({
      duplicateEvents: expect.any(Number),
      shuffleEvents: expect.any(Number),
    });
  });

  it.each([2, 3])('of which one in %i is lost leave a card that is true within three minutes', async (every) => {
    const train = await story.under({ dropEvents: { every } }, `every-${every}-lost`, 'plain');

    await story.pass(3 * MINUTE);

    expect((await story.roots(train)).length).toBe(1);
    expect((await story.card(train)).words).toMatch(/succeeded/);
    expect((await story.struck()).dropEvents).toBeGreaterThan(2);
  });

  it('of which each third is lost still bring an approval that can be decided', async () => {
    const train = await story.under({ dropEvents: { every: 3 } }, 'third-lost-gated', 'gated');
    await story.pass(3 * MINUTE);

    await story.approve(train);

    await story.expectOneTrueStory(train);
  });

  it('that are all lost are made good by the look for what nobody announced', async () => {
    const train = await story.under({ dropEvents: { every: 1 } }, 'all-lost', 'plain');

    await story.pass(17 * MINUTE);

    expect((await story.card(train)).words).toMatch(/succeeded/);
    expect((await story.struck()).dropEvents).toBeGreaterThan(10);
  });

  it('that come ten minutes late tell the same story', async () => {
    const train = await story.under({ delayEvents: { ms: 10 * MINUTE } }, 'ten-minutes-late', 'gated');
    await story.sandbox().control.settle(20_000);
    expect(await story.roots(train)).toEqual([]);
    await story.pass(11 * MINUTE);

    await story.press('U0BEN', await story.approval(train), APPROVE);
    await story.pass(25 * MINUTE);

    await story.expectOneTrueStory(train);
  });
});
