import { describe, expect, it } from 'vitest';
import { changeSince, newestGood, type PastExecution } from '../../../src/domain/change-since.ts';
import { ExecutionId } from '../../../src/domain/ids.ts';

const id = ExecutionId;

/** An execution that brought these revisions of its source action App. */
function brought(name: string, revisions: string[], more: Partial<PastExecution> = {}): PastExecution {
  return {
    executionId: id(name),
    status: 'Succeeded',
    revisions: revisions.map((revisionId) => ({ action: 'App', revisionId })),
    ...more,
  };
}

const since = (executions: PastExecution[], own: string, good?: string, toItsBeginning = true) => {
  const history = { executions, toItsBeginning };
  const { revisions, whole } = changeSince(history, id(own), good === undefined ? undefined : id(good));
  return { revisions: revisions.map(({ revisionId, by }) => `${revisionId} by ${by}`), whole };
};

describe('what an execution would bring to a stage', () => {
  it('is every revision since what was good there: superseded and failed executions brought commits along', () => {
    const executions = [
      brought('fourth', ['d']),
      brought('third', ['c'], { status: 'Superseded' }),
      brought('second', ['b'], { status: 'Failed' }),
      brought('first', ['a']),
    ];

    expect(since(executions, 'fourth', 'first')).toEqual({
      revisions: ['d by fourth', 'c by third', 'b by second'],
      whole: true,
    });
  });

  it('leaves out what came after it', () => {
    const executions = [brought('third', ['c']), brought('second', ['b']), brought('first', ['a'])];

    expect(since(executions, 'second', 'first').revisions).toEqual(['b by second']);
  });

  it('leaves out what the stage runs already: of two sources only one may have changed', () => {
    const executions = [brought('second', ['code-2', 'config-1']), brought('first', ['code-1', 'config-1'])];

    expect(since(executions, 'second', 'first')).toEqual({ revisions: ['code-2 by second'], whole: true });
  });

  it('names each revision once, however often it was started', () => {
    const executions = [brought('third', ['b']), brought('second', ['b']), brought('first', ['a'])];

    expect(since(executions, 'third', 'first').revisions).toEqual(['b by third']);
  });

  it('before the first release is everything there ever was', () => {
    const executions = [brought('second', ['b']), brought('first', ['a'])];

    expect(since(executions, 'second')).toEqual({ revisions: ['b by second', 'a by first'], whole: true });
  });

  it.each([
    ['before the first release, when history goes on', [brought('second', ['b'])], 'second', undefined, false],
    ['when what was good is further back than was read', [brought('second', ['b'])], 'second', 'first', false],
    ['when what was good is in no history any more', [brought('second', ['b'])], 'second', 'first', true],
    [
      'when nothing tells what the execution brought',
      [brought('second', []), brought('first', ['a'])],
      'second',
      'first',
      true,
    ],
    ['when the execution itself is further back than was read', [brought('third', ['c'])], 'second', 'first', true],
  ])('is not the whole of it %s', (_when, executions, own, good, toItsBeginning) => {
    expect(since(executions, own, good, toItsBeginning).whole).toBe(false);
  });

  it('after a rollback is also what was rolled back: not the rollback runs there, but what it brought back', () => {
    const executions = [
      brought('again', ['c']),
      brought('rollback', ['a'], { rollbackOf: id('first') }),
      brought('bad', ['b']),
      brought('first', ['a']),
    ];

    expect(since(executions, 'again', 'rollback')).toEqual({ revisions: ['c by again', 'b by bad'], whole: true });
  });

  it('is nothing for a rollback: what it brings back was good there once', () => {
    const executions = [
      brought('rollback', ['a'], { rollbackOf: id('first') }),
      brought('bad', ['b']),
      brought('first', ['a']),
    ];

    expect(since(executions, 'rollback', 'bad')).toEqual({ revisions: [], whole: true });
  });

  it('is its own alone when a newer one came through before it, as in PARALLEL mode', () => {
    const executions = [brought('third', ['c']), brought('second', ['b']), brought('first', ['a'])];

    expect(since(executions, 'second', 'third')).toEqual({ revisions: ['b by second'], whole: true });
  });

  it('is its own too when it is said to have been good there itself', () => {
    const executions = [brought('second', ['b']), brought('first', ['a'])];

    expect(since(executions, 'second', 'second')).toMatchObject({ whole: false });
    expect(since(executions, 'second', 'second').revisions).toContain('b by second');
  });
});

describe('what CodePipeline says was good in a stage', () => {
  const history = (executions: PastExecution[]) => ({ executions, toItsBeginning: true });
  const first = brought('first', ['a']);
  const second = brought('second', ['b']);

  it('is the newest of them', () => {
    expect(newestGood(history([brought('third', ['c']), second, first]), [second, first])).toBe('second');
  });

  it('is not known when something was rolled back since: nothing says where', () => {
    const rollback = brought('rollback', ['a'], { rollbackOf: id('first') });

    expect(newestGood(history([rollback, second, first]), [second, first])).toBeUndefined();
    expect(newestGood(history([{ ...rollback, status: 'Failed' }, second, first]), [second, first])).toBe('second');
  });

  it('may be nothing', () => {
    expect(newestGood(history([first]), [])).toBeUndefined();
  });
});
