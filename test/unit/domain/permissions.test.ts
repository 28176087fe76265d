import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Freeze } from '../../../src/domain/freeze.ts';
import { ChannelId, RunKey, UserId } from '../../../src/domain/ids.ts';
import type { Deed, DeedKind } from '../../../src/domain/operation.ts';
import {
  type Asked,
  mayPerform,
  type Place,
  rightFor,
  type Standing,
  teamsToAsk,
  type Verdict,
} from '../../../src/domain/permissions.ts';
import { DENY_ALL, EVERYONE, type Policy, type Right, type Rule } from '../../../src/domain/policy.ts';
import { approvalRuling, rulingFor } from '../../../src/domain/rules.ts';
import {
  aMember,
  anyChannel,
  anyFreeze,
  anyMember,
  anyPlace,
  anyPolicy,
  anyRule,
  HOME,
  numbered,
} from '../../support/any-policy.ts';
import { at, SHOP } from '../../support/builders.ts';
import { memberOf } from '../../support/person.ts';
import { ANYBODY, anApproveGrant, aPolicy, aRoute, aRule } from '../../support/policy.ts';

const { executionId: _executionId, ...REF } = SHOP;
type Listening = 'subscribe' | 'unsubscribe' | 'watch' | 'unwatch';
const DEEDS: Readonly<
  Record<
    Exclude<
      DeedKind,
      Listening | 'settle' | 'claim' | 'change' | 'agree' | 'object' | 'close_for_freeze' | 'open_after_freeze'
    >,
    Deed
  >
> = {
  approve: { kind: 'approve', target: { ...SHOP, stage: 'Prod', action: 'Go-ahead', run: RunKey('1') }, comment: '' },
  reject: { kind: 'reject', target: { ...SHOP, stage: 'Prod', action: 'Go-ahead', run: RunKey('1') }, comment: '' },
  answer: {
    kind: 'answer',
    target: { ...SHOP, stage: 'Prod', action: 'Ask', run: RunKey('1') },
    given: { value: 'yes', inputs: {} },
    comment: '',
  },
  retry: { kind: 'retry', target: { ...SHOP, stage: 'Prod', run: 'a1' }, mode: 'FAILED_ACTIONS' },
  stop: { kind: 'stop', target: { ...SHOP, run: 'a1' }, abandon: false, reason: '' },
  start: { kind: 'start', target: REF, variables: {} },
  rollback: { kind: 'rollback', target: { ...SHOP, stage: 'Prod' }, to: SHOP.executionId },
  override: { kind: 'override', target: { ...SHOP, stage: 'Prod', run: RunKey('1') }, place: 'entry' },
  revision: { kind: 'revision', target: { ...REF, stage: 'Source', action: 'App' }, revisionId: '3f2c91e' },
  tag: { kind: 'tag', target: REF, tags: { team: 'shop' } },
  untag: { kind: 'untag', target: REF, keys: ['team'] },
  disable: { kind: 'disable', target: { ...REF, stage: 'Prod', transition: 'Inbound' }, reason: '' },
  enable: { kind: 'enable', target: { ...REF, stage: 'Prod', transition: 'Inbound' } },
  freeze: { kind: 'freeze', target: REF, until: at(3_600), reason: '' },
  unfreeze: { kind: 'unfreeze', target: REF, reason: '' },
};
const SETTLE: Deed = { kind: 'settle', target: { ...SHOP, stage: 'Prod', action: 'Go-ahead', run: RunKey('1') } };
const CLAIM: Deed = { kind: 'claim', target: { ...SHOP, stage: 'Prod', run: 'a1' } };
const CHANNEL = ChannelId('C0DEPLOYS');
const LISTENING: readonly Deed[] = [
  { kind: 'subscribe', target: REF, channel: CHANNEL, wishes: ['failures'] },
  { kind: 'unsubscribe', target: REF, channel: CHANNEL, reason: '' },
  { kind: 'watch', target: REF },
  { kind: 'unwatch', target: REF },
];
const KINDS = Object.values(DEEDS);
const titled = KINDS.map((deed) => [deed.kind, deed] as const);
const GLASS: Deed = { ...DEEDS.approve, breakGlass: 'the shop is down' } as Deed;

