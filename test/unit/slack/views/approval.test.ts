import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../src/domain/execution.ts';
import { OperationId, UserId } from '../../../../src/domain/ids.ts';
import { approvalKey, type Looker } from '../../../../src/domain/looker.ts';
import type { ApprovalProgress } from '../../../../src/domain/progress.ts';
import { drawApproval } from '../../../../src/slack/views/approval.ts';
import { aGroupTeam, anApproveGrant } from '../../../support/policy.ts';
import { aContext, aDecision, anApproval, aWaitingProgress, RUN } from '../support/progress.ts';
import { interactiveIn, textsOf } from '../support/slack-takes.ts';

const SUBJECT = { run: RUN, stage: 'Prod', action: 'Go-ahead' };

function drawn(approval: Partial<ApprovalProgress> = {}, decision?: Partial<Decision>, rest = {}) {
  const progress = aWaitingProgress({ approvals: [anApproval(approval)], ...rest });
  return drawApproval(SUBJECT, aContext(progress, decision ? { [RUN]: aDecision(decision) } : {}));
}

describe('a waiting approval', () => {
  it('names what waits and where, with a button that approves exactly this run', () => {
    const approval = drawn();
    expect(approval.text).toBe(
      'shop-web: Prod/Go-ahead is waiting for approval. Commit 3f2c91e by Dana Reyes. Execution 4b1e07c2.',
    );
    const reference =
      '1|123456789012|eu-west-1|shop-web|4b1e07c2-1111-4222-8333-444444444444|Prod|Go-ahead|0123456789abcdef';
    expect(approval.blocks.at(-1)).toEqual({
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'approval:approve',
          text: { type: 'plain_text', text: 'Approve', emoji: true },
          value: reference,
          accessibility_label: 'Approve shop-web 4b1e07c2, Prod/Go-ahead',
          style: 'primary',
        },
        {
          type: 'button',
          action_id: 'approval:reject',
          text: { type: 'plain_text', text: 'Reject…', emoji: true },
          value: reference,
          accessibility_label: 'Reject shop-web 4b1e07c2, Prod/Go-ahead',
        },
        {
          type: 'button',
          action_id: 'approval:look',
          text: { type: 'plain_text', text: 'I’m looking', emoji: true },
          value: reference,
          accessibility_label: 'Look at shop-web 4b1e07c2, Prod/Go-ahead',
        },
      ],
    });
    expect(textsOf(approval)[0]).toMatch(/^⏸ .*\* · Prod\/Go-ahead is waiting for approval · execution 4b1e07c2$/);
  });

  it('offers in its menu a comment, a stop of this attempt, the console and all else', () => {
    const menu = interactiveIn(drawn({}, undefined, { attempt: 2 }).blocks).find(
      ({ actionId }) => actionId === 'approval:menu',
    );
    expect(menu?.options).toEqual([
      { value: 'comment', text: 'With a comment…' },
      { value: 'stop:a2', text: 'Stop…' },
      { value: 'console', text: 'Open in console' },
      { value: 'more', text: 'More…' },
    ]);
  });

  it('has no button to approve before its run is known', () => {
    const { runKey: _, ...withoutRun } = anApproval();
    const progress = aWaitingProgress({ approvals: [withoutRun] });
    const approval = drawApproval({ ...SUBJECT, run: undefined }, aContext(progress));
    expect(interactiveIn(approval.blocks).map(({ actionId }) => actionId)).toEqual(['approval:menu']);
    expect(textsOf(approval).join(' ')).toContain('it can be decided in the console');
  });

  it.each([
    [
      'on its way',
      { outcome: undefined },
      /Approval by Ben Okafor, .* · “checked on staging” · on its way to CodePipeline$/,
    ],
    ['unknown', { outcome: 'unknown' as const }, /CodePipeline’s answer was lost/],
    ['lost to somebody elsewhere', { outcome: 'lost' as const }, /Somebody decided in the console or by a tool/],
  ])('has no buttons any more once somebody has decided: %s', (_, { outcome }, words) => {
    const { outcome: _o, ...decision } = aDecision();
    const progress = aWaitingProgress();
    const approval = drawApproval(
      SUBJECT,
      aContext(progress, { [RUN]: { ...decision, ...(outcome ? { outcome } : {}) } }),
    );
    expect(interactiveIn(approval.blocks)).toEqual([]);
    expect(textsOf(approval).at(-1)).toMatch(words);
  });
});

