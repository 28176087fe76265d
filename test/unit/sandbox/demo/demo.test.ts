import { describe, expect, it } from 'vitest';
import { createActivity } from '../../../../src/sandbox/activity.ts';
import { createClock } from '../../../../src/sandbox/clock.ts';
import { createCodePipeline } from '../../../../src/sandbox/codepipeline/index.ts';
import { HISTORY_MS, seedHistory } from '../../../../src/sandbox/demo/history.ts';
import { startDemo } from '../../../../src/sandbox/demo/start-demo.ts';
import type { BusEvent } from '../../../../src/sandbox/ports.ts';

const NOW = Date.parse('2026-03-02T09:00:00Z');
const HOUR = 3_600_000;

async function aDemo() {
  const activity = createActivity();
  const failures: unknown[] = [];
  const clock = createClock({
    realNow: () => NOW,
    idle: activity.idle,
    report: (error) => failures.push(error),
    behindMs: HISTORY_MS,
  });
  const events: BusEvent[] = [];
  let ids = 0;
  const codepipeline = createCodePipeline({
    clock,
    emit: (event) => events.push(event),
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    random: () => 0.5,
    accountId: '123456789012',
    homeRegion: 'eu-west-1',
  });
  const deps = { codepipeline, clock, homeRegion: 'eu-west-1' };
  await seedHistory({ ...deps, realNow: () => NOW });
  return { ...deps, events, failures };
}

const summary = (codepipeline: Awaited<ReturnType<typeof aDemo>>['codepipeline']) =>
  Object.fromEntries(codepipeline.yard().map(({ name, latest }) => [name, latest?.status]));

describe('the demo', () => {
  it('begins now, with one good execution of each pipeline a day ago', async () => {
    const { codepipeline, clock, events, failures } = await aDemo();

    expect(clock.now()).toBe(NOW);
    expect(summary(codepipeline)).toEqual({
      'shop-web': 'Succeeded',
      'nightly-etl': 'Succeeded',
      'network-infra': 'Succeeded',
    });
    expect(events.every(({ time }) => Date.parse(time) < NOW - 24 * HOUR)).toBe(true);
    expect(failures).toEqual([]);
  });

  it('shows a push of Dana on its way to the approval, and waits there', async () => {
    const { codepipeline, clock, homeRegion } = await aDemo();

    startDemo({ codepipeline, clock, homeRegion });
    await clock.advance(HOUR);

    const shop = codepipeline.yard().find(({ name }) => name === 'shop-web');
    expect(shop?.latest).toMatchObject({ status: 'InProgress', message: 'Fix the cart total', author: 'Dana Reyes' });
    expect(shop?.stages.find(({ name }) => name === 'Approve')?.actions).toMatchObject([
      { name: 'Go-ahead', provider: 'Manual', status: 'InProgress' },
    ]);
  });

  it('loads orders each night, and the load fails now and then', async () => {
    const { codepipeline, clock, homeRegion, failures } = await aDemo();
    startDemo({ codepipeline, clock, homeRegion });
    const nights: (string | undefined)[] = [];

    for (let night = 0; night < 4; night++) {
      await clock.advance(24 * HOUR);
      nights.push(summary(codepipeline)['nightly-etl']);
    }

    expect(nights).toEqual(['Failed', 'Succeeded', 'Succeeded', 'Failed']);
    expect(failures).toEqual([]);
  });
});
