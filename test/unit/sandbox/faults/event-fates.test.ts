import { describe, expect, it } from 'vitest';
import { createEventFates } from '../../../../src/sandbox/faults/event-fates.ts';
import type { Faults } from '../../../../src/sandbox/faults/faults.ts';

const ofPipelines = (id: number) => ({ id: `e${id}`, source: 'aws.codepipeline' });
const ofSignalbox = (id: number) => ({ id: `s${id}`, source: 'signalbox' });

/** What becomes of this many events. */
function fates(faults: Faults, count: number, event: typeof ofPipelines = ofPipelines): number[][] {
  const { next } = createEventFates(faults);
  return Array.from({ length: count }, (_, index) => next(event(index + 1)));
}

describe('an event', () => {
  it('is delivered once and at once while there is no fault', () => {
    expect(fates({}, 2)).toEqual([[0], [0]]);
  });

  it('is delivered twice when events are doubled, or each n-th', () => {
    expect(fates({ duplicateEvents: true }, 2)).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(fates({ duplicateEvents: { every: 2 } }, 4)).toEqual([[0], [0, 0], [0], [0, 0]]);
    expect(fates({ duplicateEvents: false }, 1)).toEqual([[0]]);
  });

  it('is lost each n-th time', () => {
    expect(fates({ dropEvents: { every: 3 } }, 7)).toEqual([[0], [0], [], [0], [0], [], [0]]);
    expect(fates({ dropEvents: { every: 1 } }, 2)).toEqual([[], []]);
  });

  it('is lost when it is named', () => {
    expect(fates({ dropEvents: { ids: ['e2'] } }, 3)).toEqual([[0], [], [0]]);
  });

  it('is never lost, and not counted among those that are, when it is not of CodePipeline', () => {
    const { next } = createEventFates({ dropEvents: { every: 2 } });

    expect([ofSignalbox(1), ofPipelines(1), ofSignalbox(2), ofPipelines(2)].map(next)).toEqual([[0], [0], [0], []]);
    expect(fates({ dropEvents: { ids: ['s1'] } }, 1, ofSignalbox)).toEqual([[0]]);
  });

  it('is late by so much, whatever bus it is on', () => {
    expect(fates({ delayEvents: { ms: 600_000 } }, 2, ofSignalbox)).toEqual([[600_000], [600_000]]);
  });

  it('comes late by any time within the window when events are shuffled, and so out of order', () => {
    const delays = fates({ shuffleEvents: { seed: 7, windowMs: 5_000 } }, 200).flat();

    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThanOrEqual(5_000);
    expect(new Set(delays).size).toBeGreaterThan(150);
    expect(delays).not.toEqual(delays.toSorted((a, b) => a - b));
  });

  it('meets the same fate again with the same seed, and another with another', () => {
    const shuffled = (seed: number) => fates({ shuffleEvents: { seed, windowMs: 60_000 } }, 20);

    expect(shuffled(1)).toEqual(shuffled(1));
    expect(shuffled(1)).not.toEqual(shuffled(2));
  });

  it('suffers everything at once: its two deliveries are late by different times', () => {
    const faults: Faults = {
      duplicateEvents: true,
      shuffleEvents: { seed: 3, windowMs: 1_000 },
      delayEvents: { ms: 10_000 },
      dropEvents: { every: 2 },
    };

    const [first = [], second] = fates(faults, 2);

    expect(first).toHaveLength(2);
    expect(new Set(first).size).toBe(2);
    for (const ms of first) expect(ms >= 10_000 && ms <= 11_000).toBe(true);
    expect(second).toEqual([]);
  });
});
