import { describe, expect, it } from 'vitest';
import { nextReadAt } from '../../../src/domain/next-read.ts';

const NOW = 1_000_000_000;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('an execution is compared with CodePipeline', () => {
  it('when it has been quiet for 45 seconds', () => {
    expect(nextReadAt({ ended: false, changedAt: NOW })).toBe(NOW + 45 * SECOND);
  });

  it('75 seconds after the first event that nothing has confirmed, however many latecomers trickle in', () => {
    expect(nextReadAt({ ended: false, changedAt: NOW + 70 * SECOND, unreadSince: NOW })).toBe(NOW + 75 * SECOND);
  });

  it('each minute while the last change is younger than an hour, then every 14 minutes', () => {
    expect(nextReadAt({ ended: false, changedAt: NOW, readAt: NOW + MINUTE })).toBe(NOW + 2 * MINUTE);
    expect(nextReadAt({ ended: false, changedAt: NOW, readAt: NOW + 61 * MINUTE })).toBe(NOW + 75 * MINUTE);
  });

  it('once more two minutes after its end, and then no more', () => {
    expect(nextReadAt({ ended: true, changedAt: NOW })).toBe(NOW + 2 * MINUTE);
    expect(nextReadAt({ ended: true, changedAt: NOW, readAt: NOW + MINUTE })).toBe(NOW + 2 * MINUTE);
    expect(nextReadAt({ ended: true, changedAt: NOW, readAt: NOW + 2 * MINUTE })).toBeUndefined();
  });

  it('after its end too, however many latecomers trickle in', () => {
    const known = { ended: true, changedAt: NOW + 5 * MINUTE, unreadSince: NOW };
    expect(nextReadAt(known)).toBe(NOW + 75 * SECOND + 2 * MINUTE);
  });
});
