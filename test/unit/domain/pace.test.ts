import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bucket, blockedUntil, nextSlot, PER_CHANNEL, UPDATES } from '../../../src/domain/pace.ts';

const NOW = 1_000_000;

/** The times of so many calls, each taken at this moment. */
function slots(limit: typeof UPDATES, count: number, now = NOW): number[] {
  let bucket: Bucket | undefined;
  return Array.from({ length: count }, () => {
    const { at, next } = nextSlot(bucket, limit, now);
    bucket = next;
    return at;
  });
}

describe('the pace of Slack', () => {
  it('is one message a second in a channel', () => {
    expect(slots(PER_CHANNEL, 4)).toEqual([NOW, NOW + 1_000, NOW + 2_000, NOW + 3_000]);
  });

  it('allows some updates at once after a pause, then fifty a minute', () => {
    const times = slots(UPDATES, 70);

    expect(times.filter((time) => time === NOW)).toHaveLength(UPDATES.burst);
    expect((times.at(-1) ?? 0) - (times.at(-51) ?? 0)).toBe(60_000);
  });

  it('forgets what was used before a pause, and saves up no more than a burst', () => {
    const { next } = nextSlot({ paidUntil: NOW - 3_600_000 }, PER_CHANNEL, NOW);

    expect(next.paidUntil).toBe(NOW + 1_000);
  });

  it('never gives a slot in the past, and never more than one burst too many', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { minLength: 2, maxLength: 100 }), (pauses) => {
        let now = NOW;
        let bucket: Bucket | undefined;
        const times: number[] = [];
        for (const pause of pauses) {
          now += pause;
          const { at, next } = nextSlot(bucket, UPDATES, now);
          expect(at).toBeGreaterThanOrEqual(now);
          bucket = next;
          times.push(at);
        }
        const sorted = times.toSorted((a, b) => a - b);
        for (const [index, first] of sorted.entries()) {
          const inMinute = sorted.slice(index).filter((time) => time < first + 60_000).length;
          expect(inMinute).toBeLessThanOrEqual(60_000 / UPDATES.intervalMs + UPDATES.burst);
        }
      }),
    );
  });

  it.each([
    ['a channel', PER_CHANNEL],
    ['updates', UPDATES],
  ])('waits after a 429 for %s exactly as long as Slack said', (_of, limit) => {
    expect(nextSlot(blockedUntil(limit, NOW + 30_000), limit, NOW).at).toBe(NOW + 30_000);
  });
});