describe('an approval that is over', () => {
  it('says in the place of its buttons who approved, when, and with which words', () => {
    const approval = drawn({ state: 'succeeded' }, {});
    expect(textsOf(approval)[0]).toMatch(/^✓ .* · Prod\/Go-ahead approved · execution 4b1e07c2$/);
    expect(textsOf(approval).at(-1)).toBe(
      '✓ Approved by Ben Okafor, <!date^1795356180^{date_short_pretty} at {time}|2026-11-22 14:03 UTC> · “checked on staging”',
    );
    expect(approval.text).toContain('Prod/Go-ahead approved. Approved by Ben Okafor, ');
  });

  it.each<[string, Partial<ApprovalProgress>, Partial<Decision> | undefined, string]>([
    ['approved elsewhere', { state: 'succeeded' }, undefined, '✓ Approved in the console or by a tool'],
    [
      'approved elsewhere before us',
      { state: 'succeeded' },
      { outcome: 'lost' },
      '✓ Approved in the console or by a tool',
    ],
    [
      'approved against our rejection',
      { state: 'succeeded' },
      { verdict: 'rejected' },
      '✓ Approved in the console or by a tool',
    ],
    [
      'rejected elsewhere or expired',
      { state: 'failed' },
      undefined,
      '✗ Rejected in the console or by a tool, or nobody answered in time',
    ],
    [
      'asked again',
      { state: 'waiting', replaced: true },
      undefined,
      '↷ A later attempt asks again, in a message of its own',
    ],
  ])('tells no more than is known: %s', (_, state, decision, line) => {
    const approval = drawn(state, decision);
    expect(textsOf(approval).at(-1)).toBe(line);
    expect(interactiveIn(approval.blocks)).toEqual([]);
  });

  it('says who rejected', () => {
    expect(textsOf(drawn({ state: 'failed' }, { verdict: 'rejected', comment: 'search is broken' })).at(-1)).toMatch(
      /^✗ Rejected by Ben Okafor, .* · “search is broken”$/,
    );
  });

  it.each([
    ['superseded', '↷ A newer execution took this one’s place before anybody decided'],
    ['stopped', '■ The execution was stopped before anybody decided'],
    ['cancelled', '⊗ The pipeline was changed before anybody decided'],
  ] as const)('says that the execution was %s first', (state, line) => {
    const approval = drawn({ state: 'abandoned' }, undefined, { state });
    expect(textsOf(approval).at(-1)).toBe(line);
    expect(interactiveIn(approval.blocks)).toEqual([]);
  });

  it('keeps everything above the buttons where it was', () => {
    const before = drawn();
    const after = drawn({ state: 'succeeded' }, {});
    expect(after.blocks[1]).toEqual(before.blocks[1]);
  });
});

describe('the deadline of an approval', () => {
  const deadline = '2026-11-24T14:00:00.000Z';
  const until = 'until <!date^1795528800^{date_short_pretty} at {time}, {ago}|2026-11-24 14:00 UTC>';

  it('stands behind the rule while somebody is waited for', () => {
    expect(textsOf(drawn({ deadline }))).toContain(`Any full member can decide · ${until}`);
  });

  it('is gone once it is over', () => {
    expect(textsOf(drawn({ deadline, state: 'succeeded' }, {}))).toContain('Any full member can decide');
  });

  it('tells who was too late from who said no', () => {
    const ended = (endedAt: string) => drawn({ deadline, state: 'failed', endedAt });

    expect(textsOf(ended('2026-11-24T14:00:03.000Z')).at(-1)).toBe('✗ Nobody answered in time');
    expect(textsOf(ended('2026-11-24T14:00:03.000Z'))[0]).toContain('Prod/Go-ahead was not answered');
    expect(textsOf(ended('2026-11-24T13:59:59.000Z')).at(-1)).toBe('✗ Rejected in the console or by a tool');
  });
});

