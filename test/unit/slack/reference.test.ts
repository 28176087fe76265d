import { describe, expect, it } from 'vitest';
import {
  nameDigest,
  parseReference,
  type Reference,
  toApprovalTarget,
  toBlockId,
  toValue,
} from '../../../src/slack/reference.ts';

const APPROVAL: Reference = {
  account: '123456789012',
  region: 'eu-west-1',
  pipeline: 'shop-web',
  executionId: '4b1e07c2-1111-4222-8333-444444444444',
  stage: 'Prod',
  action: 'Go-ahead',
  run: '0123456789abcdef',
};

describe('the reference of a button', () => {
  it('is one line that a person can read', () => {
    expect(toValue(APPROVAL)).toBe(
      '1|123456789012|eu-west-1|shop-web|4b1e07c2-1111-4222-8333-444444444444|Prod|Go-ahead|0123456789abcdef',
    );
  });

  it('comes back as it went', () => {
    expect(parseReference(toValue(APPROVAL) ?? '')).toEqual({ ok: true, reference: APPROVAL });
  });

  it('leaves out what it does not name', () => {
    const reference = { account: '123456789012', region: 'eu-west-1', pipeline: 'shop-web', stage: 'Prod' };
    expect(toValue(reference)).toBe('1|123456789012|eu-west-1|shop-web||Prod||');
    expect(parseReference('1|123456789012|eu-west-1|shop-web||Prod||')).toEqual({ ok: true, reference });
  });

  it('survives names with its own signs in them', () => {
    const odd = { ...APPROVAL, stage: 'a|b%7Cc#d e', action: 'Überprüfung 😀' };
    expect(parseReference(toValue(odd) ?? '')).toEqual({ ok: true, reference: odd });
  });

  it('fits the longest names that CodePipeline allows into a button', () => {
    const long = { ...APPROVAL, pipeline: 'p'.repeat(100), stage: '@'.repeat(100), action: 'a'.repeat(100) };
    expect(parseReference(toValue(long) ?? '')).toEqual({ ok: true, reference: long });
  });

  it('holds digests of stage and action where a menu has no room for their names', () => {
    const long = { ...APPROVAL, pipeline: 'p'.repeat(100), stage: 's'.repeat(100), action: 'a'.repeat(100) };
    const blockId = toBlockId(long) ?? '';
    expect(blockId.length).toBeLessThanOrEqual(255);
    expect(parseReference(blockId)).toEqual({
      ok: true,
      reference: { ...long, stage: nameDigest(long.stage), action: nameDigest(long.action) },
    });
    expect(nameDigest('Prod')).toBe('#5f56359ef193c076');
  });

  it('is not made where not even that fits: then there is no menu', () => {
    expect(toBlockId({ ...APPROVAL, pipeline: '😀'.repeat(100) })).toBeUndefined();
  });

  it.each([
    ['', 'not_ours'],
    ['hello', 'not_ours'],
    ['{"v":1}', 'not_ours'],
    ['1|a|b', 'not_ours'],
    ['1||eu-west-1|shop-web||||', 'not_ours'],
    ['1|1|eu-west-1|%E0%A4%A|||||', 'not_ours'],
    ['1|1|eu-west-1|%E0%A4%A||||', 'not_ours'],
    [`1|1|eu-west-1|${'p'.repeat(201)}||||`, 'not_ours'],
    ['2|123456789012|eu-west-1|shop-web||||', 'unknown_version'],
    ['17|anything', 'unknown_version'],
  ] as const)('is refused with a reason when it is %j', (text, reason) => {
    expect(parseReference(text)).toEqual({ ok: false, reason });
  });

  it('names a run of an approval only when it is whole', () => {
    expect(toApprovalTarget(APPROVAL)).toEqual(APPROVAL);
    const { run: _, ...withoutRun } = APPROVAL;
    expect(toApprovalTarget(withoutRun)).toBeUndefined();
  });
});
