import { describe, expect, it } from 'vitest';
import { AccountId } from '../../../src/domain/ids.ts';
import { EVERYONE, type Policy, type Right, type Rule } from '../../../src/domain/policy.ts';
import { approvalRuling, lookGrant, rulingFor } from '../../../src/domain/rules.ts';
import { numbered } from '../../support/any-policy.ts';
import { SHOP } from '../../support/builders.ts';
import { anApproveGrant, aPolicy, aRule } from '../../support/policy.ts';

const OPS = { by: ['ops'] };
const { operate: _1, approve: _2, gate: _3, audit: _4, ...BARE } = aRule();
const ruled = (...rules: Partial<Rule>[]): Policy =>
  aPolicy({ rules: numbered(rules.map((rule) => ({ ...BARE, ...rule }))) });
const decides = (policy: Policy, right: Right, stage?: string) =>
  rulingFor(policy, right, SHOP, stage === undefined ? undefined : [stage])?.rule.number;

describe('the rule that decides', () => {
  it('is the first that is about it and has the right', () => {
    const policy = ruled(
      { pipelines: 'payments-*', operate: OPS },
      { stages: 'Prod*', gate: OPS },
      { operate: OPS },
      { operate: { by: [EVERYONE] } },
    );

    expect(decides(policy, 'operate', 'Prod')).toBe(3);
    expect(decides(policy, 'gate', 'Prod')).toBe(2);
    expect(decides(policy, 'gate', 'Build')).toBeUndefined();
    expect(decides(policy, 'audit', 'Prod')).toBeUndefined();
  });

  it('is narrowed by account and region', () => {
    expect(decides(ruled({ accounts: [AccountId('999999999999')], operate: OPS }), 'operate')).toBeUndefined();
    expect(decides(ruled({ accounts: [SHOP.account], operate: OPS }), 'operate')).toBe(1);
    expect(decides(ruled({ regions: ['us-east-1'], operate: OPS }), 'operate')).toBeUndefined();
    expect(decides(ruled({ regions: ['us-east-1', 'eu-west-1'], operate: OPS }), 'operate')).toBe(1);
  });

  it('about the pipeline as a whole is about no stages, not even about all of them', () => {
    const policy = ruled({ stages: '*', operate: OPS, change: OPS }, { operate: OPS });

    expect(decides(policy, 'operate')).toBe(2);
    expect(decides(policy, 'change')).toBeUndefined();
  });

  it('knows a stage by each of its names', () => {
    expect(
      rulingFor(ruled({ stages: 'Prod*', approve: anApproveGrant() }), 'approve', SHOP, ['Approve', 'Prod']),
    ).toBeDefined();
    expect(
      rulingFor(ruled({ stages: 'App*', approve: anApproveGrant() }), 'approve', SHOP, ['Approve', 'Prod']),
    ).toBeDefined();
  });
});

describe('whoever approves', () => {
  it('may also open the way there, though not the other way round', () => {
    const approve = anApproveGrant(OPS);

    expect(rulingFor(ruled({ approve }), 'gate', SHOP, ['Prod'])?.grant.by).toEqual(['ops']);
    expect(decides(ruled({ gate: OPS }), 'approve', 'Prod')).toBeUndefined();
  });

  it('may not where the same rule says who opens it', () => {
    const policy = ruled({ approve: anApproveGrant(OPS), gate: { by: ['release-managers'] } });

    expect(rulingFor(policy, 'gate', SHOP, ['Prod'])?.grant.by).toEqual(['release-managers']);
  });

  it('is found with the terms of the approval', () => {
    const approve = anApproveGrant({ ...OPS, quorum: 2 });

    expect(approvalRuling(ruled({ gate: OPS }, { approve }), SHOP, ['Prod'])).toMatchObject({
      rule: { number: 2 },
      grant: { quorum: 2 },
    });
    expect(approvalRuling(ruled({ gate: OPS }), SHOP, ['Prod'])).toBeUndefined();
  });
});

describe('who may look at a pipeline', () => {
  it('is every full member where no rule says otherwise', () => {
    expect(lookGrant(ruled({ operate: OPS }), SHOP)).toEqual({ by: [EVERYONE] });
  });

  it('is whom the first rule about the whole pipeline names', () => {
    const policy = ruled({ stages: 'Prod*', look: { by: ['directors'] } }, { look: OPS }, { look: { by: [EVERYONE] } });

    expect(lookGrant(policy, SHOP)).toEqual(OPS);
  });
});
