import { describe, expect, it } from 'vitest';
import { createActivity } from '../../../../src/sandbox/activity.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('what is under way', () => {
  it('counts work until it ends, well or badly', async () => {
    const activity = createActivity();
    const good = activity.during(() => sleep(10));
    const bad = activity.during(async () => {
      await sleep(10);
      throw new Error('bad end');
    });
    expect(activity.count()).toBe(2);

    await good;
    await expect(bad).rejects.toThrow('bad end');

    expect(activity.count()).toBe(0);
  });

  it('is idle only when what ended set nothing off', async () => {
    const activity = createActivity();
    let followed = false;
    void activity
      .during(() => sleep(5))
      .then(() =>
        activity
          .during(() => sleep(20))
          .then(() => {
            followed = true;
          }),
      );

    const idle = await activity.idle(1_000);

    expect(idle).toBe(true);
    expect(followed).toBe(true);
  });

  it('gives up waiting when the time is over', async () => {
    const activity = createActivity();
    void activity.during(() => sleep(200));

    expect(await activity.idle(20)).toBe(false);
  });
});
