import { describe, expect, it } from 'vitest';
import { keepsRule } from '../../../src/domain/answered-elsewhere.ts';
import { nameInArn } from '../../../src/domain/arn.ts';
import type { Contributors } from '../../../src/domain/contributors.ts';
import { knownAs } from '../../../src/domain/contributors.ts';
import { UserId } from '../../../src/domain/ids.ts';
import { EVERYONE } from '../../../src/domain/policy.ts';
import { anApproveGrant } from '../../support/policy.ts';

const INES = UserId('U0INES');
const RELEASERS = new Set(['releasers']);
const NOBODY: ReadonlySet<string> = new Set();
const bySomebodyElse: Contributors = {
  people: [{ role: 'author', name: 'Dana', user: UserId('U0DANA') }],
  complete: true,
};
const byInes: Contributors = { people: [{ role: 'author', name: 'Ines', user: INES }], complete: true };
const byAStranger: Contributors = { people: [{ role: 'author', name: 'somebody' }], complete: true };

const releasers = (more = {}) => anApproveGrant({ by: ['releasers'], ...more });
const everyone = (more = {}) => anApproveGrant({ by: [EVERYONE], ...more });

describe('an approval in the console', () => {
  it.each([
    ['by anybody, where one of everybody is enough', everyone(), undefined, NOBODY, undefined, true],
    ['by one of those who can, where one is enough', releasers(), INES, RELEASERS, undefined, true],
    ['by somebody whom nobody knows', releasers(), undefined, NOBODY, undefined, false],
    ['by somebody known who is not among them', releasers(), INES, NOBODY, undefined, false],
    ['by one of them, where two are needed', releasers({ quorum: 2 }), INES, RELEASERS, undefined, false],
    ['by anybody, where two of everybody are needed', everyone({ quorum: 2 }), INES, NOBODY, undefined, false],
    ['of somebody else’s change', releasers({ notOwnChange: true }), INES, RELEASERS, bySomebodyElse, true],
    ['of one’s own change', releasers({ notOwnChange: true }), INES, RELEASERS, byInes, false],
    [
      'by nobody knows whom, where it must not be the author',
      everyone({ notOwnChange: true }),
      undefined,
      NOBODY,
      undefined,
      false,
    ],
    [
      'of a change by nobody knows whom, which needs one more',
      releasers({ notOwnChange: true }),
      INES,
      RELEASERS,
      byAStranger,
      false,
    ],
    [
      'of such a change, where that is refused',
      releasers({ notOwnChange: true, unknownAuthor: 'refuse' }),
      INES,
      RELEASERS,
      byAStranger,
      false,
    ],
    [
      'of such a change, where only the starter matters',
      releasers({ notOwnChange: true, unknownAuthor: 'starterOnly' }),
      INES,
      RELEASERS,
      byAStranger,
      true,
    ],
  ] as const)('%s', (_what, grant, user, teams, contributors, kept) => {
    expect(keepsRule(grant, 'approved', user, teams, contributors)).toBe(kept);
  });
});

describe('a rejection in the console', () => {
  it('keeps the rule where one of those who can is enough, whoever the author is', () => {
    const grant = releasers({ quorum: 2, notOwnChange: true });

    expect(keepsRule(grant, 'rejected', INES, RELEASERS, byInes)).toBe(true);
    expect(keepsRule(grant, 'rejected', undefined, NOBODY, undefined)).toBe(false);
    expect(keepsRule(releasers({ rejectQuorum: 2 }), 'rejected', INES, RELEASERS, undefined)).toBe(false);
  });
});

describe('who in Slack somebody in AWS is', () => {
  const people = [{ slack: INES, emails: [], logins: [], iam: ['*:user/ines', '*:assumed-role/*/ines'] }];

  it.each([
    ['arn:aws:iam::123456789012:user/ines', INES],
    ['arn:aws:sts::123456789012:assumed-role/Deployer/ines', INES],
    ['arn:aws:iam::123456789012:user/inessa', undefined],
    ['', undefined],
  ])('is what the policy says: %s', (arn, user) => {
    expect(knownAs(people, { arn })).toBe(user);
  });

  it.each([
    ['arn:aws:iam::123456789012:user/team/ines', 'ines'],
    ['arn:aws:sts::123456789012:assumed-role/Deployer/ines@example.com', 'ines@example.com'],
    ['arn:aws:iam::123456789012:root', 'root'],
    ['123456789012', undefined],
    [undefined, undefined],
  ])('is told by the last name alone, with no account: %s', (arn, told) => {
    expect(nameInArn(arn)).toBe(told);
  });
});
