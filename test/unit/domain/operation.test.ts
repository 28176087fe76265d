import { describe, expect, it } from 'vitest';
import { ExecutionId, RunKey } from '../../../src/domain/ids.ts';
import { type Deed, effectOf } from '../../../src/domain/operation.ts';
import { SHOP } from '../../support/builders.ts';

const OTHER = { ...SHOP, executionId: ExecutionId('another') };
const retry = (more: object = {}, target: object = {}): Deed => ({
  kind: 'retry',
  target: { ...SHOP, stage: 'Build', run: 'a1', ...target },
  mode: 'FAILED_ACTIONS',
  ...more,
});
const stop = (abandon: boolean, reason = '', target = SHOP): Deed => ({
  kind: 'stop',
  target: { ...target, run: 'a1' },
  abandon,
  reason,
});

describe('the effect of a deed', () => {
  it('is the same for two people with different words', () => {
    expect(effectOf(stop(false, 'wrong branch'))).toBe(effectOf(stop(false, 'oops')));
    expect(effectOf(retry())).toBe(effectOf(retry()));
  });

  it.each([
    ['another way to stop', stop(false), stop(true)],
    ['another execution', stop(false), stop(false, '', OTHER)],
    ['another way to retry', retry(), retry({ mode: 'ALL_ACTIONS' })],
    ['another stage', retry(), retry({}, { stage: 'Test' })],
    ['another attempt', retry(), retry({}, { run: 'a2' })],
    ['another region', retry(), retry({}, { region: 'us-east-1' })],
    ['another deed', retry(), stop(false)],
  ])('is another one for %s', (_what, one, other) => {
    expect(effectOf(one)).not.toBe(effectOf(other));
  });

  it('has no words of its own where something else keeps the deed single', () => {
    const { account, region, pipeline } = SHOP;
    const transition = { account, region, pipeline, stage: 'Prod', transition: 'Inbound' as const };
    const deeds: Deed[] = [
      { kind: 'approve', target: { ...SHOP, stage: 'Approve', action: 'Go-ahead', run: RunKey('r') }, comment: '' },
      { kind: 'reject', target: { ...SHOP, stage: 'Approve', action: 'Go-ahead', run: RunKey('r') }, comment: '' },
      { kind: 'start', target: { account, region, pipeline }, variables: {} },
      { kind: 'disable', target: transition, reason: '' },
      { kind: 'enable', target: transition },
    ];

    expect(deeds.map(effectOf)).toEqual(deeds.map(() => undefined));
  });
});
