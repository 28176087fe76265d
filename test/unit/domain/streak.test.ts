import { describe, expect, it } from 'vitest';
import { ExecutionId } from '../../../src/domain/ids.ts';
import { flakyActions, type PastRun, streakOf } from '../../../src/domain/streak.ts';
import { at } from '../../support/builders.ts';

const run = (id: string, ended: PastRun['ended'], seconds: number, action = 'Test'): PastRun => ({
  executionId: ExecutionId(id),
  action,
  ended,
  at: at(seconds),
});

describe('how long a stage has been red', () => {
  it('counts executions in a row, back to the last in which all was green', () => {
    const runs = [run('c', 'failed', 30), run('b', 'failed', 20), run('a', 'succeeded', 10), run('z', 'failed', 5)];

    expect(streakOf(runs, ExecutionId('c'))).toEqual({ nth: 2, redSince: at(20), lastGreenAt: at(10) });
  });

  it('counts an execution once, however often it was retried, and not the newer ones', () => {
    const runs = [run('d', 'failed', 50), run('c', 'failed', 40), run('c', 'failed', 30), run('a', 'succeeded', 10)];

    expect(streakOf(runs, ExecutionId('c'))).toEqual({ nth: 1, redSince: at(30), lastGreenAt: at(10) });
  });

  it('takes a stage for green only when each of its actions was', () => {
    const runs = [
      run('c', 'failed', 30),
      run('b', 'succeeded', 20),
      run('b', 'failed', 19, 'Lint'),
      run('a', 'succeeded', 10),
    ];

    expect(streakOf(runs, ExecutionId('c'))).toMatchObject({ nth: 2, redSince: at(19) });
  });

  it('knows nothing of an execution that is not among the runs', () => {
    expect(streakOf([run('a', 'failed', 1)], ExecutionId('b'))).toBeUndefined();
  });
});

describe('a flaky action', () => {
  it('failed and then passed in one execution, several times lately', () => {
    const flaky = ['a', 'b'].flatMap((id, index) => [run(id, 'succeeded', 10 + index), run(id, 'failed', 5 + index)]);

    expect(flakyActions([run('now', 'failed', 99), ...flaky], ['Test'])).toEqual(['Test']);
    expect(flakyActions(flaky.slice(0, 2), ['Test'])).toEqual([]);
    expect(flakyActions([run('a', 'succeeded', 9), run('b', 'failed', 8)], ['Test'])).toEqual([]);
  });
});
