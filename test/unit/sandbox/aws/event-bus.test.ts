import { describe, expect, it } from 'vitest';
import { createActivity } from '../../../../src/sandbox/activity.ts';
import { createEventBus } from '../../../../src/sandbox/aws/event-bus.ts';
import { createClock } from '../../../../src/sandbox/clock.ts';
import type { BusEvent } from '../../../../src/sandbox/ports.ts';

const event = (id: string): BusEvent => ({
  version: '0',
  id,
  'detail-type': 'Something',
  source: 'somebody',
  account: '123456789012',
  time: '2026-03-02T09:15:27Z',
  region: 'eu-west-1',
  resources: [],
  detail: {},
});

/** A bus with one rule for everything, on which each event meets the fate that stands for its id. */
function aBus(fates: Record<string, number[]>) {
  const activity = createActivity();
  const clock = createClock({ realNow: () => 0, idle: activity.idle, report: () => {} });
  const got: string[] = [];
  const bus = createEventBus({
    buses: ['default'],
    rules: [{ name: 'all', bus: 'default', pattern: { source: ['somebody'] }, targets: [{ arn: 'a' }] }],
    activity,
    clock,
    send: (_arn, delivered) => got.push(JSON.parse(JSON.stringify(delivered)).id),
    report: () => {},
    fateOf: ({ id }) => fates[id] ?? [0],
  });
  return { bus, clock, activity, got };
}

describe('an event on a bus', () => {
  it('is delivered once, twice or never, as it is fated', async () => {
    const { bus, activity, got } = aBus({ twice: [0, 0], never: [] });

    for (const id of ['once', 'twice', 'never']) bus.put('default', event(id));
    await activity.idle(1_000);

    expect(got).toEqual(['once', 'twice', 'twice']);
  });

  it('that is late comes when the clock of the sandbox gets there; until then nothing is pending', async () => {
    const { bus, activity, clock, got } = aBus({ late: [60_000], later: [90_000, 30_000] });

    for (const id of ['later', 'late', 'now']) bus.put('default', event(id));
    await activity.idle(1_000);
    expect({ got: [...got], running: activity.count(), overdue: clock.overdue() }).toEqual({
      got: ['now'],
      running: 0,
      overdue: 0,
    });

    await clock.advance(60_000);
    expect(got).toEqual(['now', 'later', 'late']);
    await clock.advance(30_000);
    expect(got).toEqual(['now', 'later', 'late', 'later']);
  });
});
