import {
  CreatePipelineCommand,
  type PipelineDeclaration,
  RetryStageExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { ExecutionId } from '../../../src/domain/ids.ts';
import type { BusEvent } from '../../../src/sandbox/ports.ts';
import { pipeline, SHOP } from '../../support/builders.ts';
import { createDeliveryWorld, NO_CRASH } from '../../support/delivery-world.ts';
import { createOperationWorld } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';

const of = (executionId: string) => {
  const event = pipeline('running', 0);
  return { ...event, execution: { ...SHOP, executionId: ExecutionId(executionId) } };
};

describe('a sweep', () => {
  it('goes on with the others when one item cannot be read', async () => {
    const { deliver, run, slack, executions } = createDeliveryWorld();
    const { get } = executions;
    executions.get = async (ref) => {
      if (ref.executionId === 'poison') throw new Error('a form that this version does not know');
      return get(ref);
    };
    deliver(of('poison'));
    deliver(of('healthy'), 1_000, { ...NO_CRASH, atCall: 2, when: 'before' });
    // Its own redeliveries are lost as well: only the sweep is left.
    const { observe } = executions;
    let observed = 0;
    executions.observe = async (event, dueAt) => {
      if (event.execution.executionId === 'healthy' && ++observed > 1) throw new Error('the redelivery died too');
      return observe(event, dueAt);
    };

    await run(4);

    expect(slack.messages.length).toBeGreaterThan(0);
    expect(executions.all().find(({ execution }) => execution.ref.executionId === 'healthy')?.messages).not.toEqual({});
  });
});

describe('a retry that was made in the console', { timeout: 30_000 }, () => {
  const straight = (): PipelineDeclaration => {
    const { stages = [], ...rest } = shopPipeline();
    return { ...rest, stages: stages.filter(({ name }) => name === 'Source' || name === 'Build') };
  };

  async function pass(
    world: ReturnType<typeof createOperationWorld>,
    seconds: number,
    deliver?: (events: BusEvent[]) => BusEvent[],
  ): Promise<void> {
    for (let second = 0; second < seconds; second += 5) {
      await world.world.runUntil(world.world.now() + 5_000);
      await world.followEvents(deliver);
      if (second % 60 === 55) await world.sweep();
    }
  }

  async function failedThenRetried(deliver: (events: BusEvent[]) => BusEvent[]) {
    const world = createOperationWorld();
    await world.client.send(new CreatePipelineCommand({ pipeline: straight() }));
    await pass(world, 120);
    world.slack.messages.length = 0;
    const { executionId } = world.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    await pass(world, 300);
    await world.client.send(
      new RetryStageExecutionCommand({
        pipelineName: 'shop-web',
        stageName: 'Build',
        pipelineExecutionId: executionId,
        retryMode: 'FAILED_ACTIONS',
      }),
    );
    await pass(world, 20 * 60, deliver);
    return world.slack.messages.filter(({ text }) => text.startsWith('card')).map(({ text }) => text);
  }

  it('is shown to its end when all its events come', async () => {
    expect(await failedThenRetried((events) => events)).toEqual(['card succeeded Source=succeeded Build=succeeded']);
  });

  it('is shown to its end when only the start of the action came', async () => {
    const onlyActionStarts = (events: BusEvent[]) =>
      events.filter(({ detail }) => detail.action !== undefined && detail.state === 'STARTED');

    expect(await failedThenRetried(onlyActionStarts)).toEqual(['card succeeded Source=succeeded Build=succeeded']);
  });

  it('is shown to its end when only “resumed” came', async () => {
    const onlyResumed = (events: BusEvent[]) => events.filter(({ detail }) => detail.state === 'RESUMED');

    expect(await failedThenRetried(onlyResumed)).toEqual(['card succeeded Source=succeeded Build=succeeded']);
  });

  it('is noticed within a quarter of an hour when no event of it came', async () => {
    expect(await failedThenRetried(() => [])).toEqual(['card succeeded Source=succeeded Build=succeeded']);
  });
});