const PROD: Place = { ref: REF, executionId: SHOP.executionId, stages: [['Prod']] };
const PIPELINE: Place = { ref: REF, stages: [] };
const BEN = aMember(['ops']);
const SCHEDULE: Standing = { ...BEN, actor: { service: 'schedule' }, person: undefined };
const OPS = { by: ['ops'] };
const RIGHTS: readonly Right[] = ['look', 'operate', 'approve', 'gate', 'change', 'audit'];

/** A rule of these rights alone. */
const granting = (...rights: Right[]): Rule => {
  const { look: _1, operate: _2, approve: _3, gate: _4, change: _5, audit: _6, ...rule } = aRule();
  return {
    ...rule,
    ...Object.fromEntries(rights.map((right) => [right, right === 'approve' ? anApproveGrant(OPS) : OPS])),
  };
};
const ruled = (...rules: Rule[]): Policy => aPolicy({ rules: numbered(rules) });
const freeze = (more: Partial<Freeze> = {}): Freeze => ({
  id: 'freeze-1',
  pipelines: '*',
  stages: 'Prod*',
  from: at(0),
  until: at(3_600),
  reason: 'year end',
  lifts: [],
  ...more,
});
const judge = (
  asked: Omit<Asked, 'place'> & { place?: Place },
  {
    standing = BEN,
    policy = ruled(granting('operate', 'approve', 'gate', 'change')),
    inForce = [] as readonly Freeze[],
  } = {},
): Verdict => mayPerform({ place: PROD, ...asked }, standing, policy, inForce);
const refusalOf = (verdict: Verdict) => (verdict.kind === 'refused' ? verdict.refusal : undefined);

describe('the right that a deed needs', () => {
  it.each([
    ['approve', 'approve'],
    ['reject', 'approve'],
    ['retry', 'operate'],
    ['stop', 'operate'],
    ['start', 'operate'],
    ['disable', 'operate'],
    ['enable', 'gate'],
    ['freeze', 'gate'],
    ['unfreeze', 'gate'],
    ['rollback', 'gate'],
    ['override', 'gate'],
    ['revision', 'change'],
    ['tag', 'change'],
    ['untag', 'change'],
  ] as const)('%s needs %s', (kind, right) => {
    expect(rightFor(DEEDS[kind])).toBe(right);
  });

  it('is that of a gate for a start with a revision that was chosen by hand', () => {
    const revisions = [{ action: 'App', type: 'COMMIT_ID', value: '3f2c91e' }] as const;

    expect(rightFor({ kind: 'start', target: REF, variables: {}, revisions })).toBe('gate');
  });

  describe.each(titled)('%s', (_kind, deed) => {
    it.each(RIGHTS)('with the right to %s alone', (right) => {
      const enough = right === rightFor(deed) || (right === 'approve' && rightFor(deed) === 'gate');

      const verdict = judge({ deed }, { policy: ruled(granting(right)) });

      expect(verdict).toEqual(
        enough
          ? { kind: 'allowed', rules: [1] }
          : { kind: 'refused', refusal: { reason: 'not_allowed', right: rightFor(deed), by: [] } },
      );
    });
  });
});

describe('who may ask to hear of a pipeline', () => {
  it.each(LISTENING.map((deed) => [deed.kind, deed] as const))('is who may see it: %s', (_kind, deed) => {
    const place = PIPELINE;

    expect(rightFor(deed)).toBe('look');
    expect(judge({ deed, place }, { policy: DENY_ALL })).toEqual({ kind: 'allowed', rules: [0] });
    expect(judge({ deed, place }, { policy: ruled(granting('look')), standing: aMember([]) })).toMatchObject({
      refusal: { reason: 'not_allowed', right: 'look', by: ['ops'] },
    });
  });

  it('changes nothing on a notice board, but may be told themselves', () => {
    const policy = aPolicy({ routes: [aRoute({ actIn: false })] });
    const reasons = LISTENING.map((deed) => judge({ deed, place: PIPELINE, channel: CHANNEL }, { policy })).map(
      refusalOf,
    );

    expect(reasons.map((refusal) => refusal?.reason)).toEqual(['notify_only', 'notify_only', undefined, undefined]);
  });
});

