import { describe, expect, it } from 'vitest';
import { approvalsNeeded, type Contributors, hasUnknown, ownPart } from '../../../src/domain/contributors.ts';
import { UserId } from '../../../src/domain/ids.ts';
import type { UnknownAuthor } from '../../../src/domain/policy.ts';
import { anApproveGrant } from '../../support/policy.ts';

const DANA = { role: 'author', name: 'Dana Reyes', user: UserId('U0DANA') } as const;
const STARTER = { role: 'starter', name: 'Ines Duarte', user: UserId('U0INES') } as const;
const NOBODY = { role: 'author', name: 'ci@example.com' } as const;
const KNOWN: Contributors = { people: [DANA, STARTER], complete: true };

describe('one’s own change', () => {
  it.each([
    ['its author', 'U0DANA', DANA],
    ['whoever started it', 'U0INES', STARTER],
    ['nobody else', 'U0BEN', undefined],
  ])('is that of %s', (_who, user, part) => {
    expect(ownPart(KNOWN, UserId(user))).toEqual(part);
  });

  it('is not that of somebody whom nobody knows in Slack', () => {
    expect(ownPart({ people: [NOBODY], complete: true }, UserId('U0BEN'))).toBeUndefined();
  });
});

describe('a change is not all known', () => {
  it.each([
    ['when an author is nobody in Slack', { people: [DANA, NOBODY], complete: true }, true],
    ['when commits may be missing', { people: [DANA], complete: false }, true],
    ['when nobody is named at all and nothing says that is all', { people: [], complete: false }, true],
    ['unless everybody is', KNOWN, false],
  ])('%s', (_when, contributors, unknown) => {
    expect(hasUnknown(contributors)).toBe(unknown);
  });
});

describe('the approvals that a change needs', () => {
  const unknown: Contributors = { people: [NOBODY], complete: true };
  const needed = (quorum: number, unknownAuthor: UnknownAuthor, contributors?: Contributors) =>
    approvalsNeeded(anApproveGrant({ quorum, unknownAuthor, notOwnChange: true }), contributors);

  it.each([
    ['the quorum', 2, 'oneMore', KNOWN, 2],
    ['one more where an author is not known', 2, 'oneMore', unknown, 3],
    ['two at least where an author is not known', 1, 'oneMore', unknown, 2],
    ['the quorum where only the starter counts', 1, 'starterOnly', unknown, 1],
    ['the quorum where it is refused anyway', 1, 'refuse', unknown, 1],
    ['the quorum where nobody asks whose change it is', 1, 'oneMore', undefined, 1],
  ] as const)('are %s', (_which, quorum, unknownAuthor, contributors, approvals) => {
    expect(needed(quorum, unknownAuthor, contributors)).toBe(approvals);
  });
});
