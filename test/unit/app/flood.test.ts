import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/app/answer.ts';
import { showCards } from '../../../src/app/show-cards.ts';
import type { ExecutionEvent } from '../../../src/domain/execution-event.ts';
import { ExecutionId } from '../../../src/domain/ids.ts';
import { pipeline, SHOP, stage } from '../../support/builders.ts';
import { createDeliveryWorld, NO_CRASH } from '../../support/delivery-world.ts';

type World = ReturnType<typeof createDeliveryWorld>;
const COUNT = 200;
const of = (event: ExecutionEvent, index: number): ExecutionEvent => ({
  ...event,
  execution: { ...SHOP, executionId: ExecutionId(`execution-${String(index).padStart(3, '0')}`) },
});

/** As many executions as no channel can show one by one begin within two seconds. */
function flood(world: World, count = COUNT): void {
  for (let index = 0; index < count; index++) world.deliver(of(pipeline('running', 0), index), index * 10);
}

const all = (world: World) => world.executions.all();
const cards = (world: World) => world.slack.messages.filter(({ text }) => text.startsWith('card'));
const digests = (world: World) => world.slack.messages.filter(({ text }) => text.startsWith('flood'));
const unasked = (world: World) =>
  all(world).filter(({ messages }) => messages['card@C0DEPLOYS']?.onDemand === 'unasked');
const told = (world: World) =>
  all(world)
    .flatMap(({ execution }) => Object.values(execution.uncarded))
    .map(({ execution }) => execution.executionId);

describe('a channel that is flooded', { timeout: 60_000 }, () => {
  it('gets the cards it has room for, and one digest for the rest', async () => {
    const world = createDeliveryWorld();
    flood(world);
    await world.run(5);

    expect(all(world)).toHaveLength(COUNT);
    expect(digests(world)).toHaveLength(1);
    expect(cards(world).length).toBeGreaterThanOrEqual(30);
    expect(cards(world).length + unasked(world).length).toBe(COUNT);
    expect(new Set(told(world))).toEqual(new Set(unasked(world).map(({ execution }) => execution.ref.executionId)));
  });

  it('is told by a digest of nobody but those without a card, whichever call a delivery dies at', async () => {
    for (let atCall = 1; atCall <= 12; atCall++) {
      for (const when of ['before', 'after'] as const) {
        const world = createDeliveryWorld();
        flood(world, 60);
        world.deliver(of(pipeline('running', 0), 60), 700, { ...NO_CRASH, atCall, when });
        await world.run(6);

        const name = `crashed ${when} call ${atCall}`;
        expect(digests(world), name).toHaveLength(1);
        expect(cards(world).length + unasked(world).length, name).toBe(61);
        for (const { execution } of unasked(world)) expect(told(world), name).toContain(execution.ref.executionId);
      }
    }
  });

  it('still shows what fails among those without a card, in the channel itself', async () => {
    const world = createDeliveryWorld();
    flood(world);
    world.deliver(of(stage('Build', 'failed', 60, 0), COUNT - 1), 60_000);
    await world.run(6);

    expect(world.slack.messages.filter(({ text }) => text.startsWith('failure'))).toMatchObject([{ text: /failed/ }]);
    expect(world.slack.messages.find(({ text }) => text.startsWith('failure'))?.threadTs).toBeUndefined();
  });

  it('has approvals and failures before the cards that wait', async () => {
    const world = createDeliveryWorld();
    flood(world, 25);
    world.deliver(of(stage('Build', 'failed', 60, 0), 0), 3_000);
    await world.run(2);

    const order = world.slack.messages.map(({ text }) => text.split(' ')[0]);
    expect(order.indexOf('failure')).toBeGreaterThan(0);
    expect(order.indexOf('failure')).toBeLessThan(12);
  });

  it('shows thirty cards more each time somebody asks', async () => {
    const world = createDeliveryWorld();
    flood(world, 100);
    await world.run(4);
    const before = cards(world).length;
    const left = unasked(world).length;
    const [carrier] = all(world).filter(({ execution }) => Object.keys(execution.uncarded).length > 0);
    if (!carrier) throw new Error('Nobody carries a digest');

    const answers: Answer[] = [];
    const shown = world.during((deps) =>
      showCards(deps, carrier.execution.ref, async (answer) => void answers.push(answer)),
    );
    await world.run(4);
    await shown;

    expect(answers).toEqual([{ kind: 'cards', coming: 30, left: left - 30 }]);
    expect(cards(world)).toHaveLength(before + 30);
    expect(digests(world)).toHaveLength(1);
  });

  it('begins a further digest when the flood goes on for long', async () => {
    const world = createDeliveryWorld();
    flood(world, 100);
    for (let index = 100; index < 200; index++)
      world.deliver(of(pipeline('running', 0), index), 12 * 60_000 + index * 10);
    await world.run(20);

    expect(digests(world)).toHaveLength(2);
    expect(cards(world).length + unasked(world).length).toBe(200);
  });
});