describe('who may say that they look', () => {
  it('is every full member where no rule says who may see the pipeline, though no rule is written', () => {
    expect(judge({ deed: CLAIM }, { standing: aMember([]), policy: DENY_ALL })).toEqual({
      kind: 'allowed',
      rules: [0],
    });
  });

  it('is who may see it where a rule says so', () => {
    const policy = ruled(granting('look'));

    expect(judge({ deed: CLAIM }, { policy })).toEqual({ kind: 'allowed', rules: [1] });
    expect(refusalOf(judge({ deed: CLAIM }, { standing: aMember(['payments']), policy }))).toEqual({
      reason: 'not_allowed',
      right: 'look',
      by: ['ops'],
      rule: 1,
    });
  });

  it('is nobody on a notice board, and nobody is kept from it by a freeze', () => {
    const board = aPolicy({ routes: [aRoute({ actIn: false })] });
    const channel = aRoute().channel;

    expect(refusalOf(judge({ deed: CLAIM, channel }, { policy: board }))).toMatchObject({ reason: 'notify_only' });
    expect(judge({ deed: CLAIM }, { inForce: [freeze()] }).kind).toBe('allowed');
  });
});

describe.each(titled)('who may %s', (_kind, deed) => {
  const right = rightFor(deed);

  it('is somebody of the teams that the rule names', () => {
    expect(judge({ deed })).toEqual({ kind: 'allowed', rules: [1] });
  });

  it('is everybody where the rule says so', () => {
    const open = ruled(aRule({ change: ANYBODY, operate: ANYBODY, gate: ANYBODY, approve: anApproveGrant() }));

    expect(judge({ deed }, { standing: aMember([]), policy: open })).toEqual({ kind: 'allowed', rules: [1] });
  });

  it('is nobody else, and they are told who', () => {
    expect(judge({ deed }, { standing: aMember(['payments']) })).toEqual({
      kind: 'refused',
      refusal: { reason: 'not_allowed', right, by: ['ops'], rule: 1 },
    });
  });

  it('is nobody of a group that Slack does not tell, unless another team has them', () => {
    const policy = ruled(granting('operate', 'approve', 'gate', 'change'));

    expect(refusalOf(judge({ deed }, { standing: aMember([], ['ops']), policy }))).toEqual({
      reason: 'group_unreadable',
      team: 'ops',
    });
    expect(judge({ deed }, { standing: aMember(['ops'], ['payments']), policy }).kind).toBe('allowed');
  });

  it('is nobody where no rule says anything', () => {
    expect(refusalOf(judge({ deed }, { policy: DENY_ALL }))).toEqual({ reason: 'not_allowed', right, by: [] });
  });

  it.each([
    ['a guest', { isGuest: true }, 'guest'],
    ['a bot', { isBot: true }, 'not_a_person'],
    ['somebody who left', { isDeactivated: true }, 'deactivated'],
    ['a stranger in a shared channel', { isStranger: true }, 'outsider'],
  ])('is not %s, whatever the rule says', (_who, differs, reason) => {
    const person = memberOf(HOME, UserId('U0BEN'), differs);

    expect(refusalOf(judge({ deed }, { standing: { ...BEN, person } }))).toEqual({ reason });
  });

  it('is not somebody whom Slack does not know', () => {
    expect(refusalOf(judge({ deed }, { standing: { ...BEN, person: undefined } }))).toEqual({
      reason: 'identity_unknown',
    });
  });

  it('is not the sweep', () => {
    expect(judge({ deed }, { standing: SCHEDULE }).kind).toBe('refused');
  });

  it('is decided by the first rule that is about it and has the right', () => {
    const [first, second] = [granting('look'), granting(right)];
    const theirs = {
      ...granting(right),
      [right]: right === 'approve' ? anApproveGrant({ by: ['payments'] }) : { by: ['payments'] },
    };

    expect(judge({ deed }, { policy: ruled(first, second, theirs) })).toEqual({ kind: 'allowed', rules: [2] });
    expect(refusalOf(judge({ deed }, { policy: ruled(first, theirs, second) }))).toMatchObject({
      rule: 2,
      by: ['payments'],
    });
  });

  it('is nobody from a channel where it is only announced', () => {
    const here = ChannelId('C0APPROVE');
    const policy = aPolicy({
      rules: [granting('operate', 'approve', 'gate', 'change')],
      routes: [aRoute(), aRoute({ channel: here, actIn: false })],
    });

    expect(refusalOf(judge({ deed, channel: here }, { policy }))).toEqual({
      reason: 'notify_only',
      channels: [ChannelId('C0DEPLOYS')],
    });
    expect(judge({ deed, channel: ChannelId('C0DEPLOYS') }, { policy }).kind).toBe('allowed');
    expect(judge({ deed }, { policy }).kind).toBe('allowed');
  });

  it('is nobody from anywhere, no channel and no private word, when it is only announced everywhere', () => {
    const policy = aPolicy({
      rules: [granting('operate', 'approve', 'gate', 'change')],
      routes: [aRoute({ actIn: false })],
    });

    for (const channel of [undefined, ChannelId('C0DEPLOYS'), ChannelId('D0BEN'), ChannelId('C0RANDOM')]) {
      const asked = channel === undefined ? { deed } : { deed, channel };
      expect(refusalOf(judge(asked, { policy }))).toEqual({ reason: 'notify_only', channels: [] });
    }
  });
});

