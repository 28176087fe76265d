import { afterEach, expect } from 'vitest';
import type { Faults } from '../../src/sandbox/faults/faults.ts';
import type { Struck } from '../../src/sandbox/faults/index.ts';
import { canDecide, type Seen } from './seen.ts';
import { inStory, type Story, type Train } from './story.ts';

export const MINUTE = 60_000;
export const APPROVE = 'approval:approve';

/** Stories in bad weather; after each test it is calm again. */
export interface StormyStory extends Story {
  faults(faults: Faults): Promise<void>;
  /** how often each kind of fault has struck */
  struck(): Promise<Struck>;
  /** Lets so much time pass, and everything that then happens. */
  pass(ms: number): Promise<void>;
  /** A new execution under these faults. */
  under(faults: Faults, name: string, shape: 'gated' | 'plain'): Promise<Train>;
  /** What stands in the channel by itself about an execution: its card and its approvals. */
  roots(train: Train): Promise<Seen[]>;
  /** Ben approves what waits, and all comes to its end. */
  approve(train: Train): Promise<void>;
  /** One card and one approval stand there, and it can be decided. */
  expectToWaitOnce(train: Train): Promise<void>;
  /** One card and one approval stand there, both say how it went, and the deed was told once. */
  expectOneTrueStory(train: Train): Promise<void>;
}

export function inStorm(): StormyStory {
  const story = inStory();
  const control = () => story.sandbox().control;
  afterEach(() => control().faults({}));

  async function pass(ms: number): Promise<void> {
    await control().settle(45_000);
    await control().advance(ms);
    await control().settle(45_000);
  }

  async function roots(train: Train): Promise<Seen[]> {
    return (await story.messages(train)).filter(({ threadTs, ephemeral }) => threadTs === undefined && !ephemeral);
  }

  return {
    ...story,
    pass,
    roots,
    faults: (faults) => control().faults(faults),
    struck: async () => (await control().state()).struck,
    async under(faults, name, shape) {
      await story.quiet();
      await control().faults(faults);
      return story.create(name, shape);
    },
    async approve(train) {
      const approval = await story.approval(train);
      expect(canDecide(approval)).toBe(true);
      await story.press('U0BEN', approval, APPROVE);
      await pass(3 * MINUTE);
    },
    async expectToWaitOnce(train) {
      expect(await roots(train)).toHaveLength(2);
      expect((await story.card(train)).words).toMatch(/Gate is waiting/);
      expect(canDecide(await story.approval(train))).toBe(true);
    },
    async expectOneTrueStory(train) {
      const standing = await roots(train);
      expect(standing).toHaveLength(2);
      expect(standing.some(canDecide)).toBe(false);
      expect(standing.filter(({ words }) => /Approved by Ben Okafor/.test(words))).toHaveLength(1);
      expect((await story.card(train)).words).toMatch(/succeeded/);
      const told = (await story.messages(train)).filter(({ words }) => /Ben Okafor approved Gate\/Go/.test(words));
      expect(told).toHaveLength(1);
      expect(await story.executionStatus(train)).toBe('Succeeded');
    },
  };
}
