import { describe, expect, it } from 'vitest';
import { type Fact, factKey } from '../../../src/domain/execution-event.ts';
import { ChannelId, RunKey } from '../../../src/domain/ids.ts';
import { planMessages } from '../../../src/domain/message-plan.ts';
import { toProgress } from '../../../src/domain/to-progress.ts';
import { action, approvalWaits, at, folded, pipeline, SHOP, SHOP_STRUCTURE, stage } from '../../support/builders.ts';
import { aPolicy, aRoute } from '../../support/policy.ts';

const everything = aPolicy();
const slots = (plan: ReturnType<typeof planMessages>) => plan.map(({ slot }) => slot);
const none = new Set<string>();

const failed = toProgress(
  folded(
    pipeline('failed', 30),
    stage('Build', 'failed', 30, 10),
    action('Build', 'Compile', 'failed', 29, 'run-1', { startedAt: at(11) }),
  ),
  SHOP_STRUCTURE,
);
const waiting = toProgress(folded(pipeline('running', 0), approvalWaits(20, 'run-1')), SHOP_STRUCTURE);

describe('which messages an execution has', () => {
  it('has one card in each channel that wants its progress', () => {
    const policy = aPolicy({ routes: [aRoute(), aRoute({ pipelines: 'shop-*', send: ['progress'] })] });

    expect(slots(planMessages(toProgress(folded(pipeline('running', 0))), [], policy, none))).toEqual([
      'card@C0DEPLOYS',
    ]);
  });

  it('has no message where nothing is routed', () => {
    expect(planMessages(failed, [], aPolicy({ routes: [] }), none)).toEqual([]);
  });

  it('posts nothing new into a channel whose route is gone, and goes on drawing what stands there', () => {
    const uncarded = [{ channel: ChannelId('C0GONE'), execution: SHOP }];
    const flood = { withoutCard: new Set<ChannelId>(), uncarded };

    expect(slots(planMessages(waiting, [], everything, none, flood))).not.toContain('flood@C0GONE');
    expect(slots(planMessages(waiting, [], everything, new Set(['flood@C0GONE']), flood))).toContain('flood@C0GONE');
  });

  it('draws a waiting approval at once and before the card', () => {
    expect(planMessages(waiting, [], everything, none).map(({ slot, urgent }) => [slot, urgent])).toEqual([
      ['approval:Approve/Go-ahead:run-1@C0DEPLOYS', true],
      ['card@C0DEPLOYS', false],
    ]);
  });

  it('replies in the thread of the card when something fails, and shows the first reply in the channel too', () => {
    const [card, failure] = planMessages(failed, [], everything, none);

    expect(card?.slot).toBe('card@C0DEPLOYS');
    expect(failure).toMatchObject({ slot: 'failure:Build#@C0DEPLOYS', inThread: true, broadcast: true, urgent: true });
  });

  it('stands alone in a channel that wants failures but no progress', () => {
    const plan = planMessages(failed, [], aPolicy({ routes: [aRoute({ send: ['failures'] })] }), none);

    expect(plan).toMatchObject([{ slot: 'failure:Build#@C0DEPLOYS', inThread: false, broadcast: false }]);
  });

  it('narrows approvals and failures to the stages of the route', () => {
    const only = (stages: string) => aPolicy({ routes: [aRoute({ stages, send: ['failures', 'approvals'] })] });

    expect(planMessages(failed, [], only('Prod*'), none)).toEqual([]);
    expect(planMessages(waiting, [], only('Staging'), none)).toEqual([]);
  });

  it('finds an approval by the stage that it lets through to', () => {
    const prodOnly = aPolicy({ routes: [aRoute({ stages: 'Prod*', send: ['approvals'] })] });

    expect(slots(planMessages(waiting, [], prodOnly, none))).toEqual(['approval:Approve/Go-ahead:run-1@C0DEPLOYS']);
  });

  it('gives no card to an execution that was superseded before it was ever shown', () => {
    const superseded = toProgress(folded(pipeline('superseded', 9)));

    expect(planMessages(superseded, [], everything, none)).toEqual([]);
    expect(slots(planMessages(superseded, [], everything, new Set(['card@C0DEPLOYS'])))).toEqual(['card@C0DEPLOYS']);
  });

  it('goes on drawing an approval that is over, so that its buttons go, but posts none anew', () => {
    const over = toProgress(folded(approvalWaits(20, 'run-1'), pipeline('stopped', 50)), SHOP_STRUCTURE);
    const slot = 'approval:Approve/Go-ahead:run-1@C0DEPLOYS';

    expect(slots(planMessages(over, [], everything, none))).not.toContain(slot);
    expect(slots(planMessages(over, [], everything, new Set([slot])))).toContain(slot);
  });
});

describe('the reminders of an approval', () => {
  const noted = (events: Parameters<typeof folded>, ...afterMs: number[]) => {
    const facts = Object.fromEntries(
      afterMs.map((ms) => {
        const value = { afterMs: ms, lastCall: false, asks: [], more: 0 };
        const fact: Fact = { kind: 'reminder', run: RunKey('run-1'), value };
        return [factKey(fact), fact];
      }),
    );
    return toProgress({ ...folded(...events), facts }, SHOP_STRUCTURE);
  };
  const waits = [pipeline('running', 0), approvalWaits(20, 'run-1')];
  const over = [...waits, pipeline('stopped', 50)];
  const remind = 'reminder:run-1:3600000@C0DEPLOYS';

  it('stand in the thread of its message, at once, and not in the channel', () => {
    const plan = planMessages(noted(waits, 3_600_000), [], everything, none);

    expect(plan.find(({ slot }) => slot === remind)).toMatchObject({
      inThread: true,
      replyTo: 'approval:Approve/Go-ahead:run-1@C0DEPLOYS',
      broadcast: false,
      urgent: true,
    });
  });

  it('are none once it is over, but for what was told before', () => {
    expect(slots(planMessages(noted(over, 3_600_000), [], everything, none))).not.toContain(remind);
    expect(slots(planMessages(noted(over, 3_600_000), [], everything, new Set([remind])))).toContain(remind);
  });

  it('are none in a channel where nobody may act', () => {
    const board = aPolicy({ routes: [aRoute({ actIn: false })] });

    expect(slots(planMessages(noted(waits, 3_600_000), [], board, none))).not.toContain(remind);
  });
});