describe('during a freeze', () => {
  const stopped: readonly DeedKind[] = ['approve', 'answer', 'retry', 'rollback', 'override'];

  it.each(titled)('%s', (kind, deed) => {
    const refusal = refusalOf(judge({ deed }, { inForce: [freeze({ byName: 'Ines Duarte' })] }));

    expect(refusal).toEqual(
      stopped.includes(kind)
        ? { reason: 'frozen', why: 'year end', until: at(3_600), byName: 'Ines Duarte' }
        : undefined,
    );
  });

  it.each(['approve', 'retry', 'rollback', 'override'] as const)(
    '%s is let through by a rule that says so, and by no other',
    (kind) => {
      const inForce = [freeze()];
      const other = kind === 'approve' ? 'retry' : 'approve';
      const rule = granting('operate', 'approve');

      expect(judge({ deed: DEEDS[kind] }, { inForce, policy: ruled({ ...rule, duringFreeze: [kind] }) }).kind).toBe(
        'allowed',
      );
      expect(
        refusalOf(judge({ deed: DEEDS[kind] }, { inForce, policy: ruled({ ...rule, duringFreeze: [other] }) })),
      ).toMatchObject({ reason: 'frozen' });
    },
  );

  it('the one execution that was let in may go on', () => {
    const by = { by: UserId('U0INES'), byName: 'Ines Duarte', reason: 'hotfix' };
    const lift = { ...by, id: 'lift-1', pipelines: '*', at: at(60), executionId: SHOP.executionId };
    const inForce = [freeze({ lifts: [lift] })];

    expect(judge({ deed: DEEDS.approve }, { inForce }).kind).toBe('allowed');
    expect(judge({ deed: DEEDS.approve, place: { ref: REF, stages: [['Prod']] } }, { inForce }).kind).toBe('refused');
  });

  it('break-glass opens no frozen stage', () => {
    const glass = anApproveGrant({ by: ['ops'], breakGlass: { by: ['ops'], quorum: 1 } });
    const policy = ruled({ ...granting(), approve: glass });

    expect(refusalOf(judge({ deed: GLASS }, { policy, inForce: [freeze()] }))).toMatchObject({ reason: 'frozen' });
  });

  it('of other stages, nothing changes', () => {
    expect(judge({ deed: DEEDS.approve }, { inForce: [freeze({ stages: 'Staging' })] }).kind).toBe('allowed');
  });
});

describe('break-glass', () => {
  const withGlass = ruled({
    ...granting(),
    approve: anApproveGrant({ by: ['release-managers'], quorum: 2, breakGlass: { by: ['ops'], quorum: 1 } }),
  });

  it('is for its own people, who may not approve in the usual way', () => {
    expect(judge({ deed: GLASS }, { policy: withGlass })).toEqual({ kind: 'allowed', rules: [1] });
    expect(refusalOf(judge({ deed: DEEDS.approve }, { policy: withGlass }))).toMatchObject({
      by: ['release-managers'],
    });
  });

  it('is not for the approvers, unless they are named', () => {
    const standing = aMember(['release-managers']);

    expect(refusalOf(judge({ deed: GLASS }, { policy: withGlass, standing }))).toMatchObject({ by: ['ops'] });
    expect(judge({ deed: DEEDS.approve }, { policy: withGlass, standing }).kind).toBe('allowed');
  });

  it('is only where the deciding rule has it, though one further down would', () => {
    const policy = ruled(granting('approve'), ...withGlass.rules);

    expect(refusalOf(judge({ deed: GLASS }, { policy }))).toEqual({ reason: 'no_break_glass' });
  });

  it('is no way to approve what no rule lets anybody approve', () => {
    expect(refusalOf(judge({ deed: GLASS }, { policy: DENY_ALL }))).toMatchObject({ reason: 'not_allowed' });
  });
});

