import { describe, expect, it } from 'vitest';
import { deadlineOf, ranOut } from '../../../src/domain/deadline.ts';
import { toProgress } from '../../../src/domain/to-progress.ts';
import { approvalWaits, at, folded, pipeline, SHOP_STRUCTURE } from '../../support/builders.ts';

const waiting = folded(pipeline('running', 0), approvalWaits(20, 'run-1'));
const within = (timeoutMinutes?: number) => ({
  stages: SHOP_STRUCTURE.stages.map((stage) => ({
    ...stage,
    actions: stage.actions.map((action) => ({
      ...action,
      ...(timeoutMinutes === undefined ? {} : { timeoutMinutes }),
    })),
  })),
});

describe('until when an approval waits', () => {
  it('is as long as its declaration says, from the beginning of the run', () => {
    expect(toProgress(waiting, within(90)).approvals[0]?.deadline).toBe(at(20 + 90 * 60));
  });

  it('is seven days where the declaration does not say', () => {
    expect(toProgress(waiting, within()).approvals[0]?.deadline).toBe(at(20 + 7 * 24 * 3600));
  });

  it('is not guessed where the declaration or the beginning is not known', () => {
    expect(toProgress(waiting).approvals[0]?.deadline).toBeUndefined();
    expect(deadlineOf(undefined)).toBeUndefined();
    expect(deadlineOf('not a time')).toBeUndefined();
  });
});

describe('an approval that failed', () => {
  const deadline = '2026-03-02T12:30:00.700Z';

  it.each([
    ['before the second of its deadline', '2026-03-02T12:29:59.000Z', false],
    ['in that second, because events tell no smaller part', '2026-03-02T12:30:00.000Z', true],
    ['later', '2026-03-02T12:31:10.000Z', true],
  ])('%s', (_when, endedAt, expected) => {
    expect(ranOut({ endedAt, deadline })).toBe(expected);
  });

  it('without a known deadline is never said to have run out', () => {
    expect(ranOut({ endedAt: deadline })).toBe(false);
    expect(ranOut({ deadline })).toBe(false);
  });
});
