import { describe, expect, it } from 'vitest';
import { inStorm, MINUTE } from '../../support/under-faults.ts';

const story = inStorm();

describe('a handler', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'of events that dies after its call %i is delivered again, and there is one true card',
    async (afterCall) => {
      const faults = { crash: [{ function: 'pipeline-events', afterCall }] };
      const train = await story.under(faults, `events-crash-${afterCall}`, 'gated');

      await story.pass(2 * MINUTE);

      await story.expectToWaitOnce(train);
      expect((await story.struck()).crash).toBeGreaterThan(0);
    },
  );

  it.each([1, 4, 7, 10, 13])(
    'of clicks that dies after its call %i approves once, and it is told once',
    async (call) => {
      const train = await story.waiting(`operations-crash-${call}`);
      await story.faults({ crash: [{ function: 'operations', afterCall: call }] });

      expect(await story.callsDuring('PutApprovalResult', () => story.approve(train))).toBe(1);

      expect((await story.struck()).crash).toBe(1);
      await story.expectOneTrueStory(train);
    },
  );
});
