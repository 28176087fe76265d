import { describe, expect, it } from 'vitest';
import { AccountId, ChannelId } from '../../../src/domain/ids.ts';
import { channelsFor, elsewhere, mayShow, type Policy, type Route } from '../../../src/domain/policy.ts';
import { SHOP } from '../../support/builders.ts';
import { aPolicy, aRoute } from '../../support/policy.ts';

const DEPLOYS = ChannelId('C0DEPLOYS');
const PAYMENTS = ChannelId('C0PAYMENTS');
const BOARD = ChannelId('C0APPROVE');
const routed = (...routes: Partial<Route>[]): Policy => aPolicy({ routes: routes.map(aRoute) });

describe('the channels of a message', () => {
  it('are those whose route matches, each once, in the order of the policy', () => {
    const two = routed({ channel: PAYMENTS }, { channel: DEPLOYS }, { channel: PAYMENTS, pipelines: 'shop-*' });

    expect(channelsFor(two, 'progress', SHOP)).toEqual([PAYMENTS, DEPLOYS]);
  });

  it('get only what the route sends', () => {
    const approvals = routed({ send: ['approvals'] });

    expect(channelsFor(approvals, 'progress', SHOP)).toEqual([]);
    expect(channelsFor(approvals, 'approvals', SHOP, ['Prod'])).toEqual([DEPLOYS]);
  });

  it('are narrowed by stage, account and region', () => {
    expect(channelsFor(routed({ stages: 'Prod*' }), 'progress', SHOP, ['Build'])).toEqual([]);
    expect(channelsFor(routed({ stages: 'Prod*' }), 'progress', SHOP, ['prod-eu'])).toEqual([DEPLOYS]);
    expect(channelsFor(routed({ stages: 'Prod*' }), 'progress', SHOP)).toEqual([DEPLOYS]);
    expect(channelsFor(routed({ accounts: [AccountId('999999999999')] }), 'progress', SHOP)).toEqual([]);
    expect(channelsFor(routed({ regions: ['us-east-1'] }), 'progress', SHOP)).toEqual([]);
    expect(channelsFor(routed({ regions: ['eu-west-1'] }), 'progress', SHOP)).toEqual([DEPLOYS]);
  });

  it('of an approval are found by the stage that it opens as well', () => {
    expect(channelsFor(routed({ stages: 'Prod*' }), 'approvals', SHOP, ['Approve', 'Prod'])).toEqual([DEPLOYS]);
  });

  it('are none without a route', () => {
    expect(channelsFor(routed(), 'progress', SHOP)).toEqual([]);
  });
});

describe('where a pipeline may be acted on', () => {
  const free = undefined;

  it('is anywhere when no route is about it', () => {
    expect(elsewhere(routed(), SHOP, ['Prod'], DEPLOYS)).toBe(free);
    expect(elsewhere(routed({ pipelines: 'payments-*', actIn: false }), SHOP, ['Prod'], DEPLOYS)).toBe(free);
  });

  it('is the channels whose routes let people act, and every place with no route of its own', () => {
    const policy = routed({ channel: DEPLOYS }, { channel: BOARD, actIn: false });

    expect(elsewhere(policy, SHOP, ['Prod'], DEPLOYS)).toBe(free);
    expect(elsewhere(policy, SHOP, ['Prod'], ChannelId('D0BEN'))).toBe(free);
    expect(elsewhere(policy, SHOP, ['Prod'], undefined)).toBe(free);
    expect(elsewhere(policy, SHOP, ['Prod'], BOARD)).toEqual([DEPLOYS]);
    expect(elsewhere(policy, SHOP, undefined, BOARD)).toEqual([DEPLOYS]);
  });

  it('is nowhere when it is only announced', () => {
    const policy = routed({ channel: BOARD, actIn: false });

    for (const channel of [BOARD, DEPLOYS, ChannelId('D0BEN'), undefined]) {
      expect(elsewhere(policy, SHOP, ['Prod'], channel)).toEqual([]);
    }
  });

  it('is nowhere for the stages that are only announced, though other stages are acted on there', () => {
    const policy = routed({ channel: BOARD, stages: 'Prod*', actIn: false }, { channel: DEPLOYS, stages: 'Build' });

    expect(elsewhere(policy, SHOP, ['Build'], DEPLOYS)).toBe(free);
    expect(elsewhere(policy, SHOP, ['Prod'], DEPLOYS)).toEqual([]);
    expect(elsewhere(policy, SHOP, ['Approve', 'Prod'], BOARD)).toEqual([]);
  });

  it('is a channel of which one route of several lets people act', () => {
    const policy = routed({ channel: BOARD, actIn: false }, { channel: BOARD, send: ['failures'] });

    expect(elsewhere(policy, SHOP, ['Prod'], BOARD)).toBe(free);
  });
});

describe('a pipeline may be shown', () => {
  const here = { shared: false, detail: 'headline' } as const;

  it.each([
    ['in a channel that a route names for it', routed({}), here, true],
    ['in a notice board too', routed({ actIn: false }), here, true],
    ['in no other channel', routed({ channel: PAYMENTS }), here, false],
    ['in no channel that is routed for other pipelines', routed({ pipelines: 'payments-*' }), here, false],
    [
      'in no channel that is routed for another account',
      routed({ accounts: [AccountId('999999999999')] }),
      here,
      false,
    ],
    ['nowhere without a route', routed(), here, false],
    ['in no channel that other workspaces share', routed({}), { ...here, shared: true }, false],
    [
      'without lines of logs, diffs and commits, unless the route says so',
      routed({}),
      { ...here, detail: 'excerpts' },
      false,
    ],
    ['with them where it does', routed({ excerpts: true }), { ...here, detail: 'excerpts' }, true],
    [
      'without them where only another channel’s route does',
      routed({}, { channel: PAYMENTS, excerpts: true }),
      { ...here, detail: 'excerpts' },
      false,
    ],
  ] as const)('%s', (_where, policy, how, may) => {
    expect(mayShow(policy, SHOP, DEPLOYS, how)).toBe(may);
  });
});