describe('an approval that was answered elsewhere', () => {
  const terms = {
    grant: anApproveGrant({ by: ['release-managers'], quorum: 2, notOwnChange: true }),
    teams: [aGroupTeam('release-managers', 'S0RELEASE')],
  };
  const answered = (state: 'succeeded' | 'failed', by: ApprovalProgress['answered']) => {
    const approval = anApproval({ state, ...(by ? { answered: by } : {}) });
    return drawApproval(SUBJECT, aContext(aWaitingProgress({ approvals: [approval] }), {}, { terms }));
  };

  it('names who did it', () => {
    expect(textsOf(answered('succeeded', { by: 'ines' })).at(-1)).toBe(
      '✓ Approved in the console or by a tool, by ines',
    );
    expect(textsOf(answered('failed', { by: 'ines' })).at(-1)).toBe('✗ Rejected in the console or by a tool, by ines');
  });

  it('says when that was outside the rule, which it quotes without calling anybody', () => {
    expect(textsOf(answered('succeeded', { by: 'ines', outsideRule: true })).at(-1)).toBe(
      '✓ Approved in the console or by a tool, by ines · outside the rule “2 of @release-managers, not an author”',
    );
    expect(textsOf(answered('succeeded', { outsideRule: true })).at(-1)).toBe(
      '✓ Approved in the console or by a tool · outside the rule “2 of @release-managers, not an author”',
    );
  });

  it('says nothing of it where somebody decided in Slack', () => {
    expect(textsOf(drawn({ state: 'succeeded', answered: { by: 'signalbox' } }, {})).at(-1)).toMatch(
      /^✓ Approved by Ben Okafor, /,
    );
  });
});

describe('somebody who looks at an approval', () => {
  const looker = {
    operationId: OperationId('op-2'),
    by: UserId('U0BEN'),
    byName: 'Ben Okafor',
    at: '2026-11-22T14:03:00Z',
  };
  const looking = (more: Partial<Looker>, approval: Partial<ApprovalProgress> = {}, rest = {}) =>
    drawApproval(
      SUBJECT,
      aContext(
        aWaitingProgress({ approvals: [anApproval(approval)] }),
        {},
        {
          lookers: { [approvalKey(RUN)]: { ...looker, ...more } },
          ...rest,
        },
      ),
    );
  const line = 'Ben Okafor is looking, since <!date^1795356180^{date_short_pretty} at {time}|2026-11-22 14:03 UTC>';

  it('is named below the buttons, which stay where they are', () => {
    const before = drawn();

    expect(looking({}).blocks.slice(0, -1)).toEqual(before.blocks);
    expect(textsOf(looking({})).at(-1)).toBe(line);
  });

  it('is named where nobody can act, too', () => {
    expect(textsOf(looking({}, {}, { actIn: false }))).toContain(line);
  });

  it('is not named any more once they took it back, or it is over', () => {
    expect(looking({ left: true }).blocks).toEqual(drawn().blocks);
    expect(looking({}, { state: 'succeeded' }).blocks).toEqual(drawn({ state: 'succeeded' }).blocks);
  });
});

describe('the votes', () => {
  const { outcome: _outcome, ...ben } = aDecision();
  const late = { ...ben, by: UserId('U0LEE'), byName: 'Lee Chen', operationId: OperationId('op-2') };
  const votes = { [`${RUN}|${ben.by}`]: ben, [`${RUN}|${late.by}`]: late };

  it('are all named while it waits, and once it is decided those that decided it', () => {
    const terms = { grant: anApproveGrant({ quorum: 3 }), teams: [] };
    const waiting = drawApproval(SUBJECT, aContext(aWaitingProgress(), {}, { votes, terms }));
    const decided = aContext(aWaitingProgress(), { [RUN]: aDecision({ votes: [ben] }) }, { votes, terms });

    expect(textsOf(waiting).join('\n')).toContain('2 approved (Ben Okafor, Lee Chen)');
    expect(textsOf(drawApproval(SUBJECT, decided)).join('\n')).toContain('1 approved (Ben Okafor)');
    expect(textsOf(drawApproval(SUBJECT, decided)).join('\n')).not.toContain('Lee Chen');
  });
});
