import { describe, expect, it } from 'vitest';
import type { PastExecution } from '../../../src/domain/change-since.ts';
import { ExecutionId } from '../../../src/domain/ids.ts';
import { rollbackEffect, rollbackTargets } from '../../../src/domain/rollback.ts';

const id = ExecutionId;

/** An execution that brought this revision of its source action App. */
function brought(name: string, revisionId: string, more: Partial<PastExecution> = {}): PastExecution {
  return { executionId: id(name), status: 'Succeeded', revisions: [{ action: 'App', revisionId }], ...more };
}

const FIRST = brought('first', 'a');
const SECOND = brought('second', 'b');
const THIRD = brought('third', 'c', { status: 'Failed' });
const BACK_TO_FIRST = brought('back', 'a', { rollbackOf: id('first') });

describe('what a stage can go back to', () => {
  const targets = (good: PastExecution[], holder: string) =>
    rollbackTargets(good, id(holder)).map(({ executionId }) => executionId);

  it('is whatever was good there, but not what is there now', () => {
    expect(targets([SECOND, FIRST], 'second')).toEqual(['first']);
  });

  it('is also what was good last, when what is there now was not good', () => {
    expect(targets([SECOND, FIRST], 'third')).toEqual(['second', 'first']);
  });

  it('is no rollback, and not what a rollback has just brought back', () => {
    expect(targets([BACK_TO_FIRST, SECOND, FIRST], 'back')).toEqual(['second']);
  });
});

describe('a rollback', () => {
  const effect = (executions: PastExecution[], holder: string, target: string) => {
    const { undoes, restores } = rollbackEffect({ executions, toItsBeginning: true }, id(holder), id(target));
    const ids = ({ revisions }: typeof undoes) => revisions.map(({ revisionId }) => revisionId);
    return { undoes: ids(undoes), restores: ids(restores), whole: undoes.whole };
  };

  it('undoes every revision that came since, of failed executions too', () => {
    expect(effect([THIRD, SECOND, FIRST], 'third', 'first')).toEqual({ undoes: ['c', 'b'], restores: [], whole: true });
  });

  it('of a rollback brings back what that took out', () => {
    expect(effect([BACK_TO_FIRST, SECOND, FIRST], 'back', 'second')).toEqual({
      undoes: [],
      restores: ['b'],
      whole: true,
    });
  });

  it('further back than is known does not pretend to know all', () => {
    expect(effect([THIRD, SECOND], 'third', 'first')).toMatchObject({ undoes: ['c', 'b'], whole: false });
  });
});
