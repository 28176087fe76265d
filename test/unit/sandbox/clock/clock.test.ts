import { describe, expect, it } from 'vitest';
import { createActivity } from '../../../../src/sandbox/activity.ts';
import { createClock } from '../../../../src/sandbox/clock.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-03-02T09:00:00Z');

/** A clock whose real time stands still, so that only its moves count. */
function aClock({ moveLimitMs = 9_000 } = {}) {
  const activity = createActivity();
  const reported: unknown[] = [];
  const clock = createClock({
    realNow: () => START,
    idle: activity.idle,
    report: (error) => reported.push(error),
    moveLimitMs,
  });
  return { clock, activity, reported };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the clock of the sandbox', () => {
  it('moves by what it is told', async () => {
    const { clock } = aClock();

    const { now } = await clock.advance(90 * MINUTE);

    expect(now).toBe(START + 90 * MINUTE);
    expect(clock.now()).toBe(now);
  });

  it('meets every deadline on the way, in order, and each at its own time', async () => {
    const { clock } = aClock();
    const met: string[] = [];
    clock.at(START + 3 * MINUTE, () => met.push(`third at ${clock.now() - START}`));
    clock.at(START + MINUTE, () => {
      met.push(`first at ${clock.now() - START}`);
      clock.at(START + 2 * MINUTE, () => met.push(`second at ${clock.now() - START}`));
    });
    clock.at(START + 20 * MINUTE, () => met.push('too far'));

    await clock.advance(10 * MINUTE);

    expect(met).toEqual(['first at 60000', 'second at 120000', 'third at 180000']);
  });

  it('meets a deadline beyond the move when its time comes, and not as late as before the move', async () => {
    const { idle } = createActivity();
    const clock = createClock({ realNow: Date.now, idle, report: () => undefined });
    const met = new Promise<void>((resolve) => clock.at(clock.now() + MINUTE + 50, resolve));

    await clock.advance(MINUTE);

    await expect(met).resolves.toBeUndefined();
    expect(clock.overdue()).toBe(0);
    clock.stop();
  });

  it('lets what a deadline set off end before the next one comes', async () => {
    const { clock, activity } = aClock();
    const story: string[] = [];
    clock.at(START + MINUTE, () => {
      void activity.during(async () => {
        await sleep(30);
        story.push('the first is done');
      });
    });
    clock.at(START + 2 * MINUTE, () => story.push('the second begins'));

    await clock.advance(5 * MINUTE);

    expect(story).toEqual(['the first is done', 'the second begins']);
  });

  it('runs work for a time that has passed at once, but not synchronously', async () => {
    const { clock } = aClock();
    const story: string[] = [];

    clock.at(START - MINUTE, () => story.push('work'));
    story.push('the caller goes on');
    await sleep(10);

    expect(story).toEqual(['the caller goes on', 'work']);
  });

  it('forgets a deadline that is cancelled', async () => {
    const { clock } = aClock();
    let met = false;
    const cancel = clock.at(START + MINUTE, () => {
      met = true;
    });

    cancel();
    await clock.advance(5 * MINUTE);

    expect(met).toBe(false);
  });

  it('keeps going when the work of a deadline throws, and says so', async () => {
    const { clock, reported } = aClock();
    let met = false;
    clock.at(START + MINUTE, () => {
      throw new Error('broken work');
    });
    clock.at(START + 2 * MINUTE, () => {
      met = true;
    });

    await clock.advance(5 * MINUTE);

    expect(met).toBe(true);
    expect(reported).toEqual([new Error('broken work')]);
  });

  it('makes two moves that come together one after the other', async () => {
    const { clock } = aClock();

    const [first, second] = await Promise.all([clock.advance(MINUTE), clock.advance(MINUTE)]);

    expect([first.now, second.now]).toEqual([START + MINUTE, START + 2 * MINUTE]);
  });

  it('arrives although a deadline renews itself without end', async () => {
    const { clock } = aClock({ moveLimitMs: 200 });
    let stop = false;
    const again = () => {
      if (!stop) clock.at(clock.now(), again);
    };
    clock.at(START + MINUTE, again);

    const { now, unhurried } = await clock.advance(5 * MINUTE);
    stop = true;

    expect(now).toBe(START + 5 * MINUTE);
    expect(unhurried).toBe(false);
  });

  it('counts deadlines that have come and whose work has not begun', () => {
    const { clock } = aClock();
    clock.at(START - 1, () => {});
    clock.at(START + MINUTE, () => {});

    expect(clock.overdue()).toBe(1);
  });

  it('starts in the past when it is told to', () => {
    const clock = createClock({ realNow: () => START, idle: async () => true, report: () => {}, behindMs: MINUTE });

    expect(clock.now()).toBe(START - MINUTE);
  });
});
