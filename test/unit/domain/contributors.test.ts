import { describe, expect, it } from 'vitest';
import {
  approvalsNeeded,
  type Contributor,
  type Contributors,
  contributorsIn,
  hasUnknown,
  judgeOwn,
  knownAs,
  moreNeeded,
  ownPart,
  unknownsOf,
} from '../../../src/domain/contributors.ts';
import type { DeedLine } from '../../../src/domain/execution.ts';
import { OperationId, UserId } from '../../../src/domain/ids.ts';
import type { KnownPerson, UnknownAuthor } from '../../../src/domain/policy.ts';
import { SHOP } from '../../support/builders.ts';
import { anApproveGrant } from '../../support/policy.ts';

const DANA = { role: 'author', name: 'Dana Reyes', user: UserId('U0DANA') } as const;
const STARTER = { role: 'starter', name: 'Ines Duarte', user: UserId('U0INES') } as const;
const NOBODY = { role: 'author', name: 'ci@example.com' } as const;
const KNOWN: Contributors = { people: [DANA, STARTER], complete: true };

const BEN = UserId('U0BEN');
const dana: Contributor = { role: 'author', name: 'Dana Reyes', user: UserId('U0DANA') };
const stranger: Contributor = { role: 'author', name: 'Sam Hill' };
const by = (people: Contributor[], more: Partial<Contributors> = {}): Contributors => ({
  people,
  complete: true,
  ...more,
});

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

describe('approving one’s own change', () => {
  const grant = anApproveGrant({ notOwnChange: true });

  it.each(['author', 'starter', 'retrier', 'overrider'] as const)('is refused to the %s', (role) => {
    expect(judgeOwn(grant, by([dana, { role, name: 'Ben', user: BEN }]), BEN)).toEqual({
      reason: 'own_change',
      role,
      by: grant.by,
    });
  });

  it('is nothing to who did nothing for it, or where the rule does not ask', () => {
    expect(judgeOwn(grant, by([dana]), BEN)).toBeUndefined();
    expect(judgeOwn(grant, undefined, BEN)).toBeUndefined();
  });
});

describe('a change whose authors are not all known', () => {
  const somebody = by([stranger]);
  const nameless = by([], { complete: false, nameless: ['88d10b4'] });
  const further = by([dana], { complete: false, outOfSight: true });

  it.each([
    ['somebody whom nobody knows in Slack', somebody],
    ['a revision without an author', nameless],
    ['more that came along than can be seen', further],
  ])('%s: needs one approval more, at least two, or is refused, as the rule says', (_what, contributors) => {
    const needed = (quorum: number) => approvalsNeeded(anApproveGrant({ notOwnChange: true, quorum }), contributors);
    expect([needed(1), needed(2), needed(3)]).toEqual([2, 3, 4]);

    const starterOnly = anApproveGrant({ notOwnChange: true, unknownAuthor: 'starterOnly' });
    expect(approvalsNeeded(starterOnly, contributors)).toBe(1);
    expect(judgeOwn(starterOnly, contributors, BEN)).toBeUndefined();

    const refuse = anApproveGrant({ notOwnChange: true, unknownAuthor: 'refuse' });
    expect(judgeOwn(refuse, contributors, BEN)).toMatchObject({ reason: 'unknown_author' });
  });

  it('tells what is not known, each once', () => {
    expect(unknownsOf(by([stranger, stranger, dana]))).toEqual({ names: ['Sam Hill'], revisions: [] });
    expect(unknownsOf(nameless)).toEqual({ names: [], revisions: ['88d10b4'] });
    expect(unknownsOf(further)).toEqual({ names: [], revisions: [], outOfSight: true });
    expect(unknownsOf(by([dana]))).toBeUndefined();
  });

  it('keeps what it tells short', () => {
    const many = Array.from(
      { length: 40 },
      (_, index): Contributor => ({ role: 'author', name: `P${index}`.repeat(99) }),
    );
    const unknown = moreNeeded(anApproveGrant(), by(many, { complete: false, nameless: many.map(({ name }) => name) }));

    expect(unknown?.names).toHaveLength(5);
    expect(unknown?.revisions).toHaveLength(5);
    expect(unknown?.names.every((name) => name.length <= 80)).toBe(true);
  });

  it('is as any other where the rule does not ask whose it is', () => {
    expect(approvalsNeeded(anApproveGrant({ quorum: 2 }), undefined)).toBe(2);
    expect(moreNeeded(anApproveGrant(), undefined)).toBeUndefined();
  });
});

