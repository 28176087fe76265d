import { describe, expect, it } from 'vitest';
import {
  type FreezeOrder,
  freezes,
  freezesInForce,
  type Lift,
  letThrough,
  windowsToCome,
} from '../../../src/domain/freeze.ts';
import { AccountId, ExecutionId, UserId } from '../../../src/domain/ids.ts';
import type { Moment } from '../../../src/domain/moments.ts';
import { parseMoment } from '../../../src/domain/moments.ts';
import { at, SHOP } from '../../support/builders.ts';
import { aPolicy, aRule } from '../../support/policy.ts';

const POLICY = aPolicy();
const HOTFIX = ExecutionId('4b1e07c2-1111-4222-8333-444455556666');
const anOrder = (more: Partial<FreezeOrder> = {}): FreezeOrder => ({
  id: 'order',
  pipelines: 'shop-*',
  stages: 'Prod',
  from: at(0),
  until: at(3600),
  reason: 'database move',
  ...more,
});
const aLift = (more: Partial<Lift> = {}): Lift => ({
  id: 'lift',
  pipelines: 'shop-web',
  at: at(60),
  by: UserId('U0BEN'),
  byName: 'Ben Okafor',
  reason: 'done',
  ...more,
});
const inForce = (seconds: number, orders: FreezeOrder[], lifts: Lift[] = []) =>
  freezesInForce(POLICY, { orders, lifts }, Date.parse(at(seconds)));
const moment = (text: string): Moment => {
  const parsed = parseMoment(text);
  if (!parsed) throw new Error(`${text} is no time`);
  return parsed;
};

describe('a freeze', () => {
  it('holds from its start, and at its end no more', () => {
    const ids = (seconds: number) => inForce(seconds, [anOrder()]).map(({ id }) => id);

    expect(ids(-1)).toEqual([]);
    expect(ids(0)).toEqual(['order']);
    expect(ids(3599)).toEqual(['order']);
    expect(ids(3600)).toEqual([]);
  });

  it('that ends last comes first', () => {
    const orders = [anOrder(), anOrder({ id: 'longest', until: at(9000) }), anOrder({ id: 'longer', until: at(7200) })];
    expect(inForce(60, orders).map(({ id }) => id)).toEqual(['longest', 'longer', 'order']);
  });

  it.each([
    ['the stage that it names', { stages: 'Prod' }, ['Prod'], true],
    ['stages that fit its pattern', { stages: 'Pr*' }, ['Prod'], true],
    ['an approval that opens such a stage', { stages: 'Prod' }, ['Approve', 'Prod'], true],
    ['no other stage', { stages: 'Prod' }, ['Build'], false],
    ['no pipeline as a whole', { stages: 'Prod' }, undefined, false],
    ['pipelines that fit', { pipelines: 'shop-*' }, ['Prod'], true],
    ['no other pipeline', { pipelines: 'docs' }, ['Prod'], false],
    ['no other account', { accounts: [AccountId('999999999999')] }, ['Prod'], false],
    ['no other region', { regions: ['us-east-1'] }, ['Prod'], false],
  ] as const)('holds %s', (_what, more, stage, holds) => {
    const [freeze] = inForce(60, [anOrder(more)]);
    expect(freeze && freezes(freeze, POLICY, SHOP, stage)).toBe(holds);
  });

  it('without a stage holds those that a rule lets somebody approve', () => {
    const { approve: _none, ...others } = aRule({ number: 2 });
    const policy = aPolicy({ rules: [aRule({ stages: 'Prod' }), others] });
    const { stages: _every, ...order } = anOrder();
    const [freeze] = inForce(60, [order]);

    expect(freeze && freezes(freeze, policy, SHOP, ['Prod'])).toBe(true);
    expect(freeze && freezes(freeze, policy, SHOP, ['Build'])).toBe(false);
  });

  it('is over for what was lifted, and for that alone', () => {
    const [freeze] = inForce(120, [anOrder()], [aLift()]);
    const holds = (pipeline: string) => freeze && freezes(freeze, POLICY, { ...SHOP, pipeline }, ['Prod']);

    expect(holds('shop-web')).toBe(false);
    expect(holds('shop-api')).toBe(true);
  });

  it('of two stages holds an approval from one into the other until the further one is lifted', () => {
    const { executionId: _id, ...ref } = SHOP;
    const held = (stages: string) => {
      const [both] = inForce(120, [anOrder({ stages: '*' })], [aLift({ stages })]);
      return both && freezes(both, POLICY, ref, ['Staging', 'Prod']);
    };

    expect(held('Staging')).toBe(true);
    expect(held('Prod')).toBe(false);
    expect(held('*')).toBe(false);
  });

  it('that begins after something was lifted holds all of it again', () => {
    const [freeze] = inForce(120, [anOrder({ from: at(61) })], [aLift()]);
    expect(freeze && freezes(freeze, POLICY, SHOP, ['Prod'])).toBe(true);
  });

  it('lets through the execution that was named, into the stage that was named', () => {
    const [freeze] = inForce(120, [anOrder({ stages: 'Pr*' })], [aLift({ executionId: HOTFIX, stages: 'Prod' })]);
    const holds = (stage: string, id?: ExecutionId) => freeze && freezes(freeze, POLICY, SHOP, [stage], id);

    expect(holds('Prod', HOTFIX)).toBe(false);
    expect(holds('Preview', HOTFIX)).toBe(true);
    expect(holds('Prod', ExecutionId('another'))).toBe(true);
    expect(holds('Prod')).toBe(true);
    expect(freeze && letThrough(freeze, SHOP, ['Prod'])).toEqual([HOTFIX]);
  });
});

