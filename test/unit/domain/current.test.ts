import { describe, expect, it } from 'vitest';
import { currentOf } from '../../../src/domain/current.ts';
import { rankOf, type State } from '../../../src/domain/execution-event.ts';
import { at } from '../../support/builders.ts';

const seen = (order: string, state: State) => ({ order, observation: { state, rank: rankOf(state), at: at(0) } });

describe('the attempt that counts now', () => {
  it('is none where nothing was seen', () => {
    expect(currentOf([])).toBeUndefined();
  });

  it('is the newest, in whatever order they were seen', () => {
    const runs = [seen('1', 'failed'), seen('3', 'running'), seen('2', 'failed')];

    expect(currentOf(runs)).toMatchObject({ order: '3', observation: { state: 'running' } });
    expect(currentOf(runs.toReversed())).toEqual(currentOf(runs));
  });

  it('is the same as the one before where no end lies between them: the higher rank is true', () => {
    expect(currentOf([seen('1', 'stopping'), seen('2', 'running')])).toMatchObject({
      order: '2',
      observation: { state: 'stopping' },
    });
    expect(currentOf([seen('1', 'running'), seen('2', 'succeeded')])?.observation.state).toBe('succeeded');
  });

  it('stays ended when only earlier attempts are seen afterwards', () => {
    expect(currentOf([seen('2', 'succeeded'), seen('1', 'running')])?.observation.state).toBe('succeeded');
  });
});