describe('a deed over several stages', () => {
  const place: Place = { ref: REF, stages: [['Staging'], ['Prod']] };
  const strict = { ...granting(), stages: 'Prod*', operate: { by: ['release-managers'] } };
  const policy = ruled(strict, granting('operate'));

  it('needs the right in each', () => {
    expect(refusalOf(judge({ deed: DEEDS.stop, place }, { policy }))).toMatchObject({
      by: ['release-managers'],
      rule: 1,
    });
    expect(judge({ deed: DEEDS.stop, place }, { policy, standing: aMember(['ops', 'release-managers']) })).toEqual({
      kind: 'allowed',
      rules: [2, 1],
    });
  });

  it('is about the pipeline as a whole when it touches none, and rules about stages say nothing of that', () => {
    expect(judge({ deed: DEEDS.start, place: PIPELINE }, { policy })).toEqual({ kind: 'allowed', rules: [2] });
    expect(
      judge({ deed: DEEDS.start, place: PIPELINE }, { policy: ruled({ ...granting('operate'), stages: '*' }) }).kind,
    ).toBe('refused');
  });
});

describe('an approval', () => {
  it('is judged by the rule of the stage that it stands in, or of the one that it opens, whichever comes first', () => {
    const place: Place = { ref: REF, stages: [['Approve', 'Prod']] };
    const prod = { ...granting(), stages: 'Prod*', approve: anApproveGrant({ by: ['release-managers'] }) };
    const own = { ...granting('approve'), stages: 'Approve' };

    expect(refusalOf(judge({ deed: DEEDS.approve, place }, { policy: ruled(prod, own) }))).toMatchObject({ rule: 1 });
    expect(judge({ deed: DEEDS.approve, place }, { policy: ruled(own, prod) })).toEqual({
      kind: 'allowed',
      rules: [1],
    });
  });
});

describe('the sweep', () => {
  it('may finish what votes have decided', () => {
    expect(judge({ deed: SETTLE }, { standing: SCHEDULE, policy: DENY_ALL })).toEqual({ kind: 'allowed', rules: [] });
  });

  it('alone may do that', () => {
    expect(refusalOf(judge({ deed: SETTLE }))).toEqual({ reason: 'not_for_people' });
  });
});

describe('the teams that have to be looked up', () => {
  it('are those of the rules that decide, and no others', () => {
    const policy = ruled(
      { ...granting(), stages: 'Prod*', operate: { by: ['release-managers', EVERYONE] } },
      { ...granting(), operate: { by: ['ops', 'release-managers'] } },
      { ...granting(), operate: { by: ['nobody-asks'] } },
    );

    expect(teamsToAsk(DEEDS.stop, { ref: REF, stages: [['Staging'], ['Prod']] }, policy)).toEqual([
      'ops',
      'release-managers',
    ]);
    expect(teamsToAsk(DEEDS.retry, PROD, policy)).toEqual(['release-managers']);
  });

  it('are those of break-glass for break-glass', () => {
    const glass = anApproveGrant({ by: ['ops'], breakGlass: { by: ['directors'], quorum: 1 } });

    expect(teamsToAsk(GLASS, PROD, ruled({ ...granting(), approve: glass }))).toEqual(['directors']);
    expect(teamsToAsk(GLASS, PROD, ruled(granting('approve')))).toEqual([]);
  });
});

