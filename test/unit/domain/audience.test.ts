import { describe, expect, it } from 'vitest';
import { audienceOf, isHeardOf } from '../../../src/domain/audience.ts';
import { ChannelId, UserId } from '../../../src/domain/ids.ts';
import { planMessages } from '../../../src/domain/message-plan.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import type { BookEntry, Subscription } from '../../../src/domain/subscriptions.ts';
import { toProgress } from '../../../src/domain/to-progress.ts';
import { action, approvalWaits, at, folded, pipeline, SHOP, SHOP_STRUCTURE, stage } from '../../support/builders.ts';
import { aPolicy, aRoute, aRule } from '../../support/policy.ts';

const TEAM = ChannelId('C0TEAM');
const DANA = ChannelId('D0DANA');
const { account, region, pipeline: shop } = SHOP;

const asks = (more: Partial<Subscription> = {}): Subscription => ({
  kind: 'subscription',
  pipelines: 'shop-*',
  channel: TEAM,
  wishes: ['progress', 'failures', 'approvals'],
  by: UserId('U0BEN'),
  byName: 'Ben Okafor',
  sees: [],
  at: at(0),
  ...more,
});
const TAG: BookEntry = { kind: 'tag', account, region, pipeline: shop, channels: [TEAM], at: at(0) };
const WATCH: BookEntry = {
  kind: 'watch',
  account,
  region,
  pipeline: shop,
  user: UserId('U0DANA'),
  channel: DANA,
  at: at(0),
};

/** #deployments hears everything; the team's channel may be told, and hears nothing by itself. */
const open = aPolicy({ routes: [aRoute(), aRoute({ channel: TEAM, send: ['subscribed'] })] });
const running = toProgress(folded(pipeline('running', 0)), SHOP_STRUCTURE);
const waiting = toProgress(folded(pipeline('running', 0), approvalWaits(20, 'run-1')), SHOP_STRUCTURE);
const failed = toProgress(
  folded(pipeline('failed', 30), stage('Build', 'failed', 30, 10), action('Build', 'Compile', 'failed', 29, 'run-1')),
  SHOP_STRUCTURE,
);
const succeeded = toProgress(folded(pipeline('succeeded', 30)), SHOP_STRUCTURE);

const plan = (progress: typeof running, book: readonly BookEntry[], policy: Policy = open, posted: string[] = []) =>
  planMessages(progress, [], audienceOf(policy, book, progress), new Set(posted));
/** The slots of one channel. */
const told = (channel: ChannelId, ...args: Parameters<typeof plan>) =>
  plan(...args)
    .filter((wanted) => wanted.channel === channel)
    .map(({ slot }) => slot);

describe('who hears of an execution', () => {
  it('is nobody but the routes where nobody asked', () => {
    expect(told(TEAM, running, [])).toEqual([]);
    expect(plan(running, []).map(({ slot, onRequest }) => [slot, onRequest])).toEqual([['card@C0DEPLOYS', undefined]]);
  });

  it('is a channel that subscribed, and whether it still may be told is asked before it is', () => {
    const wanted = plan(running, [asks()]).find(({ channel }) => channel === TEAM);
    expect(wanted).toMatchObject({ slot: 'card@C0TEAM', onRequest: true });
  });

  it.each([
    ['approvals', waiting, ['approval:Approve/Go-ahead:run-1@C0TEAM']],
    ['failures', failed, ['failure:Build#@C0TEAM']],
    ['progress', failed, ['card@C0TEAM']],
    ['results', running, []],
    ['results', failed, ['card@C0TEAM']],
    ['results', succeeded, ['card@C0TEAM']],
  ] as const)('hears what it wished for: %s', (wish, progress, slots) => {
    expect(told(TEAM, progress, [asks({ wishes: [wish] })])).toEqual(slots);
  });

  it('adds up to one card: a route, subscriptions and a tag', () => {
    const policy = aPolicy({ routes: [aRoute({ channel: TEAM, send: ['failures'] })] });
    const book = [asks({ wishes: ['progress'] }), asks({ pipelines: '*', wishes: ['results', 'progress'] }), TAG];

    expect(plan(failed, book, policy).map(({ slot, onRequest }) => [slot, onRequest])).toEqual([
      ['card@C0TEAM', true],
      ['failure:Build#@C0TEAM', undefined],
    ]);
  });

  it.each([
    ['another pipeline', asks({ pipelines: 'etl-*' })],
    ['another account', asks({ accounts: [] })],
    ['what nobody knows the branch of', asks({ branch: '*' })],
    ['what ended before', asks({ at: at(3_600) })],
  ])('is not a channel that asked for %s', (_what, entry) => {
    expect(told(TEAM, succeeded, [entry])).toEqual([]);
  });

  it('is a channel that named the branch, by a pattern too', () => {
    const branch = { kind: 'branch' as const, revisionId: 'abc', value: 'release/7' };
    const release = toProgress(folded(pipeline('running', 0, 1, [branch])));

    expect(told(TEAM, release, [asks({ branch: 'release/*' })])).toEqual(['card@C0TEAM']);
    expect(told(TEAM, release, [asks({ branch: 'main' })])).toEqual([]);
  });

  it('is no channel that the policy does not show the pipeline in, whoever asks and whatever a tag says', () => {
    const closed = aPolicy({ routes: [aRoute(), aRoute({ pipelines: 'etl-*', channel: TEAM })] });

    expect(told(TEAM, waiting, [asks({ pipelines: '*' }), TAG], closed)).toEqual([]);
    expect(isHeardOf(aPolicy({ routes: [] }), [asks(), TAG], SHOP)).toBe(false);
  });

  it('is a channel only as far as whoever subscribed could see', () => {
    const policy = { ...open, rules: [aRule({ look: { by: ['owners'] } })] };

    expect(told(TEAM, running, [asks()], policy)).toEqual([]);
    expect(told(TEAM, running, [asks({ sees: ['owners'] })], policy)).toEqual(['card@C0TEAM']);
  });

  it('sees what was posted drawn on, though nobody asks any more', () => {
    const posted = ['card@C0TEAM', 'approval:Approve/Go-ahead:run-1@C0TEAM'];

    expect(told(TEAM, waiting, [], open, posted).toSorted()).toEqual(posted.toSorted());
    expect(told(TEAM, failed, [], open, ['card@C0TEAM'])).toEqual(['card@C0TEAM']);
  });
});

describe('somebody who watches', () => {
  it.each([
    ['nothing of what merely runs', running, []],
    ['that it waits', waiting, ['watched:waiting:Approve/Go-ahead:run-1@D0DANA']],
    ['that it failed, and not that it ended so', failed, ['watched:failed:Build#@D0DANA']],
    ['that it ended', succeeded, ['watched:ended:1@D0DANA']],
    ['nothing of what a newer one replaced', toProgress(folded(pipeline('superseded', 9)), SHOP_STRUCTURE), []],
  ] as const)('is told %s', (_what, progress, slots) => {
    expect(told(DANA, progress, [WATCH])).toEqual(slots);
    expect(plan(progress, [WATCH]).filter(({ channel }) => channel === DANA)).toSatisfy(
      (wanted: { onRequest?: true }[]) => wanted.every(({ onRequest }) => onRequest),
    );
  });

  it('makes a pipeline heard of that has no route', () => {
    expect(isHeardOf(aPolicy({ routes: [] }), [WATCH], SHOP)).toBe(true);
  });
});
