import { describe, expect, it } from 'vitest';
import { OperationId, RunKey } from '../../../../src/domain/ids.ts';
import type { Deed } from '../../../../src/domain/operation.ts';
import { nameDigest } from '../../../../src/slack/reference.ts';
import { drawDeed } from '../../../../src/slack/views/deed-line.ts';
import { REF } from '../support/progress.ts';
import { textsOf } from '../support/slack-takes.ts';

const APPROVAL = { ...REF, stage: 'Prod', action: 'Go-ahead', run: RunKey('0123456789abcdef') };
const { executionId: _, ...PIPELINE } = REF;

function line(deed: Deed, ended: 'performed' | 'failed' | 'unknown' = 'performed', byName = 'Ines Duarte') {
  return textsOf(drawDeed({ operationId: OperationId('op'), deed, ended, byName, at: '2026-11-22T14:00:00Z' }))[0];
}

describe('the line that tells a deed', () => {
  it.each<[Deed, string]>([
    [
      { kind: 'approve', target: APPROVAL, comment: 'looks good' },
      '✓ Ines Duarte approved Prod/Go-ahead of *shop-web* · “looks good”',
    ],
    [{ kind: 'reject', target: APPROVAL, comment: '' }, '✗ Ines Duarte rejected Prod/Go-ahead of *shop-web*'],
    [
      { kind: 'retry', target: { ...REF, stage: 'Build', run: 'a1' }, mode: 'FAILED_ACTIONS' },
      '↻ Ines Duarte retried the failed actions of Build in *shop-web*',
    ],
    [
      { kind: 'retry', target: { ...REF, stage: 'Build', run: 'a1' }, mode: 'ALL_ACTIONS' },
      '↻ Ines Duarte retried all of Build in *shop-web*',
    ],
    [
      { kind: 'stop', target: { ...REF, run: 'a1' }, abandon: false, reason: 'wrong branch' },
      '■ Ines Duarte asked to stop *shop-web*, execution 4b1e07c2 · “wrong branch”',
    ],
    [
      { kind: 'stop', target: { ...REF, run: 'a1' }, abandon: true, reason: '' },
      '■ Ines Duarte stopped and abandoned *shop-web*, execution 4b1e07c2',
    ],
    [{ kind: 'start', target: PIPELINE, variables: {} }, '▶ Ines Duarte started *shop-web*'],
    [
      { kind: 'disable', target: { ...REF, stage: 'Prod', transition: 'Inbound' }, reason: 'end of quarter' },
      '⊘ Ines Duarte closed the way to Prod in *shop-web* · “end of quarter”',
    ],
    [
      { kind: 'enable', target: { ...PIPELINE, stage: 'Build', transition: 'Outbound' } },
      '○ Ines Duarte opened the way out of Build in *shop-web*',
    ],
    [
      { kind: 'disable', target: { ...REF, stage: nameDigest('Prod'), transition: 'Inbound' }, reason: '' },
      '⊘ Ines Duarte closed the way to the stage in *shop-web*',
    ],
  ])('names who, what and why: %j', (deed, expected) => {
    expect(line(deed)).toBe(expected);
  });

  it('says openly when it did not work, or when nobody knows', () => {
    const deed: Deed = { kind: 'start', target: PIPELINE, variables: {} };
    expect(line(deed, 'failed')).toBe(
      '✗ Ines Duarte tried to start *shop-web*. That did not work, and nothing was changed.',
    );
    expect(line(deed, 'unknown')).toContain('it may still happen, and the card will show it');
  });

  it('leaves its mark out where it is heard', () => {
    const deed: Deed = { kind: 'start', target: PIPELINE, variables: {} };
    const drawn = drawDeed({
      operationId: OperationId('op'),
      deed,
      ended: 'performed',
      byName: 'Ben',
      at: '2026-11-22T14:00:00Z',
    });
    expect(drawn.text).toBe('Ben started *shop-web*');
  });

  it('mentions nobody, whatever somebody is called or writes', () => {
    const deed: Deed = { kind: 'approve', target: APPROVAL, comment: '<!channel> <@U0DANA>' };
    expect(line(deed, 'performed', '<@U0BEN>')).not.toMatch(/<[@!#]/);
  });
});