describe('for any policy, person and place,', () => {
  const anyDeed = fc.constantFrom(...KINDS, GLASS);
  const anyAsked = fc
    .record({ deed: anyDeed, place: anyPlace, channel: anyChannel })
    .map(({ channel, ...asked }): Asked => (channel === undefined ? asked : { ...asked, channel }));
  const stagesOf = ({ place }: Asked) => (place.stages.length > 0 ? place.stages : [undefined]);
  const rulings = (policy: Policy, asked: Asked) =>
    stagesOf(asked).map((stage) => rulingFor(policy, rightFor(asked.deed), asked.place.ref, stage));

  it('a rule added below never changes what a rule above decides', () => {
    fc.assert(
      fc.property(anyPolicy, anyRule, anyAsked, anyMember, (policy, rule, asked, standing) => {
        fc.pre(rulings(policy, asked).every((ruling) => ruling !== undefined));
        const longer = { ...policy, rules: numbered([...policy.rules, rule]) };

        expect(rulings(longer, asked)).toEqual(rulings(policy, asked));
        expect(mayPerform(asked, standing, longer, [])).toEqual(mayPerform(asked, standing, policy, []));
      }),
      { numRuns: 2_000 },
    );
  });

  it('nobody outside the teams that every deciding rule names is ever allowed', () => {
    let allowed = 0;
    fc.assert(
      fc.property(anyPolicy, anyAsked, anyMember, fc.array(anyFreeze), (policy, asked, standing, inForce) => {
        const verdict = mayPerform(asked, standing, policy, inForce);
        if (verdict.kind === 'refused') return;
        allowed += 1;
        const { deed, place } = asked;
        const loud = deed.kind === 'approve' && deed.breakGlass !== undefined;
        for (const stage of stagesOf(asked)) {
          const by = loud
            ? approvalRuling(policy, place.ref, stage)?.grant.breakGlass?.by
            : rulingFor(policy, rightFor(deed), place.ref, stage)?.grant.by;
          expect(by?.some((team) => team === EVERYONE || standing.teams.has(team))).toBe(true);
        }
        expect(verdict.rules).toHaveLength(stagesOf(asked).length);
      }),
      { numRuns: 2_000 },
    );
    expect(allowed).toBeGreaterThan(100);
  });

  it('whoever is in more teams may not do less', () => {
    fc.assert(
      fc.property(anyPolicy, anyAsked, anyMember, (policy, asked, standing) => {
        fc.pre(mayPerform(asked, standing, policy, []).kind === 'allowed');
        const more = { ...standing, teams: new Set([...standing.teams, 'payments', 'release-managers', 'directors']) };

        expect(mayPerform(asked, more, policy, []).kind).toBe('allowed');
      }),
    );
  });

  it('a freeze never lets anybody do more', () => {
    fc.assert(
      fc.property(anyPolicy, anyAsked, anyMember, anyFreeze, (policy, asked, standing, freezing) => {
        fc.pre(mayPerform(asked, standing, policy, [freezing]).kind === 'allowed');

        expect(mayPerform(asked, standing, policy, []).kind).toBe('allowed');
      }),
    );
  });

  it('a deed over several stages is allowed only when it is in each of them alone', () => {
    fc.assert(
      fc.property(anyPolicy, anyAsked, anyMember, fc.array(anyFreeze), (policy, asked, standing, inForce) => {
        fc.pre(asked.place.stages.length > 0);
        const alone = asked.place.stages.map((stage) =>
          mayPerform({ ...asked, place: { ...asked.place, stages: [stage] } }, standing, policy, inForce),
        );

        expect(mayPerform(asked, standing, policy, inForce).kind === 'allowed').toBe(
          alone.every(({ kind }) => kind === 'allowed'),
        );
      }),
    );
  });

  it('a policy without rules allows nothing', () => {
    fc.assert(
      fc.property(anyPolicy, anyAsked, anyMember, (policy, asked, standing) => {
        expect(mayPerform(asked, standing, { ...policy, rules: [] }, []).kind).toBe('refused');
      }),
    );
  });

  it('nobody who is no full member may do anything', () => {
    const differs = fc.constantFrom({ isGuest: true }, { isBot: true }, { isDeactivated: true }, { isStranger: true });
    fc.assert(
      fc.property(anyPolicy, anyAsked, anyMember, differs, (policy, asked, standing, differing) => {
        const person = memberOf(HOME, UserId('U0BEN'), differing);

        expect(mayPerform(asked, { ...standing, person }, policy, []).kind).toBe('refused');
      }),
    );
  });

  it('the sweep may do nothing but settle, and no person may do that', () => {
    fc.assert(
      fc.property(anyPolicy, anyAsked, anyMember, (policy, asked, standing) => {
        expect(mayPerform(asked, SCHEDULE, policy, []).kind).toBe('refused');
        expect(mayPerform({ ...asked, deed: SETTLE }, SCHEDULE, policy, []).kind).toBe('allowed');
        expect(mayPerform({ ...asked, deed: SETTLE }, standing, policy, []).kind).toBe('refused');
      }),
    );
  });
});