describe('who is who by the policy', () => {
  const known = (slack: string, more: Partial<KnownPerson> = {}): KnownPerson => ({
    slack: UserId(slack),
    emails: [],
    logins: [],
    iam: [],
    ...more,
  });
  const people = [
    known('U0ANA', { emails: ['Ana@Example.com'], logins: ['ana-gh'], iam: ['*:user/ana', '*:assumed-role/*/ana@*'] }),
    known('U0BEN', { logins: ['BenO'] }),
  ];

  it.each([
    ['an address, in upper or lower case', { email: 'ana@EXAMPLE.com' }, 'U0ANA'],
    ['a login, in upper or lower case', { login: 'beno' }, 'U0BEN'],
    ['the login in an address that is no mailbox', { email: '12+ana-gh@users.noreply.github.com' }, 'U0ANA'],
    ['an address before a login', { email: 'ana@example.com', login: 'BenO' }, 'U0ANA'],
    ['a user', { arn: 'arn:aws:iam::111122223333:user/ana' }, 'U0ANA'],
    ['a role session', { arn: 'arn:aws:sts::111122223333:assumed-role/dev/ana@example.com' }, 'U0ANA'],
    ['nobody: another user', { arn: 'arn:aws:iam::111122223333:user/banana' }, undefined],
    ['nobody: another address', { email: 'ana@example.org' }, undefined],
    ['nobody: an empty address', { email: '' }, undefined],
    ['nobody: no trace at all', {}, undefined],
  ])('is found by %s', (_what, traces, user) => {
    expect(knownAs(people, traces)).toBe(user);
  });
});

describe('our own record of an execution', () => {
  const line = (deed: DeedLine['deed'], more: Partial<DeedLine> = {}): DeedLine => ({
    operationId: OperationId('op-1'),
    deed,
    ended: 'performed',
    byName: 'Ben Okafor',
    by: BEN,
    at: '2026-03-02T12:00:00.000Z',
    ...more,
  });
  const start: DeedLine['deed'] = { kind: 'start', target: SHOP, variables: {} };
  const retry: DeedLine['deed'] = {
    kind: 'retry',
    target: { ...SHOP, stage: 'Build', run: 'a1' },
    mode: 'FAILED_ACTIONS',
  };

  it('says who started and who retried it', () => {
    expect(contributorsIn([line(start), line(retry)])).toEqual([
      { role: 'starter', name: 'Ben Okafor', user: BEN },
      { role: 'retrier', name: 'Ben Okafor', user: BEN },
    ]);
  });

  it('counts what may have been done, and not what certainly was not', () => {
    expect(contributorsIn([line(retry, { ended: 'unknown' })])).toHaveLength(1);
    expect(contributorsIn([line(retry, { ended: 'failed' })])).toEqual([]);
  });

  it('counts nobody for stopping it or closing a way', () => {
    const stop: DeedLine['deed'] = { kind: 'stop', target: { ...SHOP, run: 'a1' }, abandon: false, reason: '' };

    expect(contributorsIn([line(stop)])).toEqual([]);
  });

  it('of an earlier version names nobody', () => {
    const { by: _by, ...old } = line(start);

    expect(contributorsIn([old])).toEqual([{ role: 'starter', name: 'Ben Okafor' }]);
  });
});
