import { describe, expect, it } from 'vitest';
import { freezes, windowsInForce } from '../../../src/domain/freeze.ts';
import { AccountId } from '../../../src/domain/ids.ts';
import { parseMoment } from '../../../src/domain/moments.ts';
import type { FreezeWindow } from '../../../src/domain/policy.ts';
import { SHOP } from '../../support/builders.ts';
import { anApproveGrant, aPolicy, aRule } from '../../support/policy.ts';

const moment = (text: string) => parseMoment(text) ?? expect.fail(`${text} is no time`);
const aWindow = (more: Partial<FreezeWindow> = {}): FreezeWindow => ({
  pipelines: '*',
  stages: 'Prod*',
  from: moment('Fri 16:00'),
  to: moment('Mon 08:00'),
  timeZone: 'Europe/Zurich',
  reason: 'weekend',
  ...more,
});
const SATURDAY = Date.parse('2026-11-21T12:00:00Z');
const TUESDAY = Date.parse('2026-11-24T12:00:00Z');

describe('the freezes of the policy that hold', () => {
  it('are those whose window is open, with its two ends', () => {
    const policy = aPolicy({ freezes: [aWindow({ from: moment('2026-12-20'), to: moment('2027-01-04') }), aWindow()] });

    expect(windowsInForce(policy, SATURDAY)).toEqual([
      {
        id: 'policy-2-2026-11-20T15:00:00.000Z',
        pipelines: '*',
        stages: 'Prod*',
        from: '2026-11-20T15:00:00.000Z',
        until: '2026-11-23T07:00:00.000Z',
        reason: 'weekend',
        letThrough: [],
      },
    ]);
    expect(windowsInForce(policy, TUESDAY)).toEqual([]);
  });

  it('are told apart from those of another week', () => {
    const policy = aPolicy({ freezes: [aWindow()] });
    const [now, later] = [SATURDAY, SATURDAY + 7 * 86_400_000].map((atMs) => windowsInForce(policy, atMs)[0]?.id);

    expect(now).not.toBe(later);
  });
});

describe('a freeze holds', () => {
  const [frozen] = windowsInForce(aPolicy({ freezes: [aWindow()] }), SATURDAY);
  const freeze = frozen ?? expect.fail('it is Saturday');
  const { stages: _stages, ...everywhere } = freeze;
  const policy = aPolicy();

  it.each([
    ['a stage that it names', freeze, ['Prod-eu'], true],
    ['an approval that opens such a stage', freeze, ['Approve', 'Prod'], true],
    ['no other stage', freeze, ['Build'], false],
    ['no pipeline as a whole', freeze, undefined, false],
    ['no other pipeline', { ...freeze, pipelines: 'payments-*' }, ['Prod'], false],
    ['no other account', { ...freeze, accounts: [AccountId('999999999999')] }, ['Prod'], false],
    ['no other region', { ...freeze, regions: ['us-east-1'] }, ['Prod'], false],
  ] as const)('%s', (_what, which, stage, holds) => {
    expect(freezes(which, policy, SHOP, stage)).toBe(holds);
  });

  it('the stages that somebody has to approve, when it names none', () => {
    const { approve: _approve, ...rest } = aRule();
    const approvals = aPolicy({ rules: [{ ...rest, stages: 'Prod*', approve: anApproveGrant() }, rest] });

    expect(freezes(everywhere, approvals, SHOP, ['Prod'])).toBe(true);
    expect(freezes(everywhere, approvals, SHOP, ['Approve', 'Prod'])).toBe(true);
    expect(freezes(everywhere, approvals, SHOP, ['Build'])).toBe(false);
  });
});
