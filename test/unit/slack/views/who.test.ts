import { describe, expect, it } from 'vitest';
import type { WhoView } from '../../../../src/app/answer.ts';
import { ChannelId, OperationId } from '../../../../src/domain/ids.ts';
import { EVERYONE, type Policy } from '../../../../src/domain/policy.ts';
import { whoMay } from '../../../../src/domain/who-may.ts';
import { drawAnswer } from '../../../../src/slack/views/answers/index.ts';
import { SHOP, SHOP_STRUCTURE } from '../../../support/builders.ts';
import { ANYBODY, aGroupTeam, anApproveGrant, aPolicy, aRule, aTeam } from '../../../support/policy.ts';
import { expectSlackTakes, textsOf } from '../support/slack-takes.ts';

const { operate: _1, approve: _2, gate: _3, audit: _4, ...BARE } = aRule();
const TEAMS = [
  aGroupTeam('release-managers', 'S0RELEASE'),
  aTeam('payments', 'U0ANA', 'U0BEN'),
  aTeam('boss', 'U0INES'),
];
const BANK = aPolicy({
  teams: TEAMS,
  rules: [
    {
      ...BARE,
      stages: 'Prod*',
      approve: anApproveGrant({
        by: ['release-managers', 'payments'],
        quorum: 2,
        rejectQuorum: 2,
        notOwnChange: true,
        confirm: true,
        remindAfterMs: [3_600_000, 86_400_000],
        breakGlass: { by: ['boss'], quorum: 1 },
      }),
    },
    { ...BARE, number: 2, pipelines: 'shop-*', regions: ['eu-west-1'], operate: { by: ['payments', 'boss'] } },
  ],
});

const viewOf = (policy: Policy, more: Partial<WhoView> = {}): WhoView => ({
  ref: SHOP,
  name: 'shop-web',
  who: whoMay(policy, SHOP, SHOP_STRUCTURE),
  teams: policy.teams,
  freezes: [],
  boards: [],
  ...more,
});
const draw = (view: WhoView) => drawAnswer({ kind: 'who', view }, OperationId('01j9operation'));
const linesOf = (view: WhoView) => textsOf(draw(view)).join('\n').split('\n').slice(1);

describe('who may do what', () => {
  it('is a line for each right, with the rule that says so', () => {
    expect(linesOf(viewOf(BANK))).toEqual([
      '*Approve Approve/Go-ahead, which opens Prod*: 2 of @release-managers, payments (2 people), not an author — rule 1 (`*`, stages `Prod*`)',
      '    one approval more while an author is unknown · 2 to reject · asked back · reminders after 1 h, 1 d · break-glass: one of boss (1 person)',
      '*Look*: every full member, no rule says otherwise',
      '*Start, stop, retry, close a way*: payments (2 people), boss (1 person) — rule 2 (`shop-*`, regions `eu-west-1`)',
      '*Open a way* in Source, Build, Approve: nobody, no rule says who',
      '*Open a way* in Prod: @release-managers, payments (2 people) — rule 1 (`*`, stages `Prod*`)',
      '*Change the pipeline*: nobody, no rule says who',
      '*Read its audit*: nobody, no rule says who',
    ]);
  });

  it('is short where everybody may', () => {
    const open = aPolicy({ rules: [aRule({ approve: anApproveGrant(), operate: ANYBODY })] });

    expect(linesOf(viewOf(open)).slice(0, 3)).toEqual([
      '*Approve Approve/Go-ahead, which opens Prod*: every full member — rule 1 (`*`)',
      '*Look*: every full member, no rule says otherwise',
      '*Start, stop, retry, close a way*: every full member — rule 1 (`*`)',
    ]);
  });

  it('tells how many of everybody, and that nobody may', () => {
    const two = aPolicy({ rules: [aRule({ approve: anApproveGrant({ by: [EVERYONE], quorum: 2 }) })] });

    expect(linesOf(viewOf(two))[0]).toContain(': 2 full members — rule 1');
    expect(linesOf(viewOf(aPolicy({ rules: [] })))[0]).toBe(
      '*Approve Approve/Go-ahead, which opens Prod*: nobody, no rule says who',
    );
  });

  it('says what is frozen, what will be, and from where nobody acts', () => {
    const freeze = {
      id: 'freeze-1',
      pipelines: '*',
      from: '2026-11-20T16:00:00Z',
      until: '2026-11-23T08:00:00Z',
      reason: 'weekend',
      lifts: [],
    };
    const lines = linesOf(
      viewOf(aPolicy(), {
        freezes: [
          { freeze: { ...freeze, byName: 'Ines Duarte' }, now: true, stages: ['Prod'] },
          { freeze, now: false, stages: ['Approve', 'Prod'] },
        ],
        boards: [ChannelId('C0APPROVE')],
      }),
    ).slice(-3);

    expect(lines[0]).toMatch(
      /^\*Frozen now\*: Prod until <!date\^[^>]+2026-11-23 08:00 UTC>, “weekend”, by Ines Duarte$/,
    );
    expect(lines[1]).toMatch(
      /^\*Will be frozen\*: Approve, Prod from <!date\^.*16:00 UTC> until .*08:00 UTC>, “weekend”$/,
    );
    expect(lines[2]).toBe('Nobody acts from <#C0APPROVE>: it is only announced there');
  });

  it('mentions nobody', () => {
    expect(JSON.stringify(draw(viewOf(BANK)))).not.toMatch(/<@|<!subteam|<!here|<!channel|<!everyone/);
  });

  it('is heard in sentences', () => {
    expect(draw(viewOf(BANK)).text).toMatch(
      /^Who may do what with shop-web\. Approve Approve\/Go-ahead, which opens Prod: 2 of @release-managers, .* — rule 1 \(\*, stages Prod\*\); one approval more/,
    );
  });

  it('is something that Slack takes, whatever the pipeline is called and however many stages it has', () => {
    const stages = Array.from({ length: 50 }, (_, index) => ({
      name: `Stage_${index}_${'x'.repeat(90)}`,
      actions: [{ name: `Go*ahead<!here>${'y'.repeat(90)}`, category: 'Approval', provider: 'Manual', runOrder: 1 }],
    }));

    expectSlackTakes(draw(viewOf(BANK, { name: 'p<!here>'.repeat(12), who: whoMay(BANK, SHOP, { stages }) })));
  });
});
