import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowsInForce, windowsToCome } from '../../../src/domain/freeze.ts';
import { mayLook, teamsThatLook } from '../../../src/domain/permissions.ts';
import type { Policy, Rule } from '../../../src/domain/policy.ts';
import { approvalRuling, rulingFor } from '../../../src/domain/rules.ts';
import { frozenStages, whoMay } from '../../../src/domain/who-may.ts';
import { aMember, anyMember, anyPolicy, numbered } from '../../support/any-policy.ts';
import { SHOP, SHOP_STRUCTURE } from '../../support/builders.ts';
import { anApproveGrant, aPolicy, aRule } from '../../support/policy.ts';

const { operate: _1, approve: _2, gate: _3, audit: _4, ...BARE } = aRule();
const ruled = (...rules: Partial<Rule>[]): Policy =>
  aPolicy({ rules: numbered(rules.map((rule) => ({ ...BARE, ...rule }))) });
const OPS = { by: ['ops'] };
const STRICT = ruled(
  { stages: 'Prod*', approve: anApproveGrant({ by: ['release-managers'] }), operate: { by: ['release-managers'] } },
  { operate: OPS, look: OPS },
);

describe('who may do what with a pipeline', () => {
  const who = whoMay(STRICT, SHOP, SHOP_STRUCTURE);

  it('is told of each approval of the definition, with the stage that it opens', () => {
    expect(who.approvals).toMatchObject([
      { stage: 'Approve', action: 'Go-ahead', opens: 'Prod', ruling: { rule: { number: 1 } } },
    ]);
  });

  it('is told of each right, and of stages apart where different rules decide', () => {
    const told = who.rights.map(({ right, everywhere, whole, stages, ruling }) => [
      right,
      everywhere,
      whole,
      stages.join(' '),
      ruling?.rule.number,
    ]);

    expect(told).toEqual([
      ['look', true, true, '', 2],
      ['operate', false, true, 'Source Build Approve', 2],
      ['operate', false, false, 'Prod', 1],
      ['gate', false, false, 'Source Build Approve', undefined],
      ['gate', false, false, 'Prod', 1],
      ['change', true, true, '', undefined],
      ['audit', true, true, '', undefined],
    ]);
  });

  it('is what decides, for any policy', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        const { approvals, rights } = whoMay(policy, SHOP, SHOP_STRUCTURE);

        expect(approvals.map(({ ruling }) => ruling)).toEqual([approvalRuling(policy, SHOP, ['Approve', 'Prod'])]);
        for (const { right, whole, stages, ruling } of rights) {
          if (whole) expect(rulingFor(policy, right, SHOP, undefined)).toEqual(ruling);
          for (const stage of stages) expect(rulingFor(policy, right, SHOP, [stage])).toEqual(ruling);
        }
        expect(
          rights
            .filter(({ right }) => right === 'operate')
            .flatMap(({ stages }) => stages)
            .toSorted(),
        ).toEqual(SHOP_STRUCTURE.stages.map(({ name }) => name).toSorted());
      }),
    );
  });
});

describe('the stages of a pipeline that a freeze is about', () => {
  const window = {
    pipelines: '*',
    stages: 'Prod*',
    from: { kind: 'weekly', weekday: 5, minutes: 960 },
    to: { kind: 'weekly', weekday: 1, minutes: 480 },
    timeZone: 'UTC',
    reason: 'weekend',
  } as const;
  const policy = aPolicy({ freezes: [window] });
  const [SATURDAY, TUESDAY] = [Date.parse('2026-11-21T12:00:00Z'), Date.parse('2026-11-24T12:00:00Z')];

  it('are those that it names, and those whose approval opens them', () => {
    const [freeze] = windowsInForce(policy, SATURDAY);

    expect(freeze && frozenStages(freeze, policy, SHOP, SHOP_STRUCTURE)).toEqual(['Approve', 'Prod']);
    expect(freeze && frozenStages({ ...freeze, pipelines: 'etl' }, policy, SHOP, SHOP_STRUCTURE)).toEqual([]);
  });

  it('are known before it begins, and each window is told once: as one that holds or as one to come', () => {
    expect(windowsToCome(policy, TUESDAY)).toMatchObject([
      { from: '2026-11-27T16:00:00.000Z', until: '2026-11-30T08:00:00.000Z', reason: 'weekend' },
    ]);
    expect(windowsToCome(policy, SATURDAY)).toEqual([]);
    expect(windowsInForce(policy, TUESDAY)).toEqual([]);
  });
});

describe('whether somebody may look at a pipeline', () => {
  it('is yes where no rule says who', () => {
    expect(mayLook(aMember([]), ruled({ operate: OPS }), SHOP)).toBe(true);
    expect(teamsThatLook(ruled({ operate: OPS }))).toEqual([]);
  });

  it('is yes for those that the rule names, and no for others and while Slack does not tell who is among them', () => {
    expect(mayLook(aMember(['ops']), STRICT, SHOP)).toBe(true);
    expect(mayLook(aMember([]), STRICT, SHOP)).toBe(false);
    expect(mayLook(aMember([], ['ops']), STRICT, SHOP)).toBe(false);
    expect(teamsThatLook(STRICT)).toEqual(['ops']);
  });

  it('is never yes for less than the teams of the first rule that says it', () => {
    fc.assert(
      fc.property(anyPolicy, anyMember, (policy, standing) => {
        const by = rulingFor(policy, 'look', SHOP, undefined)?.grant.by ?? ['everyone'];

        expect(mayLook(standing, policy, SHOP)).toBe(
          by.some((team) => team === 'everyone' || standing.teams.has(team)),
        );
      }),
    );
  });
});
