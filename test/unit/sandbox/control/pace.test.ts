import { describe, expect, it } from 'vitest';
import { createPace } from '../../../../src/sandbox/control/pace.ts';

function aPace() {
  const speeds: number[] = [];
  return { pace: createPace({ setSpeed: (speed) => speeds.push(speed) }, 1), speeds };
}

describe('the pace of simulated actions', () => {
  it('stands still while paused, and goes on at its speed afterwards', () => {
    const { pace, speeds } = aPace();

    pace.setSpeed(10);
    pace.setPaused(true);
    pace.setPaused(false);

    expect(speeds).toEqual([1, 10, 0, 10]);
  });

  it('keeps a speed that is set while paused for later', () => {
    const { pace, speeds } = aPace();

    pace.setPaused(true);
    pace.setSpeed(60);

    expect(speeds).toEqual([1, 0, 0]);
    expect(pace.now()).toEqual({ speed: 60, paused: true });
    pace.setPaused(false);
    expect(speeds.at(-1)).toBe(60);
  });

  it('tells of each change', () => {
    const { pace } = aPace();
    let told = 0;
    pace.onChange(() => {
      told++;
    });

    pace.setSpeed(10);
    pace.setPaused(true);

    expect(told).toBe(2);
  });
});
