import { describe, expect, it } from 'vitest';
import { createActivity } from '../../../../src/sandbox/activity.ts';
import { createClock } from '../../../../src/sandbox/clock.ts';
import { pending, settle } from '../../../../src/sandbox/control/settle.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function aWorld() {
  const activity = createActivity();
  const clock = createClock({ realNow: Date.now, idle: activity.idle, report: () => {} });
  return { activity, clock };
}

describe('settling', () => {
  it('waits for what is under way, and for what that sets off a moment later', async () => {
    const { activity, clock } = aWorld();
    let done = false;
    void activity
      .during(() => sleep(20))
      .then(() =>
        setTimeout(() => {
          void activity
            .during(() => sleep(20))
            .then(() => {
              done = true;
            });
        }, 15),
      );

    expect(await settle(activity, clock, 2_000)).toBe(0);
    expect(done).toBe(true);
  });

  it('does not wait for deadlines of the future', async () => {
    const { activity, clock } = aWorld();
    clock.at(clock.now() + 60_000, () => {});

    expect(await settle(activity, clock, 1_000)).toBe(0);
    expect(pending(activity, clock)).toBe(0);
    clock.stop();
  });

  it('says how much is left when the time is over', async () => {
    const { activity, clock } = aWorld();
    void activity.during(() => sleep(300));
    void activity.during(() => sleep(300));

    expect(await settle(activity, clock, 30)).toBe(2);
  });
});
