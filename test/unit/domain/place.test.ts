import { describe, expect, it } from 'vitest';
import { RunKey } from '../../../src/domain/ids.ts';
import type { Deed } from '../../../src/domain/operation.ts';
import { placeOf, unplaced } from '../../../src/domain/place.ts';
import { SHOP, SHOP_STRUCTURE } from '../../support/builders.ts';

const { executionId: _executionId, ...REF } = SHOP;
const decided = (kind: 'approve' | 'reject', stageName: string, action: string): Deed => ({
  kind,
  target: { ...SHOP, stage: stageName, action, run: RunKey('1') },
  comment: '',
});
const APPROVE = decided('approve', 'Approve', 'Go-ahead');
const STOP: Deed = { kind: 'stop', target: { ...SHOP, run: 'a1' }, abandon: false, reason: '' };
const way = (kind: 'disable' | 'enable', transition: 'Inbound' | 'Outbound', stageName = 'Build'): Deed => {
  const target = { ...REF, stage: stageName, transition };
  return kind === 'disable' ? { kind, target, reason: '' } : { kind, target };
};
const stagesOf = (deed: Deed, within: readonly string[] = []) => placeOf(deed, SHOP_STRUCTURE, within).stages;

describe('what a deed touches', () => {
  it('is, of an approval, the stage that it stands in and the one that it opens', () => {
    expect(stagesOf(APPROVE)).toEqual([['Approve', 'Prod']]);
    expect(stagesOf(decided('reject', 'Approve', 'Go-ahead'))).toEqual([['Approve', 'Prod']]);
  });

  it('is, of a retry, the stage', () => {
    const retry: Deed = { kind: 'retry', target: { ...SHOP, stage: 'Prod', run: 'a1' }, mode: 'ALL_ACTIONS' };

    expect(stagesOf(retry)).toEqual([['Prod']]);
  });

  it('is, of the way into a stage, the stage; and of the way out of one, the next as well', () => {
    expect(stagesOf(way('enable', 'Inbound'))).toEqual([['Build']]);
    expect(stagesOf(way('enable', 'Outbound'))).toEqual([['Build'], ['Approve']]);
    expect(stagesOf(way('disable', 'Outbound', 'Prod'))).toEqual([['Prod']]);
  });

  it('is, of a stop, each stage in which the execution is', () => {
    expect(stagesOf(STOP, ['Approve'])).toEqual([['Approve']]);
    expect(stagesOf(STOP, ['Approve', 'Prod'])).toEqual([['Approve'], ['Prod']]);
  });

  it('is the pipeline as a whole of a start, and of a stop of which nobody knows where it is', () => {
    expect(stagesOf({ kind: 'start', target: REF, variables: {} })).toEqual([]);
    expect(stagesOf(STOP)).toEqual([]);
  });

  it('names the execution, where the deed does', () => {
    expect(placeOf(APPROVE, SHOP_STRUCTURE, [])).toMatchObject({ ref: REF, executionId: SHOP.executionId });
    expect(placeOf(way('enable', 'Inbound'), SHOP_STRUCTURE, [])).not.toHaveProperty('executionId');
  });
});

describe('a deed whose stages only the definition tells', () => {
  it('is not judged without the definition: a lenient rule for all stages would decide instead of the one for Prod', () => {
    for (const deed of [APPROVE, way('enable', 'Outbound')]) {
      expect(unplaced(deed, undefined)).toEqual({ reason: 'pipeline_not_found', pipeline: 'shop-web' });
    }
  });

  it('is not judged when the definition knows neither its stage nor its action', () => {
    expect(unplaced(decided('approve', 'Gone', 'Go-ahead'), SHOP_STRUCTURE)).toEqual({
      reason: 'stage_not_found',
      stage: 'Gone',
    });
    expect(unplaced(decided('approve', 'Approve', 'Renamed'), SHOP_STRUCTURE)).toEqual({
      reason: 'stage_not_found',
      stage: 'Approve',
    });
    expect(unplaced(way('enable', 'Outbound', 'Gone'), SHOP_STRUCTURE)).toEqual({
      reason: 'stage_not_found',
      stage: 'Gone',
    });
  });

  it('is judged as soon as it does', () => {
    expect(unplaced(APPROVE, SHOP_STRUCTURE)).toBeUndefined();
    expect(unplaced(way('enable', 'Outbound'), SHOP_STRUCTURE)).toBeUndefined();
  });

  it('is none that names its stage itself', () => {
    for (const deed of [STOP, way('enable', 'Inbound')]) expect(unplaced(deed, undefined)).toBeUndefined();
  });
});
