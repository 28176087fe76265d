import {
  CreatePipelineCommand,
  DeletePipelineCommand,
  type PipelineDeclaration,
  PutApprovalResultCommand,
} from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import type { BusEvent } from '../../../src/sandbox/ports.ts';
import { createOperationWorld, HOME } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';

const PIPELINE = { account: HOME, region: 'eu-west-1', pipeline: 'shop-web' };
const SECOND = 1_000;
type World = ReturnType<typeof createOperationWorld>;

/** Source, Build, Prod: ends by itself. */
const straight = (more: Partial<PipelineDeclaration> = {}) => {
  const { stages = [], ...rest } = shopPipeline();
  return { ...rest, stages: stages.filter(({ name }) => name !== 'Approve'), ...more };
};

async function worldWith(pipeline: PipelineDeclaration): Promise<World> {
  const world = createOperationWorld();
  await world.client.send(new CreatePipelineCommand({ pipeline }));
  return world;
}

/** Lets time pass second by second, with a sweep each minute, as `deliver` lets the events through. */
async function pass(world: World, seconds: number, deliver?: (events: BusEvent[]) => BusEvent[]): Promise<void> {
  for (let second = 0; second < seconds; second += 5) {
    await world.world.runUntil(world.world.now() + 5 * SECOND);
    await world.followEvents(deliver);
    if (second % 60 === 55) await world.sweep();
  }
}

const cards = (world: World) =>
  world.slack.messages.filter(({ text }) => text.startsWith('card')).map(({ text }) => text);

describe('the sweep', () => {
  it.each([
    ['green', undefined, 'card succeeded Source=succeeded Build=succeeded Prod=succeeded'],
    ['failing', 'Build/Compile', 'card failed Source=succeeded Build=failed Prod=-'],
  ])(
    'makes a %s run true again, whichever one of its events got lost',
    async (_kind, fail, truth) => {
      for (let lost = 0; ; lost++) {
        const world = await worldWith(straight());
        await pass(world, 120);
        world.slack.messages.length = 0;
        let seen = 0;
        let emitted = 0;
        world.service.commit({ pipeline: 'shop-web', ...(fail ? { fail } : {}) });

        await pass(world, 300, (events) => {
          emitted += events.length;
          return events.filter(() => seen++ !== lost);
        });

        expect(cards(world), `event ${lost} lost`).toEqual([truth]);
        if (lost >= emitted) return;
      }
    },
    60_000,
  );

  it('finds an execution of which no event came at all', async () => {
    const world = await worldWith(shopPipeline());

    await pass(world, 20 * 60, () => []);

    expect(cards(world)).toEqual(['card waiting Source=succeeded Build=succeeded Approve=running Prod=-']);
    expect(world.slack.messages.some(({ text }) => text.startsWith('approval waiting'))).toBe(true);
  });

  it('follows a PARALLEL pipeline, which shows no stages, by its action runs', async () => {
    const world = await worldWith(straight({ executionMode: 'PARALLEL' }));

    await pass(world, 20 * 60, () => []);

    expect(cards(world)).toEqual(['card succeeded Source=succeeded Build=succeeded Prod=succeeded']);
  });

  it('sees an approval that was answered in the console though its events got lost', async () => {
    const world = await worldWith(shopPipeline());
    await pass(world, 60);
    const waiting = (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Approve')?.actions[0];
    const token = waiting?.token ?? '';
    await world.client.send(
      new PutApprovalResultCommand({
        pipelineName: 'shop-web',
        stageName: 'Approve',
        actionName: 'Go-ahead',
        token,
        result: { status: 'Rejected', summary: '' },
      }),
    );

    await pass(world, 120, () => []);

    expect(world.slack.messages.map(({ text }) => text.split(' ').slice(0, 2).join(' ')).toSorted()).toEqual([
      'approval failed',
      'card failed',
    ]);
  });

  it('keeps the card of a pipeline that is gone, and asks no more', async () => {
    const world = await worldWith(shopPipeline());
    await pass(world, 60);
    await world.client.send(new DeletePipelineCommand({ name: 'shop-web' }));

    await pass(world, 600, () => []);

    expect(cards(world)).toHaveLength(1);
    const [stored] = world.executions.all();
    expect(stored?.gone).toBe(true);
    expect(stored?.dueAt).toBeUndefined();
  });

  it('has nothing left to do when everything has ended and is shown', async () => {
    const world = await worldWith(straight());

    await pass(world, 600);

    expect(world.executions.all().map(({ dueAt }) => dueAt)).toEqual([undefined]);
  });
});