describe('a window of the policy', () => {
  const window = {
    pipelines: '*',
    stages: 'Prod',
    from: moment('Fri 16:00'),
    to: moment('Mon 08:00'),
    timeZone: 'Europe/Zurich',
    reason: 'weekend',
  };
  const policy = aPolicy({ freezes: [window] });
  const now = (iso: string) => freezesInForce(policy, { orders: [], lifts: [] }, Date.parse(iso));

  it('holds by the clocks of its zone, over the night in which they go forward', () => {
    expect(now('2027-03-26T14:59:00Z')).toEqual([]);
    expect(now('2027-03-26T15:00:00Z')).toMatchObject([
      { from: '2027-03-26T15:00:00.000Z', until: '2027-03-29T06:00:00.000Z', reason: 'weekend', lifts: [] },
    ]);
    expect(now('2027-03-29T05:59:00Z')).toHaveLength(1);
    expect(now('2027-03-29T06:00:00Z')).toEqual([]);
  });

  it('is a freeze of its own each time that it comes', () => {
    const [first] = now('2027-03-27T12:00:00Z');
    const [second] = now('2027-04-03T12:00:00Z');
    expect(first?.id).not.toBe(second?.id);
  });

  it('holds because the policy says so, and not because it was seen', () => {
    const [seen] = now('2027-03-27T12:00:00Z');
    if (!seen) throw new Error('Nothing is frozen');
    const book = { orders: [seen], lifts: [] };

    expect(freezesInForce(aPolicy(), book, Date.parse('2027-03-27T12:00:00Z'))).toEqual([]);
    expect(freezesInForce(policy, book, Date.parse('2027-03-27T12:00:00Z'))).toHaveLength(1);
  });

  it('is still to come while it does not hold', () => {
    expect(windowsToCome(policy, Date.parse('2027-03-24T12:00:00Z'))).toMatchObject([
      { from: '2027-03-26T15:00:00.000Z', until: '2027-03-29T06:00:00.000Z' },
    ]);
    expect(windowsToCome(policy, Date.parse('2027-03-27T12:00:00Z'))).toEqual([]);
  });
});
